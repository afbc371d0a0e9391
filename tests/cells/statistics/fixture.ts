import type { Json, QueryResult } from '../../../cells/kind.ts';

const minute = 60_000_000;
const morning = Date.UTC(2026, 10, 20, 15) * 1_000;

/** Day, minutes held, strategy, side, realized in currency units, and the extremes of the bars or none. */
type MatchGiven = readonly [string, number, string, 'long' | 'short', string, string?, string?];

/** Lots closed in ZNZ6 as the query of the cell answers. */
export function matchesOf(given: readonly MatchGiven[], currency = 'USD', instrument = 'ZNZ6'): QueryResult {
  const rows = given.map(([date, held, strategy, side, realized, low, high], index): Json[] => {
    const opened = morning + index * 10 * minute;
    return [
      date,
      String(opened),
      String(opened + held * minute),
      instrument,
      strategy,
      side,
      '1',
      '110.000000000',
      '110.250000000',
      realized,
      currency,
      low ?? null,
      high ?? null,
    ];
  });
  return { columns: [], rows, rowCount: rows.length, hash: 'h', milliseconds: 1 };
}

export const fiveMatches = matchesOf([
  ['2026-11-18', 5, 'maker', 'long', '200.000000', '109.500000000', '110.500000000'],
  ['2026-11-18', 5, 'trend', 'long', '-100.000000'],
  ['2026-11-19', 10, 'maker', 'short', '50.000000'],
  ['2026-11-19', 5, 'trend', 'long', '-300.000000'],
  ['2026-11-20', 30, 'maker', 'long', '400.000000'],
]);

export const relationOf = (columns: readonly string[], ...rows: readonly Json[][]): QueryResult => ({
  columns: columns.map((name) => ({ name, type: 'VARCHAR' })),
  rows,
  rowCount: rows.length,
  hash: 'h',
  milliseconds: 1,
});
