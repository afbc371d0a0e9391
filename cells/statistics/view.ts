import { type Definition, definitions, type FigureGroup, isFigureName } from '../../core/statistics/definitions.ts';
import type { Tag } from '../kind.ts';
import type { GroupValue, StatisticsProps, StatisticsValue } from './schema.ts';

/*
 * Classes, styled in style.css: .statistics holds a head, then .statistics-groups (a table of figures a group) or one table with a row a
 * group, then .statistics-terms: the definition of the figure that is pointed at, and all of them in an export.
 */

const titles: Readonly<Record<FigureGroup, string>> = {
  trades: 'Trades',
  open: 'While open',
  ratios: 'Ratios',
  benchmark: 'Benchmark',
  drawdown: 'Drawdown',
};

interface Shown extends Definition {
  readonly name: string;
}

const shownOf = ({ shown }: StatisticsValue): readonly Shown[] =>
  shown.flatMap((name) => (isFigureName(name) ? [{ name, ...definitions[name] }] : []));

/** Without a value a line has room for the reason; a column has not. */
function figure<T>(html: Tag<T>, { name }: Shown, { texts }: GroupValue, room: 'line' | 'column'): T {
  const { text = '', sign = 'none' } = texts[name] ?? {};
  if (sign === 'none') return html`<td class="number none" title="${text}">${room === 'line' ? text : '–'}</td>`;
  return html`<td class="${sign === '' ? 'number' : `number ${sign}`}">${text}</td>`;
}

function list<T>(html: Tag<T>, value: StatisticsValue): T {
  const shown = shownOf(value);
  const groups = [...new Set(shown.map(({ group }) => group))];
  const row = (each: Shown): T =>
    html`<tr data-figure="${each.name}"><th scope="row"><abbr title="${each.definition}">${each.label}</abbr></th>${figure(html, each, value.whole, 'line')}</tr>`;
  return html`<div class="statistics-groups">${groups.map((group) => html`<table><caption>${titles[group]}</caption><tbody>${shown.filter((each) => each.group === group).map(row)}</tbody></table>`)}</div>`;
}

function byGroup<T>(html: Tag<T>, value: StatisticsValue, by: string): T {
  const shown = shownOf(value);
  const head = shown.map(
    (each) =>
      html`<th scope="col" class="number" data-figure="${each.name}"><abbr title="${each.definition}">${each.label}</abbr></th>`,
  );
  const row = (group: GroupValue, key: string): T =>
    html`<tr><th scope="row">${key}</th>${shown.map((each) => figure(html, each, group, 'column'))}</tr>`;
  return html`<div class="statistics-scroll"><table class="statistics-rows"><thead><tr><th scope="col">${by}</th>${head}</tr></thead><tbody>${value.groups.map((group) => row(group, group.key === '' ? '(none)' : group.key))}</tbody><tfoot>${row(value.whole, 'all')}</tfoot></table></div>`;
}

/** Equity as a line over the drawdown that hangs from the top. */
function strip<T>(html: Tag<T>, { curve, whole }: StatisticsValue): unknown {
  if (curve.length === 0) return '';
  const line = curve.map(([left, equity], index) => `${index === 0 ? 'M' : 'L'}${left} ${equity}`).join('');
  const fall = `M0 0${curve.map(([left, , below]) => `L${left} ${below}`).join('')}L1000 0Z`;
  const deepest = whole.texts.maxDrawdown?.text ?? whole.texts.maxDrawdownShare?.text ?? '';
  return html`<svg class="statistics-curve" role="img" viewBox="0 0 1000 1000" preserveAspectRatio="none" aria-label="${`Equity from start to end; deepest drawdown ${deepest}`}"><path class="fall" d="${fall}"></path><path class="equity" vector-effect="non-scaling-stroke" d="${line}"></path></svg>`;
}

const filters = (props: StatisticsProps): string =>
  [props.from, props.instrument, props.strategy, props.account].filter((name) => name !== undefined).join(', ');

const range = ({ firstDate, lastDate }: StatisticsValue): string =>
  firstDate === null ? '' : firstDate === lastDate ? firstDate : `${firstDate} to ${lastDate}`;

function empty<T>(html: Tag<T>, value: StatisticsValue, props: StatisticsProps): T {
  if (props.from !== undefined)
    return html`<p class="statistics-empty">${props.from} has no rows with an amount yet: statistics appear with its first.</p>`;
  const wanted = filters(props);
  const where = wanted === '' ? '' : ` of ${wanted}`;
  const others = value.otherCurrencies.length > 0 ? ` There are some in ${value.otherCurrencies.join(', ')}.` : '';
  return html`<p class="statistics-empty">No closed trades${where} yet: they appear when a position is reduced. Focus a ladder and hold <kbd>A</kbd> to trade from it.${others}</p>`;
}

export function view<T>(html: Tag<T>, value: StatisticsValue, props: StatisticsProps): T {
  if (value.trades === 0) return empty(html, value, props);
  const period = value.measure === 'return' && props.period === 'trade' ? 'day' : props.period;
  const told = [
    range(value),
    filters(props),
    props.from === undefined ? props.method : '',
    `ratios by ${period}${value.annualization === 1 ? '' : `, ${value.annualization} a year`}`,
    value.otherCurrencies.length > 0 ? `without ${value.otherCurrencies.join(', ')}: currencies are not added` : '',
    value.leftOut > 0 ? `${value.leftOut} rows without an amount left out` : '',
  ].filter((text) => text !== '');
  const terms = shownOf(value).map(
    ({ name, label, definition }) => html`<div data-term="${name}"><dt>${label}</dt><dd>${definition}</dd></div>`,
  );
  return html`<div class="statistics"><p class="statistics-head"><b>${value.currency ?? (value.measure === 'return' ? 'returns' : 'amounts')}</b> <span class="weak">${told.join(' · ')}</span></p>${strip(html, value)}${props.by === undefined ? list(html, value) : byGroup(html, value, props.by)}<dl class="statistics-terms">${terms}</dl></div>`;
}

export const caption = (value: StatisticsValue): string =>
  value.trades === 0 ? '' : `${value.trades.toLocaleString('en-US')} ${value.trades === 1 ? 'trade' : 'trades'}`;
