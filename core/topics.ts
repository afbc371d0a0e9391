import type { ProductGroup } from './calendar/day.ts';
import type { SessionState } from './calendar/state.ts';
import type { Listing } from './chains/listing.ts';
import type { ClockStep } from './clock.ts';
import type { Fill } from './model/fill.ts';
import type { AccountId, ClientOrderId } from './model/ids.ts';
import type { SessionName } from './model/instrument.ts';
import type { BookSnapshot, MarketTrade } from './model/market.ts';
import type { Money } from './model/money.ts';
import type { Order } from './model/order.ts';
import type { Price } from './model/price.ts';
import type { SignedQuantity } from './model/quantity.ts';
import type { Instant, TradeDate } from './model/time.ts';
import type { SettledMarks } from './settlement/book.ts';
import type { SettlementKind } from './settlement/settlement.ts';

/*
 * The states that the desk offers on the bus, by topic:
 *   book.<instrument>   BookState       tape.<instrument>   TapeState      orders     OrdersState
 *   fills               FillsState      positions           PositionsState pnl        PnlState
 *   status              StatusState    settlements        SettlementsState
 *   refusals            RefusalsState  replay    ReplayState | undefined
 *   spots               SpotsState (core/spot/state.ts)
 *   process_trace, data_trace, logs    touched when rows came to disk; the state is undefined
 *   venue               VenueState | undefined (core/venue/state.ts)
 *   health              HealthState (core/venue/state.ts), each second
 *   chain.<root>        ChainState, of products with contracts named by their day
 *   alerts              AlertsState (core/alerts/notification.ts)
 *   webhooks            WebhooksState (core/webhooks/receipt.ts)
 *   observability       ObservabilityState (core/trace/observability.ts), each second
 */

/** The last traded price: of a trade, or of a bar where a venue knows no more; then nobody was the aggressor and `quantity` is the bar's. */
export type LastPrice = Omit<MarketTrade, 'aggressor'> & Partial<Pick<MarketTrade, 'aggressor'>>;

export interface BookState {
  readonly snapshot: BookSnapshot;
  readonly last?: LastPrice;
  /** Contracts traded at each price in the current trade date. */
  readonly volumeAt: ReadonlyMap<Price, number>;
  readonly sessionVolume: number;
  /** Contracts held by all, where the venue tells. */
  readonly openInterest?: number;
  /** Venue events of this instrument in the last full second. */
  readonly eventsPerSecond: number;
}

/** What the market lists of a product's futures and options. */
export interface ChainState {
  /** Absent until the market was asked, which the first reading does. */
  readonly listing?: Listing;
  /** Why there is none, as a sentence. */
  readonly trouble?: string;
}

export interface TapeState {
  /** Newest first, at most 200. */
  readonly trades: readonly MarketTrade[];
  /** How many trades the current trade date has had. */
  readonly total: number;
  /** The venue tells minutes and no single trades. */
  readonly onlyBars?: true;
}

export interface OrdersState {
  /** Open orders, then the most recently closed, newest first; at most 500. */
  readonly orders: readonly Order[];
  readonly queueAhead: ReadonlyMap<ClientOrderId, number>;
}

export interface FillsState {
  /** Newest first, at most 500, of the current trade date. */
  readonly fills: readonly Fill[];
  /** How many fills the current trade date has had. */
  readonly total: number;
}

export interface PositionState {
  readonly instrument: string;
  readonly account: AccountId;
  readonly strategy: string;
  readonly quantity: SignedQuantity;
  /** Σ price × signed quantity of the open lots as money; with `quantity` it gives the average. */
  readonly cost: Money;
  /** Last traded price, absent before the first trade. */
  readonly mark?: Price;
  readonly tsMark?: Instant;
  readonly unrealized: Money;
  /** Realized in the current trade date. */
  readonly realized: Money;
  /** The same with what was held over night counted from the start of the day; equals `realized` where the day began without a settlement. */
  readonly realizedOfDay: Money;
  /** Fees of the current trade date. */
  readonly fees: Money;
  /** P&L of the current trade date: realized plus the change of unrealized since the day before. Fees are apart. */
  readonly day: Money;
  /** What the unrealized of the day before was valued at: its settlement, its flash, or the last price. Absent when nothing was held. */
  readonly carriedAt?: SettlementKind | 'last';
  readonly marks: PositionMarks;
  readonly tsUpdated: Instant;
}

/** A settlement as a mark, with what the position would realize at it. */
export interface PositionMark {
  readonly price: Price;
  readonly tradeDate: TradeDate;
  readonly kind: SettlementKind;
  /** When the price was stated. */
  readonly ts: Instant;
  readonly unrealized: Money;
}

export interface PositionMarks {
  readonly close?: PositionMark;
  readonly startOfDay?: PositionMark;
  readonly nextStartOfDay?: PositionMark;
}

export interface PositionsState {
  readonly tradeDate: TradeDate;
  readonly positions: readonly PositionState[];
}

export interface PnlPoint {
  readonly ts: Instant;
  readonly realized: Money;
  readonly unrealized: Money;
}

export interface PnlSeries {
  readonly account: AccountId;
  readonly strategy: string;
  readonly instrument: string;
  readonly currency: string;
  /** One point a minute of the current trade date, the last one live; times ascend. */
  readonly points: readonly PnlPoint[];
}

/** P&L of the current trade date: realized today plus the change of unrealized since the last point of the day before. */
export interface PnlState {
  readonly tradeDate: TradeDate;
  readonly series: readonly PnlSeries[];
}

export interface StatusState {
  readonly environment: string;
  readonly venue: string;
  readonly synthetic: boolean;
  readonly run: string;
  readonly started: Instant;
  readonly now: Instant;
  readonly tradeDate: TradeDate;
  /** What the exchanges of the instruments that have a market are doing, by product group. */
  readonly sessions: readonly (SessionState & { readonly session: SessionName; readonly group: ProductGroup })[];
  readonly feeds: readonly {
    readonly instrument: string;
    readonly tsLast?: Instant;
    readonly eventsPerSecond: number;
  }[];
  readonly journal: {
    readonly orders: number;
    readonly fills: number;
    readonly marketRows: number;
    readonly bytes: number;
    readonly commitMicroseconds: number;
    /** Writes kept in memory while the disk cannot be written, and since when. */
    readonly waiting: number;
    readonly waitingSince?: Instant;
    /** Market rows that were never written, because the disk could not be for too long. */
    readonly dropped: number;
  };
  /** The last time that the machine's clock was set, or the machine slept. */
  readonly stepped?: ClockStep;
  /** Why no order is taken: what is wrong and what to do. Absent while orders are. */
  readonly trouble?: string;
  readonly versions: readonly { readonly name: string; readonly version: string }[];
}

/** The marks that settlements and rolls give, by instrument. */
export interface SettlementsState {
  readonly marks: ReadonlyMap<string, SettledMarks>;
}

export interface RefusalsState {
  /** How many there are in the journal. */
  readonly total: number;
  /** The newest, newest first, at most 50. */
  readonly refusals: readonly {
    readonly at: Instant;
    readonly subject: string;
    /** A sentence: what is wrong and what to do. */
    readonly reason: string;
  }[];
}

/** A recording being played. */
export interface ReplayState {
  readonly recording: { readonly id: string; readonly name: string; readonly from: Instant; readonly to: Instant };
  readonly run: string;
  readonly position: Instant;
  readonly playing: boolean;
  /** Console seconds a machine second, or as fast as it goes. */
  readonly speed: number | 'max';
  /** Everything was played. */
  readonly ended: boolean;
  /** Events played and in all. */
  readonly played: number;
  readonly total: number;
  /** Stretches without events that were jumped over, newest first, at most 20. */
  readonly jumps: readonly { readonly from: Instant; readonly to: Instant }[];
  /** How a person's orders are matched against it, as a sentence; it depends on what was recorded. */
  readonly matching: string;
  readonly notes: readonly string[];
}
