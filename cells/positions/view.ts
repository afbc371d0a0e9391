import { formatSigned } from '../../core/format.ts';
import type { Tag } from '../kind.ts';
import type { Amount, PriceText } from '../shown.ts';
import type {
  AtVenue,
  Figure,
  FigureName,
  Marked,
  MarkName,
  PositionGroup,
  PositionRow,
  PositionsProps,
  PositionsValue,
} from './schema.ts';

/** Names of the two columns of a mark, with what the second one tells. */
const markHeads: Readonly<Record<MarkName, readonly [price: string, open: string, about: string]>> = {
  now: ['now', 'open', 'What it would realize at the last price'],
  close: ['close', 'at close', "What it would realize at the newest day's price"],
  start_of_day: ['start', 'at start', 'What it would realize at the price the day began with'],
  next_start_of_day: ['next start', 'at next', 'What it would realize at the price the next day begins with'],
  spot: ['spot', 'at spot', 'What it would realize at the spot of its instrument, market or not'],
};

const figureHeads: Readonly<Record<FigureName, readonly [name: string, about: string]>> = {
  realized_of_day: [
    'realized of day',
    'Realized in this trade date, from the start of the day for what was held over night',
  ],
  day: ['day', 'P&L of this trade date: realized plus the change of unrealized since the day before; fees are apart'],
  fees: ['fees', 'Fees of this trade date'],
};

const price = <T>(html: Tag<T>, text: PriceText | null): unknown =>
  text ? html`${text.handle}<span class="weak">${text.fraction}</span>` : '';

const amount = <T>(html: Tag<T>, { text, sign }: Amount): T => html`<span class="${sign}">${text}</span>`;

const sideOf = (quantity: number): string => (quantity > 0 ? 'long' : quantity < 0 ? 'short' : 'flat');

const total = <T>(html: Tag<T>, given: Amount | null): T =>
  html`<td class="number">${given ? amount(html, given) : html`<span class="weak">–</span>`}</td>`;

const unmarked =
  'No such price is known yet: settlements give it, and the rolls of 14:00 and 16:00 Chicago carry it on';

/** A cell of the table that tells where its figure is from, if there is something to tell. */
const told = <T>(html: Tag<T>, classes: string, note: string, content: unknown): T =>
  note === ''
    ? html`<td class="${classes}">${content}</td>`
    : html`<td class="${classes}" title="${note}">${content}</td>`;

const marked = <T>(html: Tag<T>, { price: at, open, note, old }: Marked): T =>
  at === null
    ? html`<td class="number weak" title="${note || unmarked}">–</td><td class="number weak">–</td>`
    : html`${told(html, old ? 'number price old' : 'number price', note, price(html, at))}${total(html, open)}`;

const figure = <T>(html: Tag<T>, { note, ...given }: Figure): T => told(html, 'number', note, amount(html, given));

/** What the table shows beside what is always there. */
interface Columns {
  readonly accounts: boolean;
  readonly venue: boolean;
}

function venueCells<T>(html: Tag<T>, at: AtVenue | null): T {
  if (at === null) return html`<td class="number"></td><td class="number"></td>`;
  const { quantity, gap, note } = at;
  return html`<td class="number weak" title="${note}">${quantity === null ? '–' : formatSigned(quantity)}</td><td class="number gap" title="${note}">${gap === null ? '' : html`<b>≠ ${formatSigned(gap)}</b>`}</td>`;
}

const figures = <T>(html: Tag<T>, row: PositionRow, beside: unknown): T =>
  html`<td class="number ${sideOf(row.quantity)}">${formatSigned(row.quantity)}</td>${beside}<td class="number price">${price(html, row.average)}</td>${row.marks.map((mark) => marked(html, mark))}<td class="number">${amount(html, row.realized)}</td>${row.figures.map((one) => figure(html, one))}`;

const accountCell = <T>(html: Tag<T>, shown: boolean, account: string): unknown =>
  shown ? html`<td class="account">${account}</td>` : '';

const missing = { here: 'not booked here', there: 'not at the venue' } as const;

/** The executions that explain a gap. */
function explained<T>(html: Tag<T>, at: AtVenue | null): unknown {
  if (!at || at.gap === null) return '';
  if (at.explainedBy.length === 0) {
    return html`<tr class="explained"><td colspan="20">No execution of today explains the gap. Import what the day began with: deskbook import.</td></tr>`;
  }
  return at.explainedBy.map(
    ({ id, text, missing: side }) =>
      html`<tr class="explained"><td colspan="20"><span class="warning">${missing[side]}</span> ${text} <span class="weak">${id}</span></td></tr>`,
  );
}

function groupRows<T>(html: Tag<T>, group: PositionGroup, { accounts, venue }: Columns): T {
  const strategies = group.strategies.map(
    (row) =>
      html`<tr class="strategy ${sideOf(row.quantity)}-row"><th scope="row">${row.strategy ?? ''}</th>${accountCell(html, accounts, '')}${figures(html, row, venue ? venueCells(html, null) : '')}</tr>`,
  );
  const opens = group.strategies.length > 0 || (group.venue?.gap ?? null) !== null;
  const classes = `${opens ? 'group ' : ''}${sideOf(group.quantity)}-row`;
  return html`<tbody data-group="${group.key}"><tr class="${classes}"><th scope="row">${group.instrument}</th>${accountCell(html, accounts, group.account)}${figures(html, group, venue ? venueCells(html, group.venue) : '')}</tr>${explained(html, group.venue)}${strategies}</tbody>`;
}

function head<T>(html: Tag<T>, { marks, also }: PositionsProps, { accounts, venue }: Columns): T {
  const account = accounts ? html`<th class="account">account</th>` : '';
  const there = venue
    ? html`<th class="number" title="What the venue says that the account holds">venue</th><th class="number" title="What we hold less what the venue says, once it has stood for two looks">gap</th>`
    : '';
  const valued = marks.map((name) => {
    const [at, open, about] = markHeads[name];
    return html`<th class="number">${at}</th><th class="number" title="${about}">${open}</th>`;
  });
  const more = also.map(
    (name) => html`<th class="number" title="${figureHeads[name][1]}">${figureHeads[name][0]}</th>`,
  );
  return html`<thead><tr><th>instrument</th>${account}<th class="number">qty</th>${there}<th class="number">average</th>${valued}<th class="number" title="Realized in this trade date">realized</th>${more}</tr></thead>`;
}

/** Prices have no total, so a total stands below the second column of each mark. */
function foot<T>(
  html: Tag<T>,
  { currency, open, realized, figures: more }: PositionsValue['totals'][number],
  columns: number,
): T {
  const valued = open.map((given, index) => html`${index === 0 ? '' : html`<td></td>`}${total(html, given)}`);
  return html`<tr><th scope="row" colspan="${columns}">total <span class="weak">${currency}</span></th>${valued}${total(html, realized)}${more.map((given) => total(html, given))}</tr>`;
}

export function view<T>(html: Tag<T>, value: PositionsValue, props: PositionsProps): T {
  if (value.groups.length === 0)
    return html`<p class="positions-empty">No positions. They appear with the first fill; focus a ladder and hold <kbd>A</kbd> to trade from it.</p>`;
  const columns = { accounts: value.accounts > 1, venue: value.venue };
  const before = 4 + (columns.accounts ? 1 : 0) + (columns.venue ? 2 : 0);
  const totals = value.totals.map((of) => foot(html, of, before));
  return html`<table class="positions">${head(html, props, columns)}${value.groups.map((group) => groupRows(html, group, columns))}<tfoot>${totals}</tfoot></table>`;
}

export const caption = (value: PositionsValue): string =>
  value.asOf === null ? '' : `as of ${value.asOf}${value.age === 'now' ? '' : `, ${value.age} old`}`;
