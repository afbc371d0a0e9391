import { formatInteger } from '../../core/format.ts';
import type { Tag } from '../kind.ts';
import type { PriceText } from '../shown.ts';
import type { OrderRow, OrdersProps, OrdersValue } from './schema.ts';

const priceCell = <T>(html: Tag<T>, name: 'limit' | 'stop', price: PriceText | undefined): T =>
  price
    ? html`<td class="number price ${name}">${price.handle}<span class="weak">${price.fraction}</span></td>`
    : html`<td class="number price ${name}"></td>`;

const askedWords = { cancel: 'canceling', replace: 'replacing' } as const;

/** An order that makes others may be told without a quantity of its own. */
const ofQuantity = ({ quantity }: OrderRow): string => (quantity === 0 ? '/–' : `/${formatInteger(quantity)}`);

/** `time` and `end` are as the element has them: the way to the trace, and what cancels. */
export function orderRow<T>(html: Tag<T>, row: OrderRow, value: OrdersValue, time: unknown = row.time, end?: T): T {
  const { asked, status, reason, account, strategy, protects, product = '' } = row;
  const who = [`${account}, ${strategy}`, product, protects ? `protects ${protects}` : '', reason ?? ''];
  const instrument = value.named ? html`<td class="instrument">${row.instrument}</td>` : '';
  const state = asked ? askedWords[asked] : status;
  return html`<tr class="${row.open ? 'open' : 'closed'}" title="${who.filter(Boolean).join(' · ')}"><td class="time">${time}</td>${instrument}<td class="side ${row.side}">${row.side}</td><td class="number">${formatInteger(row.filled)}<span class="weak">${ofQuantity(row)}</span></td><td class="type">${row.type}${row.product ? html` <span class="product">${row.product}</span>` : ''}</td>${priceCell(html, 'limit', row.price)}${priceCell(html, 'stop', row.stop)}<td class="state ${status.replace(' ', '-')}">${state}</td><td class="who">${strategy}</td>${end ?? ''}</tr>`;
}

export function ordersTable<T>(html: Tag<T>, value: OrdersValue, props: OrdersProps, rows: unknown, end?: T): T {
  if (value.rows.length === 0) {
    const what = props.show === 'open' ? 'No order is open.' : 'No orders yet.';
    return html`<p class="orders-empty">${what} Focus a ladder and hold <kbd>A</kbd> to trade from it.</p>`;
  }
  const instrument = value.named ? html`<th class="instrument">instrument</th>` : '';
  return html`<table class="orders"><thead><tr><th class="time">time <span class="zone">${value.zone}</span></th>${instrument}<th class="side">side</th><th class="number">filled</th><th class="type">type</th><th class="number price limit">price</th><th class="number price stop">stop</th><th class="state">status</th><th class="who">by</th>${end ?? ''}</tr></thead><tbody>${rows}</tbody></table>`;
}

export function view<T>(html: Tag<T>, value: OrdersValue, props: OrdersProps): T {
  const rows = value.rows.map((row) => orderRow(html, row, value));
  return ordersTable(html, value, props, rows);
}

export function caption({ open, othersAsOf }: OrdersValue): string {
  const count = `${formatInteger(open)} open`;
  return othersAsOf === undefined ? count : `${count} · elsewhere ${othersAsOf}`;
}
