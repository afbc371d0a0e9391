/** Milliseconds. */
export async function timed(work: () => unknown): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

/** The value below which a share of the others lies. */
export const quantile = (values: readonly number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? Number.NaN;

/** Medians of ways that take turns, so that a busy moment of the machine meets all of them; the first rounds only warm up. */
export async function inTurns(
  rounds: number,
  ways: readonly (() => unknown)[],
  warmUp = 1,
): Promise<readonly number[]> {
  const times: number[][] = ways.map(() => []);
  for (let round = -warmUp; round < rounds; round++) {
    for (const [index, way] of ways.entries()) {
      const took = await timed(way);
      if (round >= 0) times[index]?.push(took);
    }
  }
  return times.map((taken) => quantile(taken, 0.5));
}
