import { addTicks, priceFromDecimal } from '../../core/model/price.ts';
import { type Quantity, quantity, type Side } from '../../core/model/quantity.ts';
import { HOUR, type Instant, instant, MILLISECOND } from '../../core/model/time.ts';
import { ReplayClock } from '../../core/replay/clock.ts';
import type { DepthChange, ReplayEvent } from '../../core/replay/event.ts';
import type { Recording } from '../../core/replay/recording.ts';
import { ReplayVenue } from '../../core/venue/replay/venue.ts';
import { ZN } from '../core/venue/paper/instruments.ts';
import type { VenueUnderTest } from './under-test.ts';
import { venueConformance } from './venue.ts';

const START = instant(1_795_000_000_000_000);
const middle = priceFromDecimal('110.265625');

/** A recording that is written while it is played: a millisecond later than the event before it, or a millisecond in which nothing changes. */
class Writing implements Recording {
  readonly id = 'writing';
  readonly name = 'writing';
  readonly instruments = [ZN.id];
  readonly from = START;
  readonly to = instant(START + HOUR);
  readonly events = { trades: 1, quotes: 0, bars: 0, depth: 1 };
  readonly gaps = 0;
  readonly notes = [];
  readonly #written: ((at: Instant) => ReplayEvent)[] = [];
  readonly #levels = { buy: new Map<number, number>(), sell: new Map<number, number>() };
  #at: number = START;

  *play(): Generator<ReplayEvent> {
    yield { type: 'depth', tsEvent: START, instrument: ZN.id, snapshot: true, changes: [] };
    for (;;) {
      this.#at += MILLISECOND;
      const write = this.#written.shift() ?? change([]);
      yield write(instant(this.#at));
    }
  }

  get waiting(): number {
    return this.#written.length;
  }

  rest(side: Side, contracts: number, ticks: number): void {
    this.#set(side, ticks, (this.#levels[side].get(ticks) ?? 0) + contracts);
  }

  /** Takes what was recorded of others, and for the rest somebody that was not shown. */
  take(side: Side, contracts: number, ticks: number): void {
    const other = side === 'buy' ? 'sell' : 'buy';
    const sign = side === 'buy' ? 1 : -1;
    let left = contracts;
    for (const [at, there] of [...this.#levels[other]].sort(([a], [b]) => (a - b) * sign)) {
      if ((at - ticks) * sign > 0 || left === 0) break;
      const taken = Math.min(left, there);
      left -= taken;
      this.#trade(side, at, taken);
      this.#set(other, at, there - taken);
    }
    if (left > 0) this.#trade(side, ticks, left);
  }

  #set(side: Side, ticks: number, contracts: number): void {
    if (contracts === 0) this.#levels[side].delete(ticks);
    else this.#levels[side].set(ticks, contracts);
    this.#written.push(change([{ side, price: addTicks(middle, ticks, ZN.tick), quantity: contracts as Quantity }]));
  }

  #trade(aggressor: Side, ticks: number, contracts: number): void {
    const traded = {
      instrument: ZN.id,
      price: addTicks(middle, ticks, ZN.tick),
      quantity: quantity(contracts),
      aggressor,
    };
    this.#written.push((tsEvent) => ({ type: 'trade', tsEvent, trade: { ...traded, tsEvent } }));
  }
}

const change =
  (changes: readonly DepthChange[]) =>
  (tsEvent: Instant): ReplayEvent => ({ type: 'depth', tsEvent, instrument: ZN.id, snapshot: false, changes });

async function open(): Promise<VenueUnderTest> {
  const recording = new Writing();
  const clock = new ReplayClock({ machine: { now: () => START }, from: recording.from, to: recording.to });
  const venue = new ReplayVenue({ recording, instruments: [ZN], clock, idPrefix: 'r' });
  const settle = async () => {
    do venue.advance(instant(clock.now() + MILLISECOND));
    while (recording.waiting > 0);
    venue.advance(instant(clock.now() + MILLISECOND));
  };
  return {
    venue,
    instrument: ZN.id,
    middle,
    tick: ZN.tick,
    settle,
    others: {
      rest: async (...what) => {
        recording.rest(...what);
        await settle();
      },
      take: async (...what) => {
        recording.take(...what);
        await settle();
      },
    },
  };
}

venueConformance('replay', open, {
  cannot: {
    'own orders in the depth': 'shows the recorded market alone, which own orders do not move',
    'own trades are shown': 'shows the recorded market alone, which own orders do not move',
    'orders of two accounts trade with each other': 'matches own orders against the recording alone',
  },
});
