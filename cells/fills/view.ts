import { formatInteger } from '../../core/format.ts';
import type { Tag } from '../kind.ts';
import type { FillRow, FillsProps, FillsValue } from './schema.ts';

const offGrid = <T>(html: Tag<T>, row: FillRow): unknown =>
  row.offGrid ? html`<abbr class="off-grid" title="Off the price grid: exactly ${row.price.text}">*</abbr>` : '';

export const timeText = <T>(html: Tag<T>, { time, milliseconds }: FillRow): T =>
  html`${time}<span class="weak">${milliseconds}</span>`;

/** `time` is the time as the element has it, which opens the trace of the order. */
export function fillRow<T>(
  html: Tag<T>,
  row: FillRow,
  value: FillsValue,
  isNew: boolean,
  time: T = timeText(html, row),
): T {
  const who = row.account === undefined ? '' : `${row.account}, ${row.strategy}`;
  const instrument = value.named ? html`<td class="instrument">${row.instrument}</td>` : '';
  const liquidity = value.source === 'own' ? html`<td class="liquidity">${row.liquidity ?? ''}</td>` : '';
  return html`<tr class="${isNew ? 'new' : ''}" title="${who}"><td class="time">${time}</td>${instrument}<td class="side ${row.side}">${row.side}</td><td class="number">${formatInteger(row.quantity)}</td><td class="number price">${row.price.handle}<span class="weak">${row.price.fraction}</span>${offGrid(html, row)}</td>${liquidity}</tr>`;
}

function nothing<T>(html: Tag<T>, { onlyBars }: FillsValue, props: FillsProps): T {
  if (onlyBars)
    return html`<p class="fills-empty">Of ${props.instrument ?? ''} minutes are known, no single trades. The source bars has them.</p>`;
  if (props.source === 'market')
    return html`<p class="fills-empty">${props.instrument ?? ''} has not traded yet today.</p>`;
  return html`<p class="fills-empty">No fills yet today. Focus a ladder and hold <kbd>A</kbd> to trade from it.</p>`;
}

export function fillsTable<T>(html: Tag<T>, value: FillsValue, props: FillsProps, rows: unknown): T {
  if (value.rows.length === 0) return nothing(html, value, props);
  const instrument = value.named ? html`<th class="instrument">instrument</th>` : '';
  const liquidity = value.source === 'own' ? html`<th class="liquidity">liquidity</th>` : '';
  return html`<table class="fills"><thead><tr><th class="time">time <span class="zone">${value.zone}</span></th>${instrument}<th class="side">side</th><th class="number">qty</th><th class="number price">price</th>${liquidity}</tr></thead><tbody>${rows}</tbody></table>`;
}

export function view<T>(html: Tag<T>, value: FillsValue, props: FillsProps): T {
  const rows = value.rows.map((row) => fillRow(html, row, value, false));
  return fillsTable(html, value, props, rows);
}

export function caption(value: FillsValue): string {
  const [one, many] = value.source === 'own' ? ['fill', 'fills'] : ['trade', 'trades'];
  if (value.onlyBars) return 'minutes only';
  const total = formatInteger(value.total);
  return value.atLeast ? `${total} of the newest ${many}` : `${total} ${value.total === 1 ? one : many} today`;
}
