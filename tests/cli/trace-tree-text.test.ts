import { describe, expect, it } from 'vitest';
import { treeOfRows } from '../../core/trace/tree/from-rows.ts';
import { treeJson, treeLines } from '../../server/cli/trace-tree-text.ts';
import { refused } from '../cells/trace-tree/fixture.ts';
import { call } from '../core/trace/tree/calls.ts';

const tree = treeOfRows(refused);

describe('a trace on a terminal', () => {
  it('is indented, with times, failures and the critical path', () => {
    expect(treeLines(tree, 80)).toEqual([
      '6 calls, 3 failed, 4 levels, 4.20 ms',
      '* critical path  x failed  ^ failed below',
      '        took      self  call',
      '*x   4.20 ms    600 µs  server/http.handle  Refused: the venue is closed',
      '*x   3.60 ms    350 µs    server/desk/desk.Desk.submit  Refused: the venue is …',
      '*     700 µs    700 µs      server/journal/journal.Journal.append',
      '*     250 µs    250 µs      risk.check',
      '*x   2.30 ms   1.40 ms      server/venues/paper.Paper.place  Refused: the venu…',
      '*     900 µs    900 µs        server/venues/http.send',
    ]);
  });

  it.each([30, 40, 60, 200])('stays within %d characters, however deep it is', (width) => {
    const deep = treeOfRows(
      Array.from({ length: 60 }, (_, at) => call(`s${at}`, at === 0 ? null : `s${at - 1}`, at, 200 - at)),
    );
    const widest = Math.max(...treeLines(deep, width).map(({ length }) => length));
    expect(widest).toBeLessThanOrEqual(Math.max(width, 37));
  });

  it('is data with stable keys', () => {
    const { calls, ...rest } = treeJson('f'.repeat(32), tree);
    expect(rest).toEqual({
      trace: 'f'.repeat(32),
      started: tree.origin,
      duration: 4_200,
      orphans: 0,
      cycles: 0,
      repeated: 0,
      early: [],
    });
    expect(calls[1]).toEqual({
      span: 'a2',
      depth: 1,
      process: 'server/desk/desk.Desk.submit',
      group: 'desk.orders',
      service: 'deskbook',
      subject: null,
      start: 300,
      duration: 3_600,
      self: 350,
      critical: true,
      failed: true,
      error: 'Refused: the venue is closed',
      failedBelow: 1,
    });
  });
});
