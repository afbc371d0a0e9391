import { formatInteger, formatSigned } from '../../core/format.ts';
import type { Tag } from '../kind.ts';
import { amount, own, price, signClass } from './order-view.ts';
import { scenarioFoot, scenarioHead, scenarioRow } from './scenario-view.ts';
import type { LadderProps, LadderRow, LadderValue, ScenarioValue } from './schema.ts';
import { survivalTable } from './survival-view.ts';
import { shownRows } from './window.ts';

/** Which sizes of a row changed with this frame; `a` and `b` take turns, so that the same decay can begin anew. */
export interface Flash {
  readonly bid: '' | 'a' | 'b';
  readonly ask: '' | 'a' | 'b';
}

export const still: Flash = { bid: '', ask: '' };

const assumption =
  'Once the market trades at this price: your resting orders on the way are filled at their own prices; realized today plus open.';

/** An index has a value and no size. */
const lastText = (size: number): string => (size === 0 ? '•' : formatInteger(size));
const flashClass = (flash: '' | 'a' | 'b'): string => (flash === '' ? '' : ` flash-${flash}`);
export function ladderRow<T>(html: Tag<T>, row: LadderRow, flash: Flash, scenario: ScenarioValue | undefined): T {
  if (scenario) return scenarioRow(html, row, scenario, { bid: flashClass(flash.bid), ask: flashClass(flash.ask) });
  const { bid, ask, last, volume } = row;
  const classes = `${last ? 'traded' : ''}${row.breakEven ? ' break-even' : ''}`;
  return html`<tr class="${classes}" data-tick="${row.tick}"><td class="own">${(row.own ?? []).map((order) => own(html, order))}</td><td data-side="buy" class="bid${flashClass(flash.bid)}" style="--length:${bid?.bar ?? 0}%">${bid ? formatInteger(bid.size) : ''}</td><th class="price" scope="row">${price(html, row.price)}</th><td data-side="sell" class="ask${flashClass(flash.ask)}" style="--length:${ask?.bar ?? 0}%">${ask ? formatInteger(ask.size) : ''}</td><td class="last ${last?.side ?? ''}">${last ? lastText(last.size) : ''}</td><td class="volume" title="${volume ? `${formatInteger(volume.size)} traded` : ''}" style="--length:${volume?.bar ?? 0}%"></td><td class="position ${signClass(row.position ?? 0)}">${row.position === undefined ? '' : formatSigned(row.position)}</td><td class="profit">${row.profit ? amount(html, row.profit) : ''}</td></tr>`;
}

const stateSentences: Readonly<Record<LadderValue['market']['state'], string>> = {
  open: '',
  'bids only': 'no offers',
  'asks only': 'no bids',
  crossed: 'crossed book',
  empty: 'empty book',
  none: 'no market',
};

function foot<T>(html: Tag<T>, value: LadderValue): T {
  const { quantity, average, open, realized } = value.position;
  const { currency } = value.instrument;
  const warning = stateSentences[value.market.state];
  return html`<div class="ladder-foot"><span class="${signClass(quantity)}">${quantity === 0 ? 'flat' : formatSigned(quantity)}</span><span>${average ? html`<span class="weak">at</span> ${price(html, average)}` : ''}</span><span>${open && quantity !== 0 ? html`<span class="weak">open</span> ${amount(html, open)}` : ''}</span><span class="realized">${realized ? html`<span class="weak">realized</span> ${amount(html, realized)} <span class="weak">${currency}</span>` : ''}</span><span class="away">${value.away > 0 ? `${value.away} away` : ''}</span><span class="warning">${warning}</span></div>`;
}

/** What an element puts into the frame of a ladder; the static form has the rows alone. */
export interface LadderParts {
  readonly rows: unknown;
  /** Stands in the head instead of the time. */
  readonly hint: unknown;
}

function nothing<T>(html: Tag<T>, value: LadderValue): T {
  const { id } = value.instrument;
  if (value.market.state === 'none' && value.scenario)
    return html`<p class="ladder-empty">No spot source of ${id} has a price. A cell of kind spot takes one, and so does deskbook spot ${id}.</p>`;
  if (value.market.state === 'none')
    return html`<p class="ladder-empty">There is no market in ${id} at this venue. Choose another instrument above, or press Enter to name one here.</p>`;
  return html`<p class="ladder-empty">Nobody quotes ${id} and nothing has traded yet.</p>`;
}

const head = <T>(html: Tag<T>): T =>
  html`<tr><th class="own">own</th><th class="bid">bid</th><th class="price">price</th><th class="ask">ask</th><th class="last" title="Size of the last trade">last</th><th class="volume" title="Traded at this price today">volume</th><th class="position" title="${assumption}">pos</th><th class="profit" title="${assumption}">P&amp;L here</th></tr>`;

function body<T>(html: Tag<T>, value: LadderValue, props: LadderProps, rows: unknown): T {
  const { scenario } = value;
  if (scenario?.survival && props.survival) return survivalTable(html, scenario.survival, props.survival);
  if (value.rows.length === 0) return nothing(html, value);
  const classes = scenario ? `ladder-rows scenario${scenario.assumed ? ' assumed' : ''}` : 'ladder-rows';
  return html`<table class="${classes}"><thead>${scenario ? scenarioHead(html, scenario) : head(html)}</thead><tbody>${rows}</tbody></table>`;
}

/** Whose spot it is, and how old. */
const spotFrom = <T>(html: Tag<T>, { source, age, old, why }: NonNullable<ScenarioValue['from']>): T =>
  html`<span title="${why}">spot from ${source}, <span class="${old ? 'spot-age old' : 'spot-age'}">${age === 'now' ? 'now' : `${age} old`}</span></span>`;

export function ladderFrame<T>(html: Tag<T>, value: LadderValue, props: LadderProps, { rows, hint }: LadderParts): T {
  const { id, name, currency } = value.instrument;
  const { scenario } = value;
  const last = scenario?.from
    ? spotFrom(html, scenario.from)
    : scenario?.assumed
      ? html`<span title="No market has a part in it">what-if</span>`
      : html`<span title="Last change of the book">${value.changed ?? ''}</span>`;
  return html`<div class="ladder"><div class="ladder-head"><b>${id}</b><span class="ladder-name" title="${name}">${name}</span><span class="ladder-hint">${hint ?? last}</span></div>${body(html, value, props, rows)}${scenario ? scenarioFoot(html, scenario, currency, value.away) : foot(html, value)}</div>`;
}

export function view<T>(html: Tag<T>, value: LadderValue, props: LadderProps): T {
  const rows = shownRows(value, value.anchor, props.levels).map((row) => ladderRow(html, row, still, value.scenario));
  return ladderFrame(html, value, props, { rows, hint: null });
}

export const caption = (value: LadderValue): string =>
  value.scenario?.assumed || value.market.state === 'none'
    ? ''
    : `${formatInteger(Math.round(value.eventsPerSecond))}/s`;
