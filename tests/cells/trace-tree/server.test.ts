import { describe, expect, it } from 'vitest';
import { traceTree as kind } from '../../../cells/trace-tree/index.ts';
import { props as schema } from '../../../cells/trace-tree/schema.ts';
import { frames } from '../../../cells/trace-tree/server.ts';
import { columnsOf } from '../../../core/trace/tree/columns.ts';
import { treeOfRows } from '../../../core/trace/tree/from-rows.ts';
import { call, traceOf } from '../../core/trace/tree/calls.ts';
import { expectGolden } from '../golden.ts';
import { contextOf, framesOf } from '../live-topics.ts';
import { propsOf, readerOf, refused, shownOf, trace } from './fixture.ts';

const kept = refused.map((row, index) => ({ ...row, seq: index + 1, trace_id: trace }));
const other = { ...call('b1', null, 9_000, 40, { process: 'cells/ladder.frames' }), seq: 9, trace_id: 'e'.repeat(32) };

const first = async (given: Record<string, unknown>, rows = [...kept, other]) => {
  const [value] = await framesOf(frames(propsOf(given), { ...contextOf({}), traces: readerOf(rows) }));
  return value;
};

describe('which trace is shown', () => {
  it.each([
    [{ trace }, trace],
    [{ trace: trace.toUpperCase() }, trace],
    [{ subject: 'order T-17' }, trace],
    [{ newest: '*' }, other.trace_id],
    [{ newest: 'desk.Desk' }, trace],
    [{ slowest: '*' }, trace],
    [{ slowest: 'ladder', minutes: 5 }, other.trace_id],
  ])('%j', async (given, wanted) => {
    expect((await first(given))?.head?.trace).toBe(wanted);
  });

  it.each([
    [{ trace: 'a'.repeat(32) }, /is not kept any more, or not yet.*where trace_id = 'a{32}' order by start_ts_us/],
    [{ subject: 'order T-99' }, /Nothing is recorded about order T-99/],
    [{ slowest: 'pricing', minutes: 3 }, /No call of pricing is recorded in the last 3 minutes/],
    [{ newest: 'pricing' }, /No call of pricing is recorded\./],
  ])('says why there is none: %j', async (given, missing) => {
    const value = await first(given);
    expect(value).toEqual({ head: null, missing: expect.stringMatching(missing), rows: [], columns: null });
  });

  it('says so where nothing is recorded at all', async () => {
    expect((await first({ newest: '*' }, []))?.missing).toMatch(/unless tracing is off/);
  });

  it('is told again when more of it was written, and only then', async () => {
    const rows = [...kept.slice(0, 2)];
    const context = { ...contextOf({}, 25), traces: readerOf(rows) };
    const calls: number[] = [];
    for await (const { head } of frames(propsOf(), context)) {
      calls.push(head?.calls ?? 0);
      if (calls.length === 1) rows.push(...kept.slice(2));
    }
    expect(calls).toEqual([2, 6]);
  });
});

describe('the properties of a tree', () => {
  const refusals: [given: Record<string, unknown>, path: string, message: RegExp][] = [
    [{}, 'trace', /which trace\?/],
    [{ trace, newest: '*' }, 'newest', /one of trace, newest says which trace/],
    [{ trace: '123' }, 'trace', /32 hexadecimal digits/],
    [{ trace, view: 'pie' }, 'view', /waterfall, flame or statistics/],
    [{ slowest: '*', minutes: 0 }, 'minutes', /Too small/],
  ];
  it.each(refusals)('refuses %j', (given, path, message) => {
    const [issue] = schema.safeParse(given).error?.issues ?? [];
    expect([issue?.path, issue?.message]).toEqual([[path], expect.stringMatching(message)]);
  });
});

describe('the value of a tree', () => {
  it('has every call of a small trace, and of a large one the first rows', () => {
    const [small, large] = [shownOf(refused), shownOf(traceOf(3_500))];
    expect(small.columns).toEqual(columnsOf(treeOfRows(refused)));
    expect([large.columns, large.rows.length, large.head?.calls]).toEqual([null, 200, 3_500]);
  });

  it('is told in a line', () => {
    expect([shownOf(refused), shownOf([call('a', null, 0, 1.5)])].map((value) => kind.caption?.(value))).toEqual([
      '6 calls · 3 errors · 4.20 ms',
      '1 call · 1.50 µs',
    ]);
  });

  it.each([
    ['refused', shownOf(refused)],
    [
      'flawed',
      shownOf([
        call('a', null, 100, 50),
        call('b', 'a', 60, 20, { service: 'risk-py' }),
        call('c', 'gone', 110, 5),
        call('c', 'gone', 110, 5),
        call('d', 'd', 120, 5),
      ]),
    ],
    ['none', { head: null, missing: 'No call of <pricing> is recorded.', rows: [], columns: null }],
  ])('%s', async (name, value) => {
    await expectGolden(kind, name, value, propsOf());
  });
});
