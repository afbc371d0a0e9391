import { describe, expect, it } from 'vitest';
import { metrics as kind } from '../../../cells/metrics/index.ts';
import { millisecondsText, rateText } from '../../../cells/metrics/number-text.ts';
import { heldOrder, worstFirst } from '../../../cells/metrics/order.ts';
import type { MetricsProps, Row } from '../../../cells/metrics/schema.ts';
import type { ObservabilityState } from '../../../core/trace/observability.ts';
import { observedAfter, troubledTrace } from '../../core/trace/observed.ts';
import { quietTrace } from '../../core/trace/quiet.ts';
import { expectGolden } from '../golden.ts';
import { contextOf, framesOf } from '../live-topics.ts';

const propsOf = (given: Record<string, unknown> = {}): MetricsProps => kind.props.parse(given);

async function one(state: ObservabilityState | undefined, given: Record<string, unknown> = {}) {
  const [value] = await framesOf(kind.frames(propsOf(given), contextOf({ observability: state })));
  return value!;
}

const quiet = observedAfter(120);
const troubled = observedAfter(120, { trace: troubledTrace, figures: { 'event_loop.p99_ms': 87 } });

describe('the head of metrics', () => {
  it('says in a line that all is well', async () => {
    const { health, summary, warnings } = await one(quiet);
    expect({ health, summary, warnings }).toEqual({
      health: 'healthy',
      summary: '97.0 calls/s, 0 errors/s, event loop p99 0.83 ms, 14 waiting, breaker closed',
      warnings: [],
    });
    expect(kind.caption?.(await one(quiet))).toBe('healthy');
  });

  it('says what is wrong, what it means and what to do', async () => {
    const value = await one(troubled);
    expect([value.health, kind.caption?.(value)]).toEqual(['warned', '6 warnings']);
    expect(value.warnings).toEqual([
      'The breaker is open since 2026-11-20 16:30:25 UTC: calls are kept in memory and failed ones spill to disk until trace.sqlite can be written again.',
      '1,250 calls were let go in the last quarter of an hour, none of them failed ones: more come than the disk takes. Sample the busiest process in config/trace.json.',
      'The queue is 91% full: 9,120 calls wait to be written.',
      'A write failed in the last quarter of an hour: The disk is full, so trace.sqlite cannot be written. Nothing of it was lost.',
      'The folder archive cannot be written.',
      'The event loop was up to 87.00 ms late in the last 10 s: something computes for too long on the main thread.',
    ]);
    const marked = value.sections.flatMap(({ name, facts }) =>
      facts.filter(({ warns }) => warns).map(({ label }) => [name, label]),
    );
    expect(marked).toEqual([
      ['queue', 'waiting'],
      ['queue', 'overflow'],
      ['queue', 'let go'],
      ['writer', 'failed writes'],
      ['breaker', 'state'],
      ['database', 'archive'],
      ['event_loop', 'late, p99'],
    ]);
  });

  it.each([
    [
      { ...quietTrace, enabled: false },
      'Tracing is off: nothing is recorded or counted. Start without DESKBOOK_TRACE=off and with "enabled": true in config/trace.json.',
    ],
    [
      { ...quietTrace, breaker: { ...quietTrace.breaker, state: 'half_open' as const } },
      'The breaker tries whether trace.sqlite can be written again.',
    ],
    [
      {
        ...quietTrace,
        export: { waiting: 9, sent: 0, failed: 0, dropped: 0, retries: 3, failing: true, lastError: 'c answered 503.' },
      },
      'Calls do not leave to the collector: c answered 503. The trace store has them all the same.',
    ],
  ])('warns: %#', async (trace, warning) => {
    expect((await one(observedAfter(5, { trace }))).warnings).toEqual([warning]);
  });
});

describe('the sections', () => {
  it('stand in the order that is asked for', async () => {
    const value = await one(quiet, { show: ['memory', 'rates'] });
    expect([value.sections.map(({ name }) => name), value.rows]).toEqual([['memory', 'rates'], null]);
    const { facts } = value.sections[0]!;
    expect(facts.map(({ label, text, unit }) => [label, text, unit])).toEqual([
      ['process', '185.0', 'MB'],
      ['heap', '65.0', 'MB'],
      ['heap taken', '104.0', 'MB'],
      ['external', '9.4', 'MB'],
      ['buffers', '3.1', 'MB'],
      ['SQL engine', 'unknown', ''],
    ]);
    expect(facts[0]!.line).toHaveLength(60);
    expect(facts[5]!.line).toBeNull();
  });
});

describe('the table', () => {
  it('has the worst by each column', async () => {
    const { rows, met, fitting } = await one(quiet, { top: 1 });
    expect([met, fitting]).toEqual([12, 12]);
    expect(rows!.map(({ short }) => short).sort()).toEqual(['market.onBook', 'orders.submit', 'run.run']);
  });

  it('keeps to a process or a group', async () => {
    const names = async (given: Record<string, unknown>) =>
      (await one(quiet, given)).rows!.map(({ name }) => name).sort();
    expect(await names({ process: 'DESK*submit' })).toEqual(['server/desk/desk.Desk.submit']);
    expect(await names({ group: 'desk' })).toEqual([
      'server/desk/check-order.check',
      'server/desk/desk.Desk.submit',
      'server/desk/fills.take',
      'server/desk/market.onBook',
    ]);
    expect(await names({ by: 'group', group: 'desk' })).toEqual(['desk', 'desk.market', 'desk.orders']);
  });

  it('puts the worst first, and holds its lines where they stand', () => {
    const row = (name: string, figures: number[]): Row => ({
      name,
      short: name,
      group: 'g',
      figures,
      line: [],
      failures: [],
    });
    const rows = [row('b', [1, 0, 5, 5, 5, 5]), row('a', [1, 0, 5, 5, 5, 5]), row('c', [9, 2, 1, 1, 1, 1])];
    const names = (list: readonly Row[]) => list.map(({ name }) => name).join('');
    expect([
      names(worstFirst(rows, 'errors')),
      names(worstFirst(rows, 'p50')),
      names(worstFirst(rows, 'calls')),
    ]).toEqual(['cab', 'abc', 'cab']);
    expect(names(heldOrder(rows, ['b', 'gone', 'a']))).toBe('bac');
  });

  it.each([
    [0, '0', '0.00'],
    [0.004, '<0.01', '<0.01'],
    [0.09, '0.09', '0.09'],
    [12.345, '12.35', '12.35'],
    [1234567.891, '1,234,567.89', '1,234,567.89'],
  ])('tells %d', (value, rate, milliseconds) => {
    expect([rateText(value, 2), millisecondsText(value)]).toEqual([rate, milliseconds]);
  });
});

it.each([
  ['last', { last: '30s' }, 'last is a time from 1m to 6h, as in 5m'],
  ['last', { last: '7h' }, 'last is a time from 1m to 6h, as in 5m'],
  ['show', { show: ['queues'] }, 'a section is rates, latency, queue, writer, breaker, database, event_loop, memory'],
])('refuses a wrong %s', (_name, given, message) => {
  expect(kind.props.safeParse(given).error?.issues[0]?.message).toBe(message);
});

describe('the view of metrics', () => {
  const small = { show: ['latency', 'queue'], top: 2, process: 'desk' };
  it.each([
    ['quiet', quiet, small],
    ['troubled', troubled, small],
    ['nothing-fits', quiet, { show: ['latency'], process: 'nobody' }],
    ['no-calls', observedAfter(0), { show: ['latency', 'rates'] }],
    ['none', undefined, {}],
  ])('%s', async (name, state, given) => {
    await expectGolden(kind, name, await one(state, given), propsOf(given));
  });

  it('is exported as a row a process, and as figures by name', async () => {
    const value = await one(quiet, { process: 'check-order' });
    const figures = value.rows![0]!.figures;
    expect(kind.exportAs?.csv?.(value)).toBe(
      `name,group,calls_per_second,errors_per_second,p50_ms,p95_ms,p99_ms,max_ms\r\nserver/desk/check-order.check,desk.orders,${figures.join(',')}\r\n`,
    );
    expect(kind.exportAs?.json?.(value)).toMatchObject({
      health: 'healthy',
      rows: [{ name: 'server/desk/check-order.check', group: 'desk.orders', calls: 4, errors: figures[1] }],
    });
  });
});
