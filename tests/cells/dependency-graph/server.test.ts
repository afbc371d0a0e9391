import { describe, expect, it } from 'vitest';
import { addressOf, listedCalls } from '../../../cells/dependency-graph/calls.ts';
import { callsText, countText, cut, figuresText, lengthText } from '../../../cells/dependency-graph/figure-text.ts';
import { dependencyGraph as kind } from '../../../cells/dependency-graph/index.ts';
import { graphOf, statementOf } from '../../../cells/dependency-graph/store.ts';
import type { QueryResult } from '../../../cells/kind.ts';
import { instant } from '../../../core/model/time.ts';
import { observedAfter } from '../../core/trace/observed.ts';
import { expectGolden } from '../golden.ts';
import { contextOf, framesOf } from '../live-topics.ts';

const state = observedAfter(120);
const propsOf = (given: Record<string, unknown> = {}) => kind.props.parse(given);

async function one(given: Record<string, unknown> = {}, observed: unknown = state, result?: QueryResult) {
  const context = contextOf(observed === 'nothing' ? {} : { observability: observed }, 1, result);
  const [value] = await framesOf(kind.frames(propsOf(given), context));
  return value!;
}

const stored: QueryResult = {
  columns: ['caller', 'callee', 'process_group', 'calls', 'errors', 'p50', 'p95', 'p99', 'longest'].map((name) => ({
    name,
    type: 'DOUBLE',
  })),
  rows: [
    [null, 'core/x.run', 'core', 9, 1, 0.5, 1.25, 2, 3.00049],
    [null, 'py.price', 'py', 4, 0, 1, 1, 1, 1],
    ['core/x.run', 'py.price', '', 4, 0, 1, 1, 1, 1],
    ['java.Gateway', 'core/x.run', '', 2, 0, 1, 1, 1, 1],
  ],
  rowCount: 4,
  hash: 'a',
  milliseconds: 1,
};

describe('who calls whom', () => {
  it('is counted live, node by node and way by way', async () => {
    const { nodes, edges, source, leftOut } = await one({ focus: 'check-order' });
    expect({ source, leftOut }).toEqual({ source: 'live', leftOut: { nodes: 0, edges: 0, alone: 0 } });
    expect(nodes.map(({ short, group }) => [short, group])).toEqual([
      ['check-order.check', 'desk.orders'],
      ['desk.Desk.submit', 'desk.orders'],
    ]);
    expect(edges.map(({ from, to, figures: [calls] }) => [from, to, calls])).toEqual([[1, 0, 480]]);
  });

  it('is folded to groups, without what they do within themselves', async () => {
    const { nodes, edges } = await one({ by: 'group', focus: 'venue' });
    expect(nodes.map(({ name }) => name)).toEqual(['desk', 'desk.orders', 'venue']);
    expect(edges.map(({ from, to }) => `${nodes[from]?.name}>${nodes[to]?.name}`)).toEqual([
      'desk>desk.orders',
      'desk.orders>venue',
      'venue>desk',
    ]);
  });

  it('comes from the store for longer, callers that have not ended among it', async () => {
    const { nodes, edges, source } = await one({ last: '6h' }, state, stored);
    expect(source).toBe('store');
    expect(nodes).toEqual([
      { name: 'core/x.run', short: 'x.run', group: 'core', figures: [9, 1, 0.5, 1.25, 2, 3] },
      { name: 'java.Gateway', short: 'java.Gateway', group: 'java.Gateway', figures: [0, 0, 0, 0, 0, 0] },
      { name: 'py.price', short: 'py.price', group: 'py', figures: [4, 0, 1, 1, 1, 1] },
    ]);
    expect(edges.map(({ from, to, figures: [calls] }) => [from, to, calls])).toEqual([
      [0, 2, 4],
      [1, 0, 2],
    ]);
  });

  it('stays where it is while only numbers change', async () => {
    const states = [61, 62, 63].map((seconds) => observedAfter(seconds));
    const context = { ...contextOf({}, 3), read: <V>() => states.shift() as V };
    const values = await framesOf(kind.frames(propsOf(), context));
    const places = values.map(({ nodes, edges }) => [
      nodes.map(({ name }) => name),
      edges.map(({ from, to }) => [from, to]),
    ]);
    expect(places[1]).toEqual(places[0]);
    expect(values[1]!.nodes).not.toEqual(values[0]!.nodes);
  });

  it.each([
    [
      {},
      'nothing',
      'Nothing is traced here: this console keeps no traces. "enabled" in config/trace.json turns tracing on.',
    ],
    [
      {},
      observedAfter(0),
      'No monitored call ended in the last 15m. Calls appear as the console works, unless tracing is off (DESKBOOK_TRACE=off, or "enabled" in config/trace.json); a longer "last" shows older ones.',
    ],
    [
      { focus: 'nobody' },
      state,
      'None of the 12 processes of the last 15m fits "nobody". Part of a name is enough, * stands for anything.',
    ],
    [{ minimum: 100_000 }, state, 'Nothing was called 100000 times in the last 15m. A smaller "minimum" shows more.'],
  ])('says why there is nothing: %#', async (given, observed, reason) => {
    expect((await one(given, observed)).reason).toBe(reason);
  });

  it('asks the store for what began since, each call beside its caller', async () => {
    const statement = statementOf(instant(Date.UTC(2026, 10, 20, 16, 31, 7) * 1_000), 'group');
    expect(statement).toContain("WHERE ts >= TIMESTAMP '2026-11-20 16:31:07' AND date >= DATE '2026-11-20'");
    expect(statement).toContain('caller.process_group <> callee.process_group');
    expect(graphOf({ rows: [] })).toEqual({ nodes: [], edges: [] });
  });

  it.each([
    [{ last: '30s' }, 'last is a time from 1m to 31d, as in 15m or 6h'],
    [{ by: 'module' }, 'by is process or group'],
  ])('refuses %o', (given, message) => expect(kind.props.safeParse(given).error?.issues[0]?.message).toBe(message));
});

describe('texts', () => {
  it.each([
    [0, '0 µs'],
    [0.0004, '0.40 µs'],
    [0.85, '850 µs'],
    [5.44, '5.44 ms'],
    [316.2, '316 ms'],
    [1_204, '1.20 s'],
    [61_000, '1 min 01 s'],
  ])('%d ms is %s', (length, text) => expect(lengthText(length)).toBe(text));

  it('counts, cuts and tells figures', () => {
    expect([countText(9_999), countText(12_345), countText(123_456), countText(3_100_000)]).toEqual([
      '9,999',
      '12.3k',
      '123k',
      '3.1M',
    ]);
    expect([callsText(1), cut('journal.SqliteJournal.appendPnl', 20), cut('short', 20)]).toEqual([
      '1 call',
      'journa…nal.appendPnl',
      'short',
    ]);
    expect(figuresText([800, 16, 2, 5.6, 8.6, 15.8])).toBe(
      '800 calls; 16 failed, 2.0%; p50 2.00 ms, p95 5.60 ms, p99 8.60 ms, longest 15.8 ms',
    );
    expect(figuresText([0, 0, 0, 0, 0, 0])).toBe('no call ended');
  });
});

describe('calls that are listed', () => {
  it('are asked for by name and read from the answer', () => {
    expect(addressOf('desk submit', 'process')).toBe('/api/traces?rows=calls&process=desk+submit&limit=25');
    const row = {
      ts: 1_795_192_267_250_000,
      duration_ms: 1.5,
      trace_id: 'ab',
      status: 'ERR',
      exception: 'Error: off\n  at x',
      subject: 'order T-17',
    };
    expect(listedCalls({ rows: [row, { ...row, status: 'OK', exception: null }, { ts: 'no' }, null] })).toEqual([
      {
        time: '16:31:07',
        length: '1.50 ms',
        failed: true,
        note: 'Error: off',
        address: '/traces/ab?near=1795192267250000',
      },
      {
        time: '16:31:07',
        length: '1.50 ms',
        failed: false,
        note: 'order T-17',
        address: '/traces/ab?near=1795192267250000',
      },
    ]);
    expect([listedCalls(undefined), listedCalls({ rows: 'x' })]).toEqual([[], []]);
  });
});

describe('the view of dependency-graph', () => {
  it.each([
    ['focus', { focus: 'check-order' }, state],
    ['empty', { focus: 'nobody' }, state],
    ['none', {}, 'nothing'],
  ])('%s', async (name, given, observed) => {
    await expectGolden(kind, name, await one(given, observed), propsOf(given));
  });

  it('is exported as a row a way, and as nodes and edges by name', async () => {
    const value = await one({ last: '6h' }, state, stored);
    expect(kind.exportAs?.csv?.(value)).toBe(
      'caller,callee,calls,errors,p50_ms,p95_ms,p99_ms,max_ms\r\ncore/x.run,py.price,4,0,1,1,1,1\r\njava.Gateway,core/x.run,2,0,1,1,1,1\r\n',
    );
    expect(kind.exportAs?.json?.(value)).toMatchObject({
      nodes: [{ name: 'core/x.run', calls: 9, errors: 1, p95_ms: 1.25 }, {}, {}],
      edges: [{ caller: 'core/x.run', callee: 'py.price', calls: 4 }, {}],
    });
  });
});
