import { describe, expect, it } from 'vitest';
import { treeOfRows } from '../../../../core/trace/tree/from-rows.ts';
import { type Grouping, type GroupStatistics, statisticsBy } from '../../../../core/trace/tree/statistics.ts';
import { oracle } from '../../../oracle.ts';
import { call, origin } from './calls.ts';

interface JaegerSpan {
  readonly spanID: string;
  readonly op: string;
  readonly service: string;
  readonly parent: string | null;
  readonly start_us: number;
  readonly dur_us: number;
}

interface JaegerStatistics {
  readonly source: string;
  readonly traces: Readonly<Record<string, readonly JaegerSpan[]>>;
  readonly cases: readonly {
    readonly name: string;
    readonly groupBy: string;
    readonly trace: string;
    readonly expectedRowsByIndex: Readonly<Record<string, Readonly<Record<string, number>>>>;
  }[];
}

/** A tag of theirs is a subject here: `database` stands on the queries alone. */
const groupings: Readonly<Record<string, Grouping>> = {
  'Service Name': 'service',
  'Operation Name': 'process',
  database: 'subject',
};

const treeOfSpans = (spans: readonly JaegerSpan[]) =>
  treeOfRows(
    spans.map(({ spanID, op, service, parent, start_us, dur_us }) =>
      call(spanID, parent, start_us - origin, dur_us, {
        process: op,
        service,
        ...(/^(?:HikariProxy|SELECT)/.test(op) ? { subject: 'jdbc' } : {}),
      }),
    ),
  );

/** Milliseconds with two decimals, as Jaeger's own table shows them. */
const shown = (microseconds: number): number => Math.round(microseconds / 10) / 100;

const asJaeger = (group: GroupStatistics): Readonly<Record<string, number>> => ({
  count: group.count,
  total: shown(group.total),
  avg: shown(group.average),
  min: shown(group.minimum),
  max: shown(group.maximum),
  selfTotal: shown(group.selfTotal),
  selfAvg: shown(group.selfAverage),
  selfMin: shown(group.selfMinimum),
  selfMax: shown(group.selfMaximum),
  percent: Math.round(group.percent * 100) / 100,
});

const expected = oracle<JaegerStatistics>('jaeger_span_stats.json');

describe.skipIf(!expected)(`statistics as Jaeger has them${expected ? '' : ' (no shared folder)'}`, () => {
  it.each(expected?.cases ?? [])('$groupBy: $name', ({ groupBy, trace, expectedRowsByIndex }) => {
    const groups = statisticsBy(treeOfSpans(expected?.traces[trace] ?? []), groupings[groupBy] ?? 'process');
    for (const [index, row] of Object.entries(expectedRowsByIndex)) {
      const found = asJaeger(groups[Number(index)] as GroupStatistics);
      expect(Object.fromEntries(Object.keys(row).map((key) => [key, found[key]]))).toEqual(row);
    }
  });
});

/** A gateway that asks a service twice, with its two queries, as such a trace usually looks. */
const gateway: readonly JaegerSpan[] = [
  { spanID: 'e', op: 'SELECT', service: 'customers', parent: 'c', start_us: 3_100, dur_us: 52 },
  { spanID: 'c', op: 'GET /pets', service: 'customers', parent: 'b', start_us: 2_200, dur_us: 1_739 },
  { spanID: 'd', op: 'SELECT', service: 'customers', parent: 'c', start_us: 2_700, dur_us: 21 },
  { spanID: 'b', op: 'GET /pets', service: 'gateway', parent: 'a', start_us: 1_800, dur_us: 2_499 },
  { spanID: 'a', op: 'GET /api/pets', service: 'gateway', parent: null, start_us: 1_000, dur_us: 4_902 },
];

describe('statistics of a trace', () => {
  const figures = ['count', 'total', 'avg', 'min', 'max', 'selfTotal', 'selfAvg', 'selfMin', 'selfMax', 'percent'];
  const table = (by: Grouping) =>
    statisticsBy(treeOfSpans(gateway), by).map((group) => [
      group.name,
      ...figures.map((figure) => asJaeger(group)[figure]),
    ]);

  it('counts a call and its callee of one group both, and the time of each once as its own', () => {
    expect(table('service')).toEqual([
      ['gateway', 2, 7.4, 3.7, 2.5, 4.9, 3.16, 1.58, 0.76, 2.4, 64.52],
      ['customers', 3, 1.81, 0.6, 0.02, 1.74, 1.74, 0.58, 0.02, 1.67, 35.48],
    ]);
  });

  it('tells names in the order in which the trace has them', () => {
    expect(table('process')).toEqual([
      ['GET /api/pets', 1, 4.9, 4.9, 4.9, 4.9, 2.4, 2.4, 2.4, 2.4, 49.02],
      ['GET /pets', 2, 4.24, 2.12, 1.74, 2.5, 2.43, 1.21, 0.76, 1.67, 49.49],
      ['SELECT', 2, 0.07, 0.04, 0.02, 0.05, 0.07, 0.04, 0.02, 0.05, 1.49],
    ]);
  });

  it('tells what is about nothing last', () => {
    const { name, percent } =
      statisticsBy(treeOfSpans([...gateway.slice(2), ...gateway.slice(0, 2)]), 'subject').at(-1) ?? {};
    expect([name, Math.round((percent ?? 0) * 100) / 100]).toEqual([undefined, 98.51]);
  });

  it('is a share of nothing where nothing took time', () => {
    expect(statisticsBy(treeOfRows([call('a', null, 0, 0)]), 'group').map(({ percent }) => percent)).toEqual([0]);
  });
});
