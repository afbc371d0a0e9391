import { describe, expect, it } from 'vitest';
import { columnsOf, treeOfColumns } from '../../../../core/trace/tree/columns.ts';
import { treeOfRows } from '../../../../core/trace/tree/from-rows.ts';
import { call, origin, traceOf } from './calls.ts';

const tree = treeOfRows([
  call('00a1', null, 0, 100.25, { process: 'submit', subject: 'order T-1' }),
  call('00a2', '00a1', 10, 20, {
    process: 'place',
    service: 'venue',
    status: 'ERR',
    exception: 'Refused: too late\n  at x',
  }),
  call('00a3', '00a1', 40, 10, { process: 'append', status: 'ERR' }),
]);

describe('columns of a trace', () => {
  it('say each text once', () => {
    expect(columnsOf(tree)).toEqual({
      origin,
      sorts: [
        ['submit', 'desk', 'deskbook'],
        ['place', 'desk', 'venue'],
        ['append', 'desk', 'deskbook'],
      ],
      sort: [0, 1, 2],
      depth: [0, 1, 1],
      start: [0, 10, 30],
      duration: [100_250, 20_000, 10_000],
      prefix: '00a',
      spanIds: '1 2 3',
      failed: [
        [1, 1],
        [2, -1],
      ],
      subjects: [[0, 0]],
      texts: ['order T-1', 'Refused: too late'],
      flaws: { orphans: 0, cycles: 0, repeated: 0, early: [] },
    });
  });

  it('may be the first calls of it', () => {
    const { depth, spanIds, failed } = columnsOf(tree, 2);
    expect([depth, spanIds, failed]).toEqual([[0, 1], '1 2', [[1, 1]]]);
  });

  it('are some thirty bytes a call', () => {
    const bytes = JSON.stringify(columnsOf(treeOfRows(traceOf(2_000)))).length / 2_000;
    expect(bytes).toBeLessThan(36);
  });

  it('are refused where they are of different lengths', () => {
    expect(() => treeOfColumns({ ...columnsOf(tree), duration: [1] })).toThrow(/equally long/);
  });
});

describe('what does not hold together', () => {
  it('is counted: callers that are missing, cycles, rows that came twice, clocks that are ahead', () => {
    const rows = [
      call('a', null, 100, 50),
      call('b', 'a', 60, 20, { service: 'risk-py' }),
      call('c', 'a', 90, 20, { service: 'risk-py' }),
      call('d', 'a', 95, 1),
      call('e', 'gone', 110, 5),
      call('f', 'f', 120, 5),
    ];
    expect(treeOfRows([...rows, ...rows.slice(2)]).flaws).toEqual({
      orphans: 1,
      cycles: 1,
      repeated: 4,
      early: [{ service: 'risk-py', microseconds: 40 }],
    });
  });

  it('is no duration: less than nothing, or none', () => {
    const rows = [Number.NaN, -5, Number.POSITIVE_INFINITY].map((duration, at) =>
      call(`s${at}`, null, at, 0, { duration_ms: duration }),
    );
    expect([...treeOfRows(rows).duration]).toEqual([0, 0, 0]);
  });
});
