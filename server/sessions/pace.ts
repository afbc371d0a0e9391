import type { Bus } from '../../core/bus.ts';

/** The changes of some topics, at most one in `milliseconds`. Ends with the signal. */
export async function* pacedChanges(
  bus: Bus,
  topics: readonly string[],
  milliseconds: number,
  signal: AbortSignal,
): AsyncGenerator<void> {
  let last = Number.NEGATIVE_INFINITY;
  for await (const _ of bus.changes(topics, signal)) {
    await pause(last + milliseconds - performance.now(), signal);
    if (signal.aborted) return;
    last = performance.now();
    yield;
  }
}

/** Resolves after the time or with the signal, whichever comes first. */
export function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  if (milliseconds <= 0 || signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal.addEventListener('abort', end);
  });
}
