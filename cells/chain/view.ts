import { formatInteger } from '../../core/format.ts';
import type { Tag } from '../kind.ts';
import type { PriceText } from '../shown.ts';
import type { ChainProps, ChainRow, ChainValue, OptionRow } from './schema.ts';

const priced = <T>(html: Tag<T>, price: PriceText | null): unknown =>
  price === null ? '' : html`${price.handle}<span class="weak">${price.fraction}</span>`;

const count = (value: number | null): string => (value === null || value === 0 ? '' : formatInteger(value));

/** A number with a bar of its share of the largest. */
function barred<T>(html: Tag<T>, name: string, value: number | null, most: number): T {
  const share = most === 0 ? 0 : Math.round((100 * (value ?? 0)) / most);
  return html`<td class="number ${name}"><span class="share" style="--share:${share}%"></span>${count(value)}</td>`;
}

function side<T>(html: Tag<T>, option: OptionRow | null, right: 'call' | 'put', { most }: ChainValue): T {
  const row = option ?? { instrument: '', bid: null, ask: null, last: null, openInterest: null, volume: null };
  const last = html`<td class="number price last">${priced(html, row.last)}</td>`;
  const bid = html`<td class="number price buy">${priced(html, row.bid)}</td>`;
  const ask = html`<td class="number price sell">${priced(html, row.ask)}</td>`;
  const interest = barred(html, 'interest', row.openInterest, most.openInterest);
  const volume = barred(html, 'volume', row.volume, most.volume);
  return right === 'call'
    ? html`${interest}${volume}${last}${bid}${ask}`
    : html`${bid}${ask}${last}${volume}${interest}`;
}

function chainRow<T>(html: Tag<T>, row: ChainRow, value: ChainValue): T {
  const { strike, call, put, atm, within } = row;
  const classes = [atm ? 'atm' : '', within ? `in-${within}` : ''].filter(Boolean).join(' ');
  const title = [call?.instrument, put?.instrument].filter(Boolean).join(' · ');
  return html`<tr class="${classes}">${side(html, call, 'call', value)}<th class="strike" scope="row" title="${title}">${strike.handle}${strike.fraction === '.00' ? '' : html`<span class="weak">${strike.fraction}</span>`}</th>${side(html, put, 'put', value)}</tr>`;
}

export function view<T>(html: Tag<T>, value: ChainValue, _props: ChainProps): T {
  const { rows, none } = value;
  if (none !== undefined) return html`<p class="chain-empty">${none}</p>`;
  const body = rows.map((row) => chainRow(html, row, value));
  return html`<table class="chain"><thead><tr><th class="number interest">OI</th><th class="number volume">volume</th><th class="number last">last</th><th class="number">bid</th><th class="number">ask</th><th class="strike" title="Calls on the left, puts on the right">strike</th><th class="number">bid</th><th class="number">ask</th><th class="number last">last</th><th class="number volume">volume</th><th class="number interest">OI</th></tr></thead><tbody>${body}</tbody></table>`;
}

/** `25722.40 · 2026-11-23, 2 days · lots of 65` */
export function caption({ spot, expiry, days, lot }: ChainValue): string {
  if (expiry === null) return '';
  const left = days === 0 ? 'today' : days === 1 ? '1 day' : `${days} days`;
  const at = spot === null ? [] : [`${spot.handle}${spot.fraction}`];
  return [...at, `${expiry}, ${left}`, `lots of ${lot}`].join(' · ');
}
