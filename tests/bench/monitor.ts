import { AsyncLocalStorage } from 'node:async_hooks';
import type { TracerPlatform } from '../../core/trace/port.ts';
import type { SpanRecord } from '../../core/trace/span-record.ts';
import { createTracer } from '../../core/trace/tracer.ts';
import { endOpenTelemetry, openTelemetry, traced, tracedAsync } from './monitor-peer.ts';
import type { BenchRow } from './row.ts';
import { quantile } from './turns.ts';

/** So many calls wait when the queue is drained, ten times a second. */
const CHUNK = 500;
const CHUNKS = 60;
const ROUNDS = 9;

/** Nanoseconds a call. */
type Way = (calls: number) => unknown;

let total = 0;
const add = (price: number, quantity: number): number => {
  total = (total + price * quantity) % 1_000_003;
  return total;
};
const addLater = async (price: number, quantity: number): Promise<number> => add(price, quantity);
function* threeRows(price: number): Generator<number> {
  for (let row = 0; row < 3; row++) yield add(price, row);
}
const order = { id: 'T-17', instrument: 'ZNZ6', side: 'buy', quantity: 5, price: 110.515625, account: 'demo' };
const submit = (what: typeof order, now: number): number => add(what.quantity, now);

export async function monitorBench(): Promise<readonly BenchRow[]> {
  const records: SpanRecord[] = [];
  const platform: TracerPlatform = {
    now: () => performance.now() * 1_000,
    origin: '0123456789abcdef',
    thread: 0,
    carrier: () => new AsyncLocalStorage(),
    random: Math.random,
  };
  const tracer = createTracer(platform, { put: (record) => records.push(record) });
  const peer = openTelemetry(true);
  const silentPeer = openTelemetry(false);
  const silent = createTracer(
    platform,
    { put: (record) => records.push(record) },
    { sample: [{ match: '*', rate: 0 }] },
  );
  const off = createTracer(platform, { put: (record) => records.push(record) });
  off.enabled = false;
  const drain = async (): Promise<void> => {
    records.length = 0;
    await peer.flush();
  };

  const named = (name: string) => ({ name: `bench/monitor.${name}`, group: 'bench' });
  const monitored = tracer.monitor(add, named('add'));
  const monitoredLater = tracer.monitor(addLater, named('addLater'));
  const monitoredRows = tracer.monitor(threeRows, named('threeRows'));
  const monitoredSubmit = tracer.monitor(submit, named('submit'));
  const offAdd = off.monitor(add, named('add'));
  const silentAdd = silent.monitor(add, named('add'));
  const tracedAdd = traced(peer.tracer, 'add', ['price', 'quantity'], add);
  const tracedLater = tracedAsync(peer.tracer, 'addLater', ['price', 'quantity'], addLater);
  const silentTraced = traced(silentPeer.tracer, 'add', ['price', 'quantity'], add);
  const nest = (wrap: (work: (depth: number) => number) => (depth: number) => number): ((depth: number) => number) => {
    const down = wrap((depth) => (depth === 0 ? add(1, 2) : down(depth - 1)));
    return down;
  };
  const monitoredNest = nest((work) => tracer.monitor(work, named('down')));
  const tracedNest = nest((work) => traced(peer.tracer, 'down', ['depth'], work));

  const sync =
    (work: (n: number) => unknown): Way =>
    (calls) => {
      for (let n = 0; n < calls; n++) work(n);
    };
  const later =
    (work: (n: number) => Promise<unknown>): Way =>
    async (calls) => {
      for (let n = 0; n < calls; n++) await work(n);
    };
  const ways = {
    bare: sync((n) => add(n, 2)),
    off: sync((n) => offAdd(n, 2)),
    on: sync((n) => monitored(n, 2)),
    peer: sync((n) => tracedAdd(n, 2)),
    bareSubmit: sync((n) => submit(order, n)),
    submit: sync((n) => monitoredSubmit(order, n)),
    bareLater: later((n) => addLater(n, 2)),
    later: later((n) => monitoredLater(n, 2)),
    peerLater: later((n) => tracedLater(n, 2)),
    bareRows: sync((n) => [...threeRows(n)]),
    rows: sync((n) => [...monitoredRows(n)]),
    silent: sync((n) => silentAdd(n, 2)),
    silentPeer: sync((n) => silentTraced(n, 2)),
    nested: sync(() => monitoredNest(9)),
    peerNested: sync(() => tracedNest(9)),
  };
  const took = await inTurnsOf(ways, drain);
  endOpenTelemetry();
  if (!Number.isFinite(total)) throw new Error('Nothing was called.');

  const row = (name: string, value: number, against: string, peerValue: number, aim: string): BenchRow => ({
    name,
    value,
    unit: 'ns',
    peer: against,
    peerValue,
    ratio: peerValue / value,
    aim,
  });
  const span = 'OpenTelemetry, active span with the same attributes';
  return [
    row('monitored call that is switched off', took.off, 'bare call', took.bare, 'at most 20 ns more'),
    row('monitored call, sync, two numbers', took.on, span, took.peer, '<= 500 ns, ratio >= 10'),
    row(
      'monitored call, sync, an order of six fields',
      took.submit,
      'the same with a number',
      took.on,
      'at most 3,000 ns more',
    ),
    row('monitored call, async', took.later, span, took.peerLater, '<= 1,500 ns, ratio >= 4'),
    row('the same beside the bare call', took.later, 'bare async call', took.bareLater, 'reported'),
    row('monitored generator, three values', took.rows, 'bare generator', took.bareRows, 'reported'),
    row('monitored call that is not sampled', took.silent, 'OpenTelemetry, AlwaysOff', took.silentPeer, 'reported'),
    row('ten monitored calls, one in the other', took.nested, span, took.peerNested, 'ratio >= 10'),
  ];
}

/** Medians of nanoseconds a call; ways take turns, and what waits is drained between chunks, outside of the time. */
async function inTurnsOf<Name extends string>(
  ways: Readonly<Record<Name, Way>>,
  drain: () => Promise<void>,
): Promise<Readonly<Record<Name, number>>> {
  const names = Object.keys(ways) as Name[];
  const times = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let round = -2; round < ROUNDS; round++) {
    for (const name of names) {
      let took = 0;
      for (let chunk = 0; chunk < CHUNKS; chunk++) {
        const begun = performance.now();
        const working = ways[name](CHUNK);
        if (working instanceof Promise) await working;
        took += performance.now() - begun;
        await drain();
      }
      if (round >= 0) times.get(name)?.push((took * 1e6) / (CHUNK * CHUNKS));
    }
  }
  return Object.fromEntries(names.map((name) => [name, quantile(times.get(name) ?? [], 0.5)])) as Record<Name, number>;
}
