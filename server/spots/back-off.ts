const LONGEST_MILLISECONDS = 300_000;

/**
 * Milliseconds until the next look: as asked while all is well, twice as long with each failure in a row up to five minutes, and then up to a
 * quarter less or more by `chance` (0 to 1), so that many who failed together do not come back together.
 */
export function backOff(every: number, failures: number, chance: number): number {
  if (failures === 0) return every;
  const wait = Math.max(every, Math.min(LONGEST_MILLISECONDS, every * 2 ** Math.min(failures, 20)));
  return Math.round(wait * (0.75 + chance / 2));
}
