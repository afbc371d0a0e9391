import { calendarsByRule } from '../../core/calendar/calendar.ts';
import { tradeDateOf } from '../../core/calendar/session.ts';
import { futureFor, type ListedExpiry, type Listing, nearestExpiry } from '../../core/chains/listing.ts';
import { type ChainWindow, chainWindow, priceOf } from '../../core/chains/window.ts';
import type { Instrument } from '../../core/model/instrument.ts';
import type { Price } from '../../core/model/price.ts';
import type { TradeDate } from '../../core/model/time.ts';
import type { BookState, ChainState } from '../../core/topics.ts';
import type { CellContext, Refs } from '../kind.ts';
import { priceText } from '../shown.ts';
import type { ChainProps, ChainRow, ChainValue, OptionRow } from './schema.ts';

/** The strikes that it shows change with the market, and so do the books that it reads: they are known once it runs. */
export const refs = ({ product }: ChainProps): Refs => ({
  reads: [`chain.${product}`, `book.${product}`, 'health'],
});

interface Seen extends ChainWindow {
  readonly listed: ListedExpiry;
  /** Stands for the underlying where that has no price. */
  readonly future: Instrument | undefined;
  readonly spot: Price | undefined;
}

const nothing = (product: string, none: string): ChainValue => ({
  product,
  spot: null,
  expiry: null,
  days: 0,
  lot: 1,
  rows: [],
  most: { openInterest: 0, volume: 0 },
  none,
});

const bookOf = (context: CellContext, id: string): BookState | undefined => context.read<BookState>(`book.${id}`);

const todayOf = ({ clock }: CellContext, { session }: Instrument): TradeDate => tradeDateOf(session, clock.now());

function expiryOf(listing: Listing, wanted: string, today: TradeDate): ListedExpiry | undefined {
  if (wanted === 'nearest' || wanted === 'next')
    return nearestExpiry(listing, today, { lastDay: wanted === 'nearest' });
  return listing.find(({ expiry, strikes }) => expiry === wanted && strikes.length > 0);
}

/** What is to be shown now, or why nothing is. */
function look(props: ChainProps, product: Instrument, context: CellContext): Seen | string {
  const { listing, trouble } = context.read<ChainState>(`chain.${product.root}`) ?? {
    trouble: `${product.root} has no options here.`,
  };
  if (!listing) return trouble ?? 'Asking which options are listed …';
  const listed = expiryOf(listing, props.expiry, todayOf(context, product));
  if (!listed) {
    const days = listing.filter(({ strikes }) => strikes.length > 0).map(({ expiry }) => expiry);
    return `No options on ${product.root} expire then; there are ${days.join(', ')}.`;
  }
  const future = futureFor(listing, listed.expiry);
  const spot = priceOf(bookOf(context, product.root)) ?? (future && priceOf(bookOf(context, future.id)));
  return { listed, future, spot, ...chainWindow(listed, spot, props.strikes) };
}

function optionRow(option: Instrument, book: BookState | undefined): OptionRow {
  const [bid] = book?.snapshot.bids ?? [];
  const [ask] = book?.snapshot.asks ?? [];
  return {
    instrument: option.id,
    bid: bid ? priceText(bid.price, option) : null,
    ask: ask ? priceText(ask.price, option) : null,
    last: book?.last ? priceText(book.last.price, option) : null,
    openInterest: book?.openInterest ?? null,
    volume: book?.sessionVolume ?? 0,
  };
}

function chainValue(product: Instrument, { listed, spot, atm, strikes }: Seen, context: CellContext): ChainValue {
  const rows = strikes.map(({ strike, call, put }): ChainRow => {
    const within = spot === undefined || strike === spot ? undefined : strike < spot ? 'call' : 'put';
    return {
      strike: priceText(strike, product),
      call: call ? optionRow(call, bookOf(context, call.id)) : null,
      put: put ? optionRow(put, bookOf(context, put.id)) : null,
      ...(strike === atm ? { atm: true as const } : {}),
      ...(within ? { within } : {}),
    };
  });
  const sides = rows.flatMap(({ call, put }) => [call, put]).filter((side) => side !== null);
  const day = calendarsByRule[product.session].sessionDay(context.clock.now());
  return {
    product: product.root,
    spot: spot === undefined ? null : priceText(spot, product),
    expiry: listed.expiry,
    days: Math.round((Date.parse(listed.expiry) - Date.parse(day)) / 86_400_000),
    lot: listed.lot,
    rows,
    most: {
      openInterest: Math.max(0, ...sides.map(({ openInterest }) => openInterest ?? 0)),
      volume: Math.max(0, ...sides.map(({ volume }) => volume)),
    },
  };
}

const shownIds = ({ future, strikes }: Seen): string[] =>
  [future, ...strikes.flatMap(({ call, put }) => [call, put])].flatMap((each) => each?.id ?? []);

export async function* frames(props: ChainProps, context: CellContext): AsyncIterable<ChainValue> {
  const named = context.instrument(props.product);
  const product = named.id === named.root ? named : context.instrument(named.root);
  await context.follow(product.id);
  const always = [`chain.${product.root}`, `book.${product.root}`, 'health'];
  const followed = new Set<string>();
  for (let ids: readonly string[] = [], more = true; more; ) {
    more = false;
    for await (const _ of context.changes(...always, ...ids.map((id) => `book.${id}`))) {
      const seen = look(props, product, context);
      yield typeof seen === 'string' ? nothing(product.root, seen) : chainValue(product, seen, context);
      const next = typeof seen === 'string' ? [] : shownIds(seen);
      if (next.join() === ids.join()) continue;
      // other strikes are at the money: their books are waited for from now on
      const fresh = next.filter((id) => !followed.has(id));
      for (const id of fresh) followed.add(id);
      await Promise.all(fresh.map((id) => context.follow(id)));
      [ids, more] = [next, !context.signal.aborted];
      break;
    }
  }
}
