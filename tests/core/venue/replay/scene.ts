import type { Clock } from '../../../../core/clock.ts';
import type { AccountId, ClientOrderId } from '../../../../core/model/ids.ts';
import type { Instrument } from '../../../../core/model/instrument.ts';
import type { Bar } from '../../../../core/model/market.ts';
import type { OrderIntent, OrderTerms } from '../../../../core/model/order.ts';
import type { Price } from '../../../../core/model/price.ts';
import type { Quantity, Side } from '../../../../core/model/quantity.ts';
import { type Instant, MILLISECOND, MINUTE, SECOND } from '../../../../core/model/time.ts';
import { ReplayClock } from '../../../../core/replay/clock.ts';
import type { DepthChange, QuoteBar, ReplayEvent } from '../../../../core/replay/event.ts';
import type { Recording } from '../../../../core/replay/recording.ts';
import type { VenueEvent } from '../../../../core/venue/port.ts';
import { ReplayVenue } from '../../../../core/venue/replay/venue.ts';
import { ES } from '../paper/instruments.ts';

/** A Monday, 15:00 in London and 9:00 in Chicago. */
export const START = (Date.UTC(2026, 10, 23, 15) * MILLISECOND) as Instant;

export const standing: Clock = { now: () => START };

/** Seconds after the start. */
export const second = (seconds: number): Instant => (START + seconds * SECOND) as Instant;
export const points = (value: number): Price => Math.round(value * 1e9) as Price;
const size = (value: number): Quantity => value as Quantity;

export const trade = (at: number, price: number, quantity: number, aggressor: Side, of = ES.id): ReplayEvent => ({
  type: 'trade',
  tsEvent: second(at),
  trade: { instrument: of, price: points(price), quantity: size(quantity), aggressor, tsEvent: second(at) },
});

/** `100x5` is five at 100; an empty text is nobody. */
const shown = (text: string): [Price, Quantity] | undefined => {
  if (text === '') return undefined;
  const [price, quantity] = text.split('x').map(Number);
  return [points(price!), size(quantity!)];
};

export function quote(at: number, bid: string, ask: string, of = ES.id): ReplayEvent {
  const [bidAt, askAt] = [shown(bid), shown(ask)];
  return {
    type: 'quote',
    tsEvent: second(at),
    quote: {
      instrument: of,
      ...(bidAt && { bid: bidAt[0] }),
      bidSize: bidAt?.[1] ?? size(0),
      ...(askAt && { ask: askAt[0] }),
      askSize: askAt?.[1] ?? size(0),
      tsEvent: second(at),
    },
  };
}

const changes = (side: Side, levels: readonly string[]): DepthChange[] =>
  levels.map((level) => {
    const [price, quantity] = shown(level)!;
    return { side, price, quantity };
  });

const depth =
  (snapshot: boolean) =>
  (at: number, bids: readonly string[], asks: readonly string[], of = ES.id): ReplayEvent => ({
    type: 'depth',
    tsEvent: second(at),
    instrument: of,
    snapshot,
    changes: [...changes('buy', bids), ...changes('sell', asks)],
  });

export const snapshot = depth(true);
export const change = depth(false);

export const gap = (at: number, about: string, of = ES.id): ReplayEvent => ({
  type: 'gap',
  tsEvent: second(at),
  instrument: of,
  about,
});

/** Open, high, low, close and volume, or the size at its end. */
export type Ohlc = readonly [number, number, number, number, number];

export interface BarParts {
  readonly trades?: Ohlc;
  readonly bid?: Ohlc;
  readonly ask?: Ohlc;
}

/** The bar of a minute after the start, known at its end. */
export function bar(minute: number, { trades, bid, ask }: BarParts, of = ES.id): ReplayEvent {
  const tsStart = (START + minute * MINUTE) as Instant;
  const prices = ([open, high, low, close]: Ohlc) => ({
    open: points(open),
    high: points(high),
    low: points(low),
    close: points(close),
  });
  const quoted = (ohlc: Ohlc): QuoteBar => ({ ...prices(ohlc), size: size(ohlc[4]) });
  const traded = (ohlc: Ohlc): Bar => ({ instrument: of, tsStart, ...prices(ohlc), volume: size(ohlc[4]) });
  return {
    type: 'bar',
    tsEvent: (tsStart + MINUTE) as Instant,
    instrument: of,
    tsStart,
    ...(trades && { trades: traded(trades) }),
    ...(bid && { bid: quoted(bid) }),
    ...(ask && { ask: quoted(ask) }),
  };
}

const count = (events: readonly ReplayEvent[], type: ReplayEvent['type']): number =>
  events.filter((event) => event.type === type).length;

/** A recording of these events, from the start to the last of them or to `to`. */
export const recordingOf = (events: readonly ReplayEvent[], to = events.at(-1)?.tsEvent ?? START): Recording => ({
  id: 'test',
  name: 'test.csv',
  instruments: [ES.id],
  from: START,
  to,
  events: {
    trades: count(events, 'trade'),
    quotes: count(events, 'quote'),
    bars: count(events, 'bar'),
    depth: count(events, 'depth'),
  },
  gaps: count(events, 'gap'),
  notes: [],
  play: () => events,
});

export function openScene(recording: Recording, instruments: readonly Instrument[] = [ES]) {
  const clock = new ReplayClock({ machine: standing, from: recording.from, to: recording.to });
  const venue = new ReplayVenue({ recording, instruments, clock, idPrefix: 'R1' });
  const events: VenueEvent[] = [];
  venue.onEvents((batch) => events.push(...batch));
  return { clock, venue, events };
}

/** `buy 2 market`, `sell 1 limit 100.25`, `buy 1 stop_limit 101 100.5` (limit, stop), with ` ioc` or ` as ACCOUNT` behind it. */
export function order(id: string, text: string): OrderIntent {
  const [plain, account = 'TEST'] = text.split(' as ');
  const words = plain!.split(' ');
  const [side, quantity, type, ...prices] = words.filter((word) => word !== 'ioc');
  const numbers = prices.map((price) => points(Number(price)));
  const [first, other] = numbers;
  return {
    clientOrderId: id as ClientOrderId,
    instrument: ES.id,
    account: account as AccountId,
    strategy: 'manual',
    side: side as Side,
    type: type as OrderIntent['type'],
    quantity: size(Number(quantity)),
    ...(type === 'limit' || type === 'stop_limit' ? { price: first! } : {}),
    ...(type === 'stop' ? { stopPrice: first! } : {}),
    ...(type === 'stop_limit' ? { stopPrice: other! } : {}),
    timeInForce: words.includes('ioc') ? 'ioc' : 'day',
  };
}

export interface Act {
  readonly at: Instant;
  act(venue: ReplayVenue): void;
}

export const place = (at: number, id: string, text: string): Act => ({
  at: second(at),
  act: (venue) => venue.place(order(id, text)),
});

export const cancel = (at: number, id: string): Act => ({
  at: second(at),
  act: (venue) => venue.cancel(id as ClientOrderId),
});

export const replace = (at: number, id: string, quantity: number, price?: number, stopPrice?: number): Act => ({
  at: second(at),
  act: (venue) => {
    const terms: OrderTerms = {
      quantity: size(quantity),
      ...(price === undefined ? {} : { price: points(price) }),
      ...(stopPrice === undefined ? {} : { stopPrice: points(stopPrice) }),
    };
    venue.replace(id as ClientOrderId, terms);
  },
});

/** Plays everything, each act at its instant, after everything of that instant. Gives what was said of own orders, in words. */
export async function played(events: readonly ReplayEvent[], acts: readonly Act[], to?: Instant): Promise<string[]> {
  const recording = recordingOf(events, to);
  const scene = openScene(recording);
  await scene.venue.connect();
  for (const { at, act } of acts) {
    scene.venue.advance(at);
    act(scene.venue);
  }
  scene.venue.advance(recording.to);
  return ordersSaid(scene.events);
}

/** `3 a filled 2@100.25 maker`: the second, the order and what happened to it. */
export const ordersSaid = (events: readonly VenueEvent[]): string[] =>
  events.flatMap((each) => {
    if (each.type !== 'order') return [];
    const { event } = each;
    const what = `${(event.tsEvent - START) / SECOND} ${event.clientOrderId} ${event.type}`;
    if (event.type === 'filled') return [`${what} ${event.quantity}@${event.price / 1e9} ${event.liquidity}`];
    return 'reason' in event ? [`${what}: ${event.reason}`] : [what];
  });

/** What was said of own orders but that they were accepted. */
export const outcome = async (...of: Parameters<typeof played>): Promise<string[]> =>
  (await played(...of)).filter((line) => !line.endsWith(' accepted'));
