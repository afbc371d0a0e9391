import { describe, expect, it } from 'vitest';
import type { CallRow } from '../../../../core/trace/query.ts';
import { criticalPath } from '../../../../core/trace/tree/critical-path.ts';
import { treeOfRows } from '../../../../core/trace/tree/from-rows.ts';
import { call } from './calls.ts';

const pathOf = (rows: readonly CallRow[]) => {
  const tree = treeOfRows(rows);
  return criticalPath(tree)
    .map(({ call: index, from, to }) => `${tree.spanIds[index]} ${from}-${to}`)
    .join(', ');
};

describe('the critical path', () => {
  it.each<[string, CallRow[], string]>([
    ['one call', [call('a', null, 0, 100)], 'a 0-100'],
    ['a callee within', [call('a', null, 0, 100), call('b', 'a', 20, 50)], 'a 0-20, b 20-70, a 70-100'],
    [
      'callees one after the other',
      [call('a', null, 0, 100), call('b', 'a', 10, 20), call('c', 'a', 40, 50)],
      'a 0-10, b 10-30, a 30-40, c 40-90, a 90-100',
    ],
    [
      'of those beside each other the one that ended last',
      [call('a', null, 0, 100), call('b', 'a', 10, 60), call('c', 'a', 20, 70)],
      'a 0-20, c 20-90, a 90-100',
    ],
    [
      'deep, with a call before what was waited for',
      [
        call('a', null, 0, 100),
        call('b', 'a', 0, 100),
        call('c', 'b', 60, 40),
        call('d', 'b', 10, 50),
        call('e', 'd', 10, 10),
      ],
      'b 0-10, e 10-20, d 20-60, c 60-100',
    ],
    [
      'a callee that outlives its caller within another',
      [call('a', null, 0, 100), call('b', 'a', 10, 20), call('c', 'b', 20, 50)],
      'a 0-10, b 10-20, c 20-70, a 70-100',
    ],
    [
      'a callee that began after its caller had ended',
      [call('a', null, 100, 40), call('b', 'a', 115, 10), call('c', 'a', 200, 300), call('d', 'a', 300, 100)],
      'a 0-15, b 15-25, a 25-40, c 100-400',
    ],
    [
      'a caller whose late callee overlaps what was waited for',
      [call('r', null, 0, 100), call('a', 'r', 0, 50), call('x', 'a', 60, 35), call('b', 'r', 50, 50)],
      'a 0-50, b 50-100',
    ],
    [
      'a callee of a call that had ended, while a call around both ran',
      [call('r', null, 0, 100), call('a', 'r', 10, 20), call('b', 'a', 50, 20)],
      'r 0-10, a 10-30, r 30-50, b 50-70, r 70-100',
    ],
    ['a callee that begins before its caller', [call('a', null, 50, 50), call('b', 'a', 0, 70)], 'b 50-70, a 70-100'],
    ['several roots', [call('a', null, 0, 30), call('b', null, 40, 60)], 'a 0-30, b 40-100'],
    ['no time at all', [call('a', null, 0, 0), call('b', 'a', 0, 0)], ''],
    ['nothing', [], ''],
  ])('%s', (_, rows, path) => {
    expect(pathOf(rows)).toBe(path);
  });
});
