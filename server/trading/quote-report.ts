import type { Instrument } from '../../core/model/instrument.ts';
import type { BookLevel } from '../../core/model/market.ts';
import { moneyToDecimal } from '../../core/model/money.ts';
import { type Price, priceToDecimal } from '../../core/model/price.ts';
import { formatPrice } from '../../core/model/price-format.ts';
import { type Instant, SECOND } from '../../core/model/time.ts';
import type { BookState, StatusState } from '../../core/topics.ts';
import { instantText } from '../../core/trace/canonical.ts';
import type { TradedDesk } from './desk.ts';

type Decimal = string | null;

/** What an instrument is and what it trades at: exact decimals as text, and as the exchange writes them; null for what is not told. */
export interface QuoteReport {
  readonly instrument: string;
  readonly name: string;
  readonly currency: string;
  readonly tick: string;
  readonly tickValue: string;
  readonly lot: number;
  readonly bid: Decimal;
  readonly bidSize: number | null;
  readonly ask: Decimal;
  readonly askSize: number | null;
  readonly last: Decimal;
  readonly lastSize: number | null;
  /** Contracts of the trade date. */
  readonly volume: number;
  readonly shown: { readonly bid: Decimal; readonly ask: Decimal; readonly last: Decimal };
  /** When the venue last said anything of it. */
  readonly at: string | null;
  readonly ageSeconds: number | null;
  /** Made by the console itself. */
  readonly synthetic: boolean;
  /** Why the venue tells nothing of it, where it never does. */
  readonly note: string | null;
}

export interface LevelReport {
  readonly price: string;
  readonly shown: string;
  readonly quantity: number;
}

export interface DepthReport {
  readonly instrument: string;
  /** Best level first. */
  readonly bids: readonly LevelReport[];
  readonly asks: readonly LevelReport[];
  readonly last: Decimal;
  readonly shown: { readonly last: Decimal };
  readonly at: string | null;
  readonly ageSeconds: number | null;
  /** How many levels the venue tells at most. */
  readonly levels: number;
  /** Why there are not more. */
  readonly note: string | null;
}

const decimal = (price: Price | undefined): Decimal => (price === undefined ? null : priceToDecimal(price));
const shownAs = (price: Price | undefined, { priceStyle }: Instrument): Decimal =>
  price === undefined ? null : formatPrice(price, priceStyle);

/** When the venue last said anything of an instrument. */
function heardOf(desk: TradedDesk, id: string): Pick<QuoteReport, 'at' | 'ageSeconds'> {
  const { feeds } = desk.bus.read<StatusState>('status');
  const at: Instant | undefined = feeds.find(({ instrument }) => instrument === id)?.tsLast;
  if (at === undefined) return { at: null, ageSeconds: null };
  const age = Math.max(0, desk.clock.now() - at);
  return { at: instantText(at), ageSeconds: Math.round(age / (SECOND / 1_000)) / 1_000 };
}

const bookOf = (desk: TradedDesk, id: string): BookState => desk.bus.read<BookState>(`book.${id}`);

export function quoteReport(desk: TradedDesk, instrument: Instrument): QuoteReport {
  const { id, name, currency, tick, tickValue, lot = 1 } = instrument;
  const { snapshot, last, sessionVolume } = bookOf(desk, id);
  const [bid, ask] = [snapshot.bids[0], snapshot.asks[0]];
  return {
    instrument: id,
    name,
    currency,
    tick: priceToDecimal(tick),
    tickValue: moneyToDecimal(tickValue),
    lot,
    bid: decimal(bid?.price),
    bidSize: bid?.quantity ?? null,
    ask: decimal(ask?.price),
    askSize: ask?.quantity ?? null,
    last: decimal(last?.price),
    lastSize: last?.quantity ?? null,
    volume: sessionVolume,
    shown: {
      bid: shownAs(bid?.price, instrument),
      ask: shownAs(ask?.price, instrument),
      last: shownAs(last?.price, instrument),
    },
    ...heardOf(desk, id),
    synthetic: desk.venue.capabilities.synthetic,
    note: desk.venue.capabilities.cannot?.quotes ?? null,
  };
}

export function depthReport(desk: TradedDesk, instrument: Instrument, levels: number): DepthReport {
  const { snapshot, last } = bookOf(desk, instrument.id);
  const { depthLevels, cannot } = desk.venue.capabilities;
  const level = ({ price, quantity }: BookLevel): LevelReport => ({
    price: priceToDecimal(price),
    shown: formatPrice(price, instrument.priceStyle),
    quantity,
  });
  return {
    instrument: instrument.id,
    bids: snapshot.bids.slice(0, levels).map(level),
    asks: snapshot.asks.slice(0, levels).map(level),
    last: decimal(last?.price),
    shown: { last: shownAs(last?.price, instrument) },
    ...heardOf(desk, instrument.id),
    levels: depthLevels,
    note: cannot?.depth ?? null,
  };
}
