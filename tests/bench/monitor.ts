import { AsyncLocalStorage } from 'node:async_hooks';
import { machineClock } from '../../core/clock.ts';
import { fingerprint } from '../../core/trace/fingerprint.ts';
import { Ids } from '../../core/trace/ids.ts';
import type { TracerPlatform } from '../../core/trace/port.ts';
import { type Queued, TraceQueue } from '../../core/trace/queue.ts';
import { render } from '../../core/trace/render.ts';
import { SpanPacker } from '../../core/trace/span-columns.ts';
import type { SpanRecord } from '../../core/trace/span-record.ts';
import { createTracer } from '../../core/trace/tracer.ts';
import { nodePlatform } from '../../server/trace/platform.ts';
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
const refuse = (price: number): number => {
  throw new RangeError(`${price} is off the grid`);
};
const caught = (work: () => number): void => {
  try {
    work();
  } catch {
    total++;
  }
};
const submit = (what: typeof order, now: number): number => add(what.quantity, now);

export async function monitorBench(): Promise<readonly BenchRow[]> {
  // A process has one of these; with more, each promise pays for every one.
  const context = new AsyncLocalStorage<never>();
  const platform: TracerPlatform = { ...nodePlatform(), carrier: () => context };
  const queue = new TraceQueue({ now: () => machineClock.now() });
  const tracer = createTracer(platform, queue);
  const peer = openTelemetry(true);
  const silentPeer = openTelemetry(false);
  const silent = createTracer(platform, queue, { sample: [{ match: '*', rate: 0 }] });
  const off = createTracer(platform, queue);
  off.enabled = false;
  const drain = async (): Promise<void> => {
    queue.drain(Number.POSITIVE_INFINITY);
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
  const monitoredRefuse = tracer.monitor(refuse, named('refuse'));
  const tracedRefuse = traced(peer.tracer, 'refuse', ['price'], refuse);
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
  const tenth =
    (work: () => unknown): Way =>
    (calls) => {
      for (let n = 0; n < calls; n += 10) work();
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
    refused: sync((n) => caught(() => monitoredRefuse(n))),
    peerRefused: sync((n) => caught(() => tracedRefuse(n))),
    nested: tenth(() => monitoredNest(9)),
    peerNested: tenth(() => tracedNest(9)),
  };
  const took = await inTurnsOf(ways, drain);
  const after = await afterwards(
    () => monitored(1, 2),
    queue,
    () => tracedAdd(1, 2),
    peer.flush,
    platform.origin,
  );
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
    row('monitored call that throws', took.refused, span, took.peerRefused, 'reported'),
    row(
      'afterwards: a record leaves for the writer, main thread',
      after.packed,
      'a span leaves for its exporter',
      after.flushed,
      'reported',
    ),
    row(
      'afterwards: a record becomes rows, thread of the writer',
      after.rendered,
      'a span leaves for its exporter',
      after.flushed,
      'reported',
    ),
    row('monitored call, ten of them one in the other', took.nested, span, took.peerNested, 'reported'),
  ];
}

const isSpan = (record: Queued): record is SpanRecord => 'span' in record;

/** Nanoseconds that a call costs once it is over: its record is drained and packed here and made into rows by another thread. */
async function afterwards(
  call: () => unknown,
  queue: TraceQueue,
  peerCall: () => unknown,
  flush: () => Promise<void>,
  origin: string,
): Promise<{ readonly packed: number; readonly rendered: number; readonly flushed: number }> {
  const packer = new SpanPacker();
  const ids = new Ids(origin);
  const facts = {
    ids: (record: SpanRecord) => ids.of(record),
    epoch: 0,
    thread: 0,
    service: 'bench',
    fingerprint,
  };
  const times = { packed: [] as number[], rendered: [] as number[], flushed: [] as number[] };
  const spent = async (to: number[], work: () => unknown): Promise<void> => {
    const begun = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(begun);
    to.push(((user + system) * 1e3) / CHUNK);
  };
  for (let round = 0; round < ROUNDS * CHUNKS; round++) {
    for (let n = 0; n < CHUNK; n++) call();
    let spans: readonly SpanRecord[] = [];
    await spent(times.packed, () => {
      spans = queue.drain(Number.POSITIVE_INFINITY).filter(isSpan);
      packer.pack(spans, () => 1);
    });
    await spent(times.rendered, () => spans.map((record) => render(record, facts)));
    for (let n = 0; n < CHUNK; n++) peerCall();
    await spent(times.flushed, flush);
  }
  const middle = (taken: readonly number[]): number => quantile(taken, 0.5);
  return { packed: middle(times.packed), rendered: middle(times.rendered), flushed: middle(times.flushed) };
}

/**
 * Medians of nanoseconds a call, of processor time, the collector's threads with it: what else the machine does counts for nothing. Ways take turns, and
 * what waits is drained between chunks, outside of the time.
 */
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
        const begun = process.cpuUsage();
        const working = ways[name](CHUNK);
        if (working instanceof Promise) await working;
        const { user, system } = process.cpuUsage(begun);
        took += user + system;
        await drain();
      }
      if (round >= 0) times.get(name)?.push((took * 1e3) / (CHUNK * CHUNKS));
    }
  }
  return Object.fromEntries(names.map((name) => [name, quantile(times.get(name) ?? [], 0.5)])) as Record<Name, number>;
}
