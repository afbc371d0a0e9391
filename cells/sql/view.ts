import { formatInteger } from '../../core/format.ts';
import type { Column, Json, Tag } from '../kind.ts';
import { type CellText, type ColumnFormat, columnFormat, shortType } from './column-format.ts';
import type { SqlValue } from './schema.ts';

/*
 * Classes, styled in style.css: .sql-grid scrolls; in it a table with a sticky head (th: .name over .type), td.number right-aligned on
 * the point (.pad is the invisible rest), .null, and the tones .gain .loss .buy .sell; .sql-foot says what is not shown. The element adds
 * .sql-link to values that lead somewhere.
 */

const NULL = '∅';

const rowWord = (count: number): string => (count === 1 ? 'row' : 'rows');

function milliseconds(value: number): string {
  if (value < 10) return `${value.toFixed(1)} ms`;
  return value < 1000 ? `${Math.round(value)} ms` : `${(value / 1000).toFixed(1)} s`;
}

export function caption({ rowCount, milliseconds: took }: SqlValue): string {
  return `${formatInteger(rowCount)} ${rowWord(rowCount)} · ${milliseconds(took)}`;
}

const classes = (format: ColumnFormat, tone: CellText['tone'] = ''): string =>
  [format.align === 'number' ? 'number' : '', tone].filter(Boolean).join(' ');

function cell<T>(html: Tag<T>, format: ColumnFormat, value: Json, link: string | undefined): T {
  if (value === null) return html`<td class="${classes(format)}"><span class="null" title="null">${NULL}</span></td>`;
  const { text, pad, tone, title } = format.format(value);
  const padded = pad === '' ? text : html`${text}<span class="pad" aria-hidden="true">${pad}</span>`;
  const shown =
    link === undefined ? padded : html`<a class="sql-link" href="${link}" title="Open its trace">${padded}</a>`;
  if (title === '') return html`<td class="${classes(format, tone)}">${shown}</td>`;
  return html`<td class="${classes(format, tone)}" title="${title}">${shown}</td>`;
}

function heading<T>(html: Tag<T>, { name, type }: Column, format: ColumnFormat): T {
  const zone = type.startsWith('TIMESTAMP') ? ', UTC' : '';
  return html`<th scope="col" class="${classes(format)}" title="${`${name}: ${type}${zone}`}"><span class="name">${name}</span><span class="type">${shortType(type)}</span></th>`;
}

function foot({ rows, rowCount }: SqlValue): string {
  if (rowCount === 0) return 'No rows.';
  return rows.length < rowCount ? `${formatInteger(rows.length)} of ${formatInteger(rowCount)} rows` : '';
}

/** Where a value of a row leads; undefined where it leads nowhere. */
type LinkOf = (columns: readonly Column[], row: readonly Json[], index: number) => string | undefined;

const nowhere: LinkOf = () => undefined;

export const view = <T>(html: Tag<T>, value: SqlValue): T => grid(html, value, nowhere);

export function grid<T>(html: Tag<T>, value: SqlValue, linkOf: LinkOf): T {
  const { columns, rows } = value;
  const formats = columns.map((column, index) =>
    columnFormat(
      column,
      rows.map((row) => row[index] ?? null),
    ),
  );
  const said = foot(value);
  return html`<div class="sql-grid" tabindex="0"><table><thead><tr>${columns.map((column, index) => heading(html, column, formats[index]!))}</tr></thead><tbody>${rows.map((row) => html`<tr>${row.map((item, index) => cell(html, formats[index]!, item, linkOf(columns, row, index)))}</tr>`)}</tbody></table></div>${said === '' ? '' : html`<p class="sql-foot">${said}</p>`}`;
}
