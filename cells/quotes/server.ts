import { formatAge } from '../../core/format.ts';
import type { Instrument } from '../../core/model/instrument.ts';
import type { BookState } from '../../core/topics.ts';
import type { VenueState } from '../../core/venue/state.ts';
import type { CellContext, Refs } from '../kind.ts';
import { priceText } from '../shown.ts';
import type { QuoteRow, QuotesProps, QuotesValue } from './schema.ts';

/** Ages go on while a feed is silent: what is watched is looked at every second. The books that it reads are known once it runs: without a list they are those of the market at hand. */
export const refs = ({ instruments = [] }: QuotesProps): Refs => ({
  reads: ['venue', 'health', ...instruments.map((name) => `book.${name}`)],
});

function quoteRow(instrument: Instrument, state: BookState | undefined, now: number): QuoteRow {
  const [bid] = state?.snapshot.bids ?? [];
  const [ask] = state?.snapshot.asks ?? [];
  const last = state?.last;
  return {
    instrument: instrument.id,
    about: instrument.name,
    bid: bid ? { price: priceText(bid.price, instrument), quantity: bid.quantity } : null,
    ask: ask ? { price: priceText(ask.price, instrument), quantity: ask.quantity } : null,
    spread: bid && ask ? Math.round((ask.price - bid.price) / instrument.tick) : null,
    last: last ? priceText(last.price, instrument) : null,
    ...(last?.aggressor ? { aggressor: last.aggressor } : {}),
    volume: state?.sessionVolume ?? 0,
    age: last ? formatAge(now - last.tsEvent) : null,
  };
}

export async function* frames(props: QuotesProps, context: CellContext): AsyncIterable<QuotesValue> {
  const shown = (props.instruments ?? context.instruments).map((name) => context.instrument(name));
  await Promise.all((props.instruments ?? []).map((name) => context.follow(name)));
  const topics = shown.map(({ id }) => `book.${id}`);
  for await (const _ of context.changes('venue', 'health', ...topics)) {
    const now = context.clock.now();
    const rows = shown.map((each) => quoteRow(each, context.read<BookState>(`book.${each.id}`), now));
    const none = context.read<VenueState>('venue')?.cannot?.quotes;
    yield { rows, ...(none === undefined ? {} : { none }) };
  }
}
