import { formatSigned } from '../../core/format.ts';
import type { Tag } from '../kind.ts';
import type { Amount, PositionGroup, PositionRow, PositionsProps, PositionsValue, PriceText } from './schema.ts';

const price = <T>(html: Tag<T>, text: PriceText | null): unknown =>
  text ? html`${text.handle}<span class="weak">${text.fraction}</span>` : '';

const amount = <T>(html: Tag<T>, { text, sign }: Amount): T => html`<span class="${sign}">${text}</span>`;

const sideOf = (quantity: number): string => (quantity > 0 ? 'long' : quantity < 0 ? 'short' : 'flat');

const figures = <T>(html: Tag<T>, row: PositionRow): T =>
  html`<td class="number ${sideOf(row.quantity)}">${formatSigned(row.quantity)}</td><td class="number price">${price(html, row.average)}</td><td class="number price">${price(html, row.now)}</td><td class="number">${amount(html, row.open)}</td><td class="number">${amount(html, row.realized)}</td>`;

const accountCell = <T>(html: Tag<T>, shown: boolean, account: string): unknown =>
  shown ? html`<td class="account">${account}</td>` : '';

function groupRows<T>(html: Tag<T>, group: PositionGroup, accounts: boolean): T {
  const strategies = group.strategies.map(
    (row) =>
      html`<tr class="strategy ${sideOf(row.quantity)}-row"><th scope="row">${row.strategy ?? ''}</th>${accountCell(html, accounts, '')}${figures(html, row)}</tr>`,
  );
  const classes = `${group.strategies.length > 0 ? 'group ' : ''}${sideOf(group.quantity)}-row`;
  return html`<tbody data-group="${group.key}"><tr class="${classes}"><th scope="row">${group.instrument}</th>${accountCell(html, accounts, group.account)}${figures(html, group)}</tr>${strategies}</tbody>`;
}

export function view<T>(html: Tag<T>, value: PositionsValue, _props: PositionsProps): T {
  if (value.groups.length === 0)
    return html`<p class="positions-empty">No positions. They appear with the first fill; focus a ladder and hold <kbd>A</kbd> to trade from it.</p>`;
  const accounts = value.accounts > 1;
  const account = accounts ? html`<th class="account">account</th>` : '';
  const totals = value.totals.map(
    ({ currency, open, realized }) =>
      html`<tr><th scope="row" colspan="${accounts ? 5 : 4}">total <span class="weak">${currency}</span></th><td class="number">${amount(html, open)}</td><td class="number">${amount(html, realized)}</td></tr>`,
  );
  return html`<table class="positions"><thead><tr><th>instrument</th>${account}<th class="number">qty</th><th class="number">average</th><th class="number">now</th><th class="number">open</th><th class="number" title="Realized in this trade date">realized</th></tr></thead>${value.groups.map((group) => groupRows(html, group, accounts))}<tfoot>${totals}</tfoot></table>`;
}

export const caption = (value: PositionsValue): string =>
  value.asOf === null ? '' : `prices as of ${value.asOf}${value.age === 'now' ? '' : `, ${value.age} old`}`;
