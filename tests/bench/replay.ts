import { ManualClock } from '../../core/clock.ts';
import type { AccountId, ClientOrderId } from '../../core/model/ids.ts';
import type { OrderIntent } from '../../core/model/order.ts';
import type { Price } from '../../core/model/price.ts';
import type { Quantity, Side } from '../../core/model/quantity.ts';
import { HOUR, type Instant, instant, MILLISECOND, MINUTE, SECOND } from '../../core/model/time.ts';
import { Random } from '../../core/random.ts';
import { ReplayClock } from '../../core/replay/clock.ts';
import type { DepthChange, ReplayEvent } from '../../core/replay/event.ts';
import { ReplayPlayer } from '../../core/replay/player.ts';
import type { Recording } from '../../core/replay/recording.ts';
import { ReplayVenue } from '../../core/venue/replay/venue.ts';
import { ES } from '../core/venue/paper/instruments.ts';
import type { BenchRow } from './row.ts';
import { inTurns } from './turns.ts';

const COUNT = 500_000;
const ROUNDS = 5;
const start = (Date.UTC(2026, 10, 23, 15) * MILLISECOND) as Instant;
const MIDDLE = 6_000 * 4;
const LEVELS = 100;

type Kind = 'trades' | 'quotes' | 'depth' | 'bars';

/**
 * Recordings at `max` through player and venue, without a page, with ten own orders at rest that the market seldom reaches, against a loop
 * over the same events that only looks at each one's instant and price.
 */
export async function replayBench(): Promise<readonly BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const kind of ['trades', 'quotes', 'depth', 'bars'] as const) rows.push(await measure(kind));
  return rows;
}

async function measure(kind: Kind): Promise<BenchRow> {
  const recording = recordingOf(kind);
  const events = [...recording.play()];
  let seen = 0;
  let looked = 0;
  const [ours = 0, raw = 0] = await inTurns(ROUNDS, [
    async () => {
      seen += await playAll(recording);
    },
    () => {
      for (const event of recording.play()) looked += look(event);
    },
  ]);
  if (seen === 0 || !Number.isFinite(looked)) throw new Error('Nothing was replayed.');
  const perSecond = (milliseconds: number) => events.length / (milliseconds / 1_000);
  return {
    name: `replay of ${kind} at max`,
    value: perSecond(ours),
    unit: 'events/s',
    peer: 'a loop over the same events',
    peerValue: perSecond(raw),
    ratio: raw / ours,
    aim: kind === 'trades' ? '>= 1,000,000' : '',
  };
}

async function playAll(recording: Recording): Promise<number> {
  const machine = new ManualClock(start);
  const clock = new ReplayClock({ machine, from: recording.from, to: recording.to, speed: 'max' });
  const venue = new ReplayVenue({ recording, instruments: [ES], clock, idPrefix: 'B' });
  let seen = 0;
  venue.onEvents((batch) => {
    seen += batch.length;
  });
  await venue.connect();
  const failed = (error: unknown) => {
    throw error;
  };
  const player = new ReplayPlayer({ recording, run: 'bench', venue, clock, machine, minute: async () => {}, failed });
  player.jumpTo(instant(recording.from + MINUTE));
  await player.step();
  for (let order = 0; order < 10; order++) venue.place(resting(order));
  player.play();
  while (!player.ended) await player.step();
  return seen;
}

function resting(order: number): OrderIntent {
  const side: Side = order % 2 === 0 ? 'buy' : 'sell';
  const away = 40 + order;
  return {
    clientOrderId: `O${order}` as ClientOrderId,
    instrument: ES.id,
    account: 'BENCH' as AccountId,
    strategy: 'manual',
    side,
    type: 'limit',
    quantity: 1 as Quantity,
    price: at(MIDDLE + (side === 'buy' ? -away : away)),
    timeInForce: 'day',
  };
}

const at = (tick: number): Price => (tick * ES.tick) as Price;

function look(event: ReplayEvent): number {
  if (event.type === 'trade') return event.tsEvent + event.trade.price;
  if (event.type === 'quote') return event.tsEvent + (event.quote.bid ?? 0);
  if (event.type === 'bar') return event.tsEvent + (event.trades?.close ?? 0);
  return event.type === 'depth' ? event.tsEvent + (event.changes[0]?.price ?? 0) : event.tsEvent;
}

/** Events of one kind, a walk that stays near its middle, within an hour but for bars. */
function recordingOf(kind: Kind): Recording {
  const random = new Random(7);
  const spread = kind === 'bars' ? MINUTE : HOUR / COUNT;
  const events: ReplayEvent[] = [];
  let tick = MIDDLE;
  for (let index = 0; index < COUNT; index++) {
    const step = random.uniform() < 0.5 ? -1 : 1;
    tick = Math.min(MIDDLE + 30, Math.max(MIDDLE - 30, tick + step));
    events.push(make(kind, instant(start + (index + 1) * spread), tick, random));
  }
  if (kind === 'depth') events.unshift(snapshot());
  const last = events.at(-1)?.tsEvent ?? start;
  const count = (of: Kind) => (of === kind ? events.length : 0);
  return {
    id: kind,
    name: kind,
    instruments: [ES.id],
    from: start,
    to: last,
    events: { trades: count('trades'), quotes: count('quotes'), bars: count('bars'), depth: count('depth') },
    gaps: 0,
    notes: [],
    play: () => events,
  };
}

function make(kind: Kind, tsEvent: Instant, tick: number, random: Random): ReplayEvent {
  const size = () => Math.ceil(random.uniform() * 50) as Quantity;
  const instrument = ES.id;
  const price = at(tick);
  if (kind === 'trades') {
    const aggressor: Side = random.uniform() < 0.5 ? 'buy' : 'sell';
    return { type: 'trade', tsEvent, trade: { instrument, price, quantity: size(), aggressor, tsEvent } };
  }
  if (kind === 'quotes') {
    const quote = { instrument, bid: price, bidSize: size(), ask: at(tick + 1), askSize: size(), tsEvent };
    return { type: 'quote', tsEvent, quote };
  }
  if (kind === 'depth') {
    const changes: DepthChange[] = [];
    for (const side of ['buy', 'sell'] as const) {
      const sign = side === 'buy' ? -1 : 1;
      const from = side === 'buy' ? MIDDLE : MIDDLE + 1;
      const level = Math.floor(random.exponential(8)) % LEVELS;
      changes.push({
        side,
        price: at(from + sign * level),
        quantity: random.uniform() < 0.1 ? (0 as Quantity) : size(),
      });
    }
    return { type: 'depth', tsEvent, instrument, snapshot: false, changes };
  }
  const tsStart = instant(tsEvent - MINUTE);
  const trades = {
    instrument,
    tsStart,
    open: price,
    high: at(tick + 2),
    low: at(tick - 2),
    close: price,
    volume: size(),
  };
  return { type: 'bar', tsEvent, instrument, tsStart, trades };
}

function snapshot(): ReplayEvent {
  const changes: DepthChange[] = [];
  for (let level = 0; level < LEVELS; level++) {
    changes.push({ side: 'buy', price: at(MIDDLE - level), quantity: 10 as Quantity });
    changes.push({ side: 'sell', price: at(MIDDLE + 1 + level), quantity: 10 as Quantity });
  }
  return { type: 'depth', tsEvent: instant(start + SECOND / 1_000_000), instrument: ES.id, snapshot: true, changes };
}
