import { describe, expect, it } from 'vitest';
import { pivotWithColumns } from '../../../server/analytics/pivot.ts';

describe('a PIVOT whose columns come from the data', () => {
  it.each([
    ['pivot t on a', "pivot t on a IN ('')"],
    ['PIVOT t ON a, b || c USING sum(x) GROUP BY y', "PIVOT t ON a IN (''), b || c IN ('') USING sum(x) GROUP BY y"],
    ['from (pivot (from u) on f(a, b) order by 1)', "from (pivot (from u) on f(a, b) IN ('') order by 1)"],
    ["pivot t on a in ('x'), b", "pivot t on a in ('x'), b IN ('')"],
  ])('%s', (sql, expected) => {
    expect(pivotWithColumns(sql)?.sql).toBe(expected);
  });

  it('is none without a PIVOT or with lists of its own', () => {
    expect(['select pivot from t', "pivot t on a in ('x')", "select 'pivot t on a'"].map(pivotWithColumns)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('leads back to the text as typed', () => {
    const sql = 'pivot t on a, b using now()';
    const rewritten = pivotWithColumns(sql)!;
    expect(rewritten.original(rewritten.sql.indexOf('now'))).toBe(sql.indexOf('now'));
    expect(rewritten.original(rewritten.sql.indexOf('t on'))).toBe(sql.indexOf('t on'));
  });
});
