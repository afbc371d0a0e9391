import { formatInteger, formatPercent } from '../../core/format.ts';
import { type Grouping, type GroupStatistics, groupings } from '../../core/trace/tree/statistics.ts';
import { timeText } from '../../core/trace/tree/time-text.ts';
import type { Tag } from '../kind.ts';

const columns = [
  { name: 'name', word: '', about: '' },
  { name: 'count', word: 'calls', about: 'Calls of the group' },
  { name: 'errors', word: 'errors', about: 'Calls that failed' },
  { name: 'total', word: 'total', about: 'Time of every call; one within another of the group counts in both' },
  { name: 'average', word: 'avg', about: 'Average time of a call' },
  { name: 'minimum', word: 'min', about: 'Shortest call' },
  { name: 'maximum', word: 'max', about: 'Longest call' },
  { name: 'selfTotal', word: 'self', about: 'Time in which nothing that the calls called ran' },
  { name: 'selfAverage', word: 'self avg', about: 'Average own time of a call' },
  { name: 'selfMinimum', word: 'self min', about: 'Shortest own time' },
  { name: 'selfMaximum', word: 'self max', about: 'Longest own time' },
  {
    name: 'percent',
    word: 'of trace',
    about: 'Own time as a share of the trace; the shares pass 100 % where calls ran side by side',
  },
] as const;
export type StatisticsColumn = (typeof columns)[number]['name'];

export interface StatisticsOrder {
  readonly by: StatisticsColumn;
  readonly descending: boolean;
}

export const isColumn = (name: string | undefined): name is StatisticsColumn =>
  columns.some((column) => column.name === name);

export function sorted(groups: readonly GroupStatistics[], { by, descending }: StatisticsOrder): GroupStatistics[] {
  const ascending = [...groups].sort((a, b) =>
    by === 'name' ? (a.name ?? '').localeCompare(b.name ?? '') : a[by] - b[by],
  );
  return descending ? ascending.reverse() : ascending;
}

function cell<T>(html: Tag<T>, group: GroupStatistics, name: StatisticsColumn): T {
  if (name === 'name') return html`<td class="tree-name">${group.name ?? 'none'}</td>`;
  const figure = group[name];
  if (name === 'count') return html`<td class="number">${formatInteger(figure)}</td>`;
  if (name === 'errors')
    return html`<td class="number ${figure > 0 ? 'tree-errors' : 'tree-none'}">${formatInteger(figure)}</td>`;
  if (name !== 'percent') return html`<td class="number">${timeText(figure)}</td>`;
  const width = Math.min(100, figure).toFixed(2);
  return html`<td class="number sums-share"><span class="sums-bar" style="width:${width}%"></span>${formatPercent(figure / 100)}</td>`;
}

/** Figures by a name that calls share, sorted by any column. */
export function statisticsPart<T>(
  html: Tag<T>,
  groups: readonly GroupStatistics[],
  by: Grouping,
  order: StatisticsOrder,
): T {
  const choices = groupings.map(
    (name) =>
      html`<button class="tree-button" type="button" data-action="by" data-name="${name}" aria-pressed="${String(name === by)}">${name}</button>`,
  );
  const heads = columns.map(({ name, word, about }) => {
    const on = order.by === name;
    const sort = on ? (order.descending ? 'descending' : 'ascending') : 'none';
    return html`<th class="${name === 'name' ? 'tree-name' : 'number'}" aria-sort="${sort}"><button class="sums-sort" type="button" data-action="sort" data-name="${name}" title="${about}">${word === '' ? by : word}${on ? (order.descending ? ' ↓' : ' ↑') : ''}</button></th>`;
  });
  const rows = sorted(groups, order).map(
    (group) => html`<tr>${columns.map(({ name }) => cell(html, group, name))}</tr>`,
  );
  return html`<div class="sums" tabindex="0"><div class="tree-choices" role="group" aria-label="Statistics by">${choices}</div><table class="sums-table"><thead><tr>${heads}</tr></thead><tbody>${rows}</tbody></table></div>`;
}
