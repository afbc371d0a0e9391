import { formatInteger, formatSigned } from '../../core/format.ts';
import type { Tag } from '../kind.ts';
import { amount, own, price, signClass } from './order-view.ts';
import type { LadderRow, OwnOrder, ScenarioColumn, ScenarioValue } from './schema.ts';

const definitions: Readonly<Record<Exclude<ScenarioColumn, 'working'>, { head: string; about: string }>> = {
  profit: {
    head: 'P&L',
    about:
      'Once the market trades here: every order on the way traded whole at its own price. Exact; cents half to even.',
  },
  position: { head: 'pos', about: 'Contracts held once what works here has traded.' },
  risk: { head: 'risk', about: 'Money that one tick makes or loses with this position: position × tick value.' },
  'break-even': {
    head: 'break-even',
    about: 'The price at which the P&L of this position is zero: cost over quantity, to a hundredth of a 32nd.',
  },
  ticks: {
    head: 'ticks',
    about: 'P&L over risk: how many ticks above its break-even this price is; below it when negative.',
  },
};

const spotWords = {
  exact: 'The spot is here',
  above: 'The spot is just above',
  below: 'The spot is just below',
} as const;

function orders<T>(html: Tag<T>, row: LadderRow, side: OwnOrder['side']): T {
  const here = (row.own ?? []).filter((order) => order.side === side);
  const sum = here.reduce((total, { quantity }) => total + quantity, 0);
  const words = here.length > 1 ? `${side} ${formatInteger(sum)} in ${here.length} orders` : '';
  return html`<td class="orders ${side}" title="${words}">${here.map((order) => own(html, order))}</td>`;
}

function cell<T>(html: Tag<T>, row: LadderRow, column: Exclude<ScenarioColumn, 'working'>): T {
  const { position = 0 } = row;
  switch (column) {
    case 'profit':
      return html`<td class="profit">${row.profit ? amount(html, row.profit) : ''}</td>`;
    case 'position':
      return html`<td class="position ${signClass(position)}">${formatSigned(position)}</td>`;
    case 'risk':
      return html`<td class="risk ${signClass(position)}">${row.risk?.text ?? ''}</td>`;
    case 'break-even':
      return html`<td class="even-price">${row.even ? price(html, row.even) : ''}</td>`;
    case 'ticks':
      return html`<td class="ticks">${row.ticks ?? ''}</td>`;
  }
}

const isFigure = (column: ScenarioColumn): column is Exclude<ScenarioColumn, 'working'> => column !== 'working';

/** A row of a scenario: buys and sells that work on either side of the price, then what the walk there has made. */
export function scenarioRow<T>(
  html: Tag<T>,
  row: LadderRow,
  { columns, assumed }: ScenarioValue,
  flash: { bid: string; ask: string },
): T {
  const working = columns.includes('working');
  const classes = [row.last && 'traded', row.breakEven && 'break-even', row.spot && `spot-${row.spot}`].filter(Boolean);
  const depth = (side: 'bid' | 'ask') =>
    html`<td data-side="${side === 'bid' ? 'buy' : 'sell'}" class="${side}${flash[side]}" style="--length:${row[side]?.bar ?? 0}%">${row[side] ? formatInteger(row[side].size) : ''}</td>`;
  return html`<tr class="${classes.join(' ')}" data-tick="${row.tick}">${working ? orders(html, row, 'buy') : ''}${assumed ? '' : depth('bid')}<th class="price" scope="row" title="${row.spot ? spotWords[row.spot] : ''}">${price(html, row.price)}</th>${assumed ? '' : depth('ask')}${working ? orders(html, row, 'sell') : ''}${columns.filter(isFigure).map((column) => cell(html, row, column))}</tr>`;
}

export function scenarioHead<T>(html: Tag<T>, { columns, assumed }: ScenarioValue): T {
  const working = columns.includes('working');
  return html`<tr>${working ? html`<th class="orders buy" title="Contracts that work to buy here">buy</th>` : ''}${assumed ? '' : html`<th class="bid">bid</th>`}<th class="price">price</th>${assumed ? '' : html`<th class="ask">ask</th>`}${working ? html`<th class="orders sell" title="Contracts that work to sell here">sell</th>` : ''}${columns.filter(isFigure).map((column) => html`<th class="${column === 'break-even' ? 'even-price' : column}" title="${definitions[column].about}">${definitions[column].head}</th>`)}</tr>`;
}

/** What the reader has to know of a scenario: where its market is, what is held there, and what it leaves out. */
export function scenarioFoot<T>(
  html: Tag<T>,
  { spot, assumed, from, base, idle }: ScenarioValue,
  currency: string,
  away: number,
): T {
  const { quantity, profit } = base;
  const left = [away > 0 && `${away} away`, idle > 0 && `${idle} waiting for a turn`].filter(Boolean).join(', ');
  return html`<div class="ladder-foot"><span class="${signClass(quantity)}">${quantity === 0 ? 'flat' : formatSigned(quantity)}</span><span>${spot ? html`<span class="weak">${assumed && !from ? 'if the spot is' : 'spot'}</span> ${from?.old ? html`<span class="spot-price old">${price(html, spot)}</span>` : price(html, spot)}` : ''}</span><span><span class="weak">P&amp;L there</span> ${amount(html, profit)} <span class="weak">${currency}</span></span><span class="away">${left}</span></div>`;
}
