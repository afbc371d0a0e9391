import { Random } from '../../core/random.ts';
import { layOut } from '../../core/trace/graph/layout.ts';
import { Rates } from '../../core/trace/rates/rates.ts';
import type { SpanRecord } from '../../core/trace/span-record.ts';
import { trafficOf } from '../core/trace/traffic.ts';
import type { BenchRow } from './row.ts';
import { inTurns } from './turns.ts';

const rounds = 5;
const seconds = 900;
const batch = 1_000;

/** Counts by name and nothing else: the least that could be done with a call. */
function countByName(records: readonly SpanRecord[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { process: info } of records) counts.set(info.name, (counts.get(info.name) ?? 0) + 1);
  return counts;
}

/** A graph as calls are: eight tiers, each calling the two after it. */
function tiers(nodes: number, edges: number): [number, number][] {
  const random = new Random('tiers');
  const tier = (node: number): number => Math.floor((node * 8) / nodes);
  const found = new Map<string, [number, number]>();
  for (let tries = 0; tries < 1e5 && found.size < edges; tries++) {
    const [from, to] = [random.integer(0, nodes - 1), random.integer(0, nodes - 1)];
    const ahead = tier(to) - tier(from);
    if (ahead === 1 || ahead === 2) found.set(`${from} ${to}`, [from, to]);
  }
  return [...found.values()];
}

/** What it costs to count a finished call for the live figures, and to lay out a graph of calls. */
export async function traceFiguresBench(): Promise<readonly BenchRow[]> {
  const records = trafficOf(0, seconds);
  const rates = new Rates({ now: () => seconds * 1_000_000 });
  const batches = Array.from({ length: Math.ceil(records.length / batch) }, (_, index) =>
    records.slice(index * batch, (index + 1) * batch),
  );
  const [counting = 0, bare = 0] = await inTurns(
    rounds,
    [
      () => {
        for (const each of batches) rates.take(each);
      },
      () => {
        for (const each of batches) countByName(each);
      },
    ],
    3,
  );
  const graph = tiers(200, 600);
  const text = JSON.stringify(graph);
  const size = { width: 190, height: 42, columnGap: 104, rowGap: 16 };
  const [laying = 0, reading = 0] = await inTurns(rounds, [() => layOut(200, graph, size), () => JSON.parse(text)], 3);
  const each = 1_000 / records.length;
  return [
    {
      name: 'count a finished call by process, group and caller',
      value: counting * each,
      unit: 'µs',
      peer: 'count it by name alone',
      peerValue: bare * each,
      ratio: counting / bare,
      aim: '≤ 0.3 µs',
    },
    {
      name: 'lay out 200 processes and 600 ways',
      value: laying,
      unit: 'ms',
      peer: 'read them as JSON',
      peerValue: reading,
      ratio: laying / reading,
      aim: '< 50 ms',
    },
  ];
}
