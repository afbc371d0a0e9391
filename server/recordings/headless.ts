import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Calendars } from '../../core/calendar/calendar.ts';
import { tradeDateOf } from '../../core/calendar/session.ts';
import { machineClock } from '../../core/clock.ts';
import type { Fill } from '../../core/model/fill.ts';
import type { ClientOrderId } from '../../core/model/ids.ts';
import type { Instrument } from '../../core/model/instrument.ts';
import { addMoney, type Money, NO_MONEY } from '../../core/model/money.ts';
import type { Order, OrderEvent } from '../../core/model/order.ts';
import type { Price } from '../../core/model/price.ts';
import type { Instant } from '../../core/model/time.ts';
import { applyOrderEvent } from '../../core/orders/apply.ts';
import { LotBook } from '../../core/pnl/lot-book.ts';
import { ReplayClock } from '../../core/replay/clock.ts';
import type { VenueEvent } from '../../core/venue/port.ts';
import { ReplayVenue } from '../../core/venue/replay/venue.ts';
import type { Instruction } from './orders-file.ts';
import type { StoredRecording } from './recording.ts';

/** Events between two turns of the event loop. */
const SLICE = 200_000;

export interface HeadlessOptions {
  readonly instructions: readonly Instruction[];
  readonly from?: Instant | undefined;
  readonly to?: Instant | undefined;
  readonly calendars: Calendars;
}

/** What one instrument came to. */
export interface ReplayedPnl {
  readonly instrument: Instrument;
  readonly position: number;
  readonly realized: Money;
  /** At the last price that was played; null where there was none. */
  readonly unrealized: Money | null;
  readonly last: Price | null;
}

export interface Replayed {
  readonly from: Instant;
  readonly to: Instant;
  readonly events: number;
  readonly seconds: number;
  /** How orders were matched, as a sentence. */
  readonly matching: string;
  readonly orders: readonly Order[];
  readonly fills: readonly Fill[];
  /** Of the instruments that were traded. */
  readonly pnl: readonly ReplayedPnl[];
  /** What the venue did not do, by order. */
  readonly refused: readonly { readonly clientOrderId: ClientOrderId; readonly reason: string }[];
}

/** Plays a recording as fast as it goes, sends orders at their instants and says what came of them. */
export async function replayHeadless(recording: StoredRecording, options: HeadlessOptions): Promise<Replayed> {
  const { instructions, calendars } = options;
  const { from = recording.from, to = recording.to } = options;
  const clock = new ReplayClock({ machine: machineClock, from, to, speed: 'max' });
  const played = { ...infoOf(recording), play: () => recording.play(from) };
  const venue = new ReplayVenue({
    recording: played,
    instruments: recording.contracts,
    clock,
    idPrefix: 'R',
    calendars,
  });
  const told = new Told(recording, calendars);
  venue.onEvents((events) => told.take(events));
  await venue.connect();
  const began = performance.now();
  const advance = async (until: Instant): Promise<void> => {
    for (let at = venue.advance(until, SLICE); at < Math.min(until, to); at = venue.advance(until, SLICE))
      await nextTurn();
  };
  for (const instruction of instructions) {
    await advance(instruction.at);
    if (instruction.type === 'place') {
      told.intend(instruction.intent.clientOrderId, { type: 'intended', intent: instruction.intent, at: clock.now() });
      venue.place(instruction.intent);
    } else if (instruction.type === 'cancel') venue.cancel(instruction.clientOrderId);
    else venue.replace(instruction.clientOrderId, instruction.terms);
  }
  await advance(to);
  const seconds = (performance.now() - began) / 1_000;
  const events = venue.played;
  await venue.disconnect();
  return { from, to, events, seconds, matching: venue.matching, ...told.outcome() };
}

const infoOf = ({ id, name, instruments, from, to, events, gaps, notes }: StoredRecording) => ({
  id,
  name,
  instruments,
  from,
  to,
  events,
  gaps,
  notes,
});

/** What the venue said, folded. */
class Told {
  readonly #orders = new Map<ClientOrderId, Order>();
  readonly #fills: Fill[] = [];
  readonly #last = new Map<string, Price>();
  readonly #refused: Replayed['refused'][number][] = [];
  readonly #book: LotBook;
  readonly #instruments: ReadonlyMap<string, Instrument>;
  readonly #calendars: Calendars;

  constructor({ contracts }: StoredRecording, calendars: Calendars) {
    this.#instruments = new Map(contracts.map((instrument) => [instrument.id, instrument]));
    this.#book = new LotBook((id) => this.#instrument(id).multiplier);
    this.#calendars = calendars;
  }

  intend(
    clientOrderId: ClientOrderId,
    { type, intent, at }: { type: 'intended'; intent: Order['intent']; at: Instant },
  ): void {
    this.#apply({ type, intent, clientOrderId, tsEvent: at, tsInit: at });
  }

  take(events: readonly VenueEvent[]): void {
    for (const event of events) {
      if (event.type === 'trade') this.#last.set(event.trade.instrument, event.trade.price);
      else if (event.type === 'bar') this.#last.set(event.bar.instrument, event.bar.close);
      else if (event.type === 'order') this.#apply(event.event);
    }
  }

  outcome(): Pick<Replayed, 'orders' | 'fills' | 'pnl' | 'refused'> {
    const traded = [...new Set(this.#fills.map(({ instrument }) => instrument))];
    return {
      orders: [...this.#orders.values()],
      fills: this.#fills,
      pnl: traded.map((id) => this.#pnlOf(this.#instrument(id))),
      refused: this.#refused,
    };
  }

  #apply(event: OrderEvent): void {
    const { clientOrderId } = event;
    const { order } = applyOrderEvent(this.#orders.get(clientOrderId), event);
    if (order) this.#orders.set(clientOrderId, order);
    if (event.type === 'rejected' || event.type === 'cancel_rejected' || event.type === 'replace_rejected') {
      this.#refused.push({ clientOrderId, reason: event.reason });
    }
    if (event.type !== 'filled' || !order) return;
    const { instrument, account, strategy, side } = order.intent;
    const { executionId, price, quantity, liquidity, tsEvent, tsInit } = event;
    const tradeDate = tradeDateOf(this.#instrument(instrument).session, tsEvent, this.#calendars);
    const who = { executionId, clientOrderId, instrument, account, strategy };
    const fill: Fill = { ...who, side, quantity, price, liquidity, tradeDate, tsEvent, tsInit };
    this.#fills.push(fill);
    this.#book.apply(fill);
  }

  #pnlOf(instrument: Instrument): ReplayedPnl {
    const positions = [...this.#book.positions(instrument.id)];
    const last = this.#last.get(instrument.id);
    const total = (amounts: readonly Money[]): Money => amounts.reduce(addMoney, NO_MONEY);
    return {
      instrument,
      position: positions.reduce((sum, { quantity }) => sum + quantity, 0),
      realized: total(positions.map(({ realized }) => realized)),
      unrealized: last === undefined ? null : total(positions.map((position) => position.unrealized(last))),
      last: last ?? null,
    };
  }

  #instrument(id: string): Instrument {
    const found = this.#instruments.get(id);
    if (!found) throw new Error(`The recording does not name ${id}.`);
    return found;
  }
}
