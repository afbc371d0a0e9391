import { formatInteger } from '../../core/format.ts';
import type { Tag } from '../kind.ts';
import type { PriceText } from '../shown.ts';
import type { QuoteRow, QuotesProps, QuotesValue } from './schema.ts';

const priced = <T>(html: Tag<T>, price: PriceText): T =>
  html`${price.handle}<span class="weak">${price.fraction}</span>`;

type Side = NonNullable<QuoteRow['bid']>;

const size = (side: Side | null): string => (side === null ? '' : formatInteger(side.quantity));
const level = <T>(html: Tag<T>, side: Side | null): unknown => (side === null ? '–' : priced(html, side.price));

function quoteRow<T>(html: Tag<T>, row: QuoteRow): T {
  const { instrument, about, bid, ask, spread, last, aggressor, volume, age } = row;
  return html`<tr title="${about}"><td class="instrument">${instrument}</td><td class="number size">${size(bid)}</td><td class="number price buy">${level(html, bid)}</td><td class="number price sell">${level(html, ask)}</td><td class="number size">${size(ask)}</td><td class="number spread">${spread ?? ''}</td><td class="number price ${aggressor ?? 'last'}">${last === null ? '–' : priced(html, last)}</td><td class="number volume">${formatInteger(volume)}</td><td class="number age">${age ?? 'none'}</td></tr>`;
}

export function view<T>(html: Tag<T>, { rows, none }: QuotesValue, _props: QuotesProps): T {
  if (rows.length === 0) return html`<p class="quotes-empty">Nothing has a market here.</p>`;
  if (none !== undefined) return html`<p class="quotes-empty">${none}</p>`;
  const body = rows.map((row) => quoteRow(html, row));
  return html`<table class="quotes"><thead><tr><th class="instrument">instrument</th><th class="number size">qty</th><th class="number price">bid</th><th class="number price">ask</th><th class="number size">qty</th><th class="number spread">ticks</th><th class="number price">last</th><th class="number volume">volume</th><th class="number age">age</th></tr></thead><tbody>${body}</tbody></table>`;
}

export const caption = ({ rows }: QuotesValue): string =>
  `${rows.length} ${rows.length === 1 ? 'instrument' : 'instruments'}`;
