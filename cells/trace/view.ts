import { formatInteger } from '../../core/format.ts';
import { instantText } from '../../core/trace/canonical.ts';
import { headline } from '../../core/trace/headline.ts';
import { shortName } from '../../core/trace/short-name.ts';
import { timeText } from '../../core/trace/tree/time-text.ts';
import type { Tag } from '../kind.ts';
import { newestDay, rowTime, footWords as wordsBelow, zoneText } from '../newest-view.ts';
import { filterWords } from './filter.ts';
import type { TraceProps, TraceRow, TraceValue } from './schema.ts';

interface Column {
  readonly name: string;
  readonly title: string;
}

const columns: Readonly<Record<TraceProps['rows'], readonly Column[]>> = {
  data: [
    { name: 'process', title: 'Process' },
    { name: 'data', title: 'Data' },
    { name: 'type', title: 'Data Type' },
    { name: 'value', title: 'Data Value' },
    { name: 'time', title: 'Timestamp' },
    { name: 'outcome', title: 'Status' },
    { name: 'exception', title: 'Exception' },
  ],
  calls: [
    { name: 'time', title: 'Timestamp' },
    { name: 'process', title: 'Process' },
    { name: 'group', title: 'Group' },
    { name: 'duration', title: 'Duration' },
    { name: 'outcome', title: 'Status' },
    { name: 'depth', title: 'Depth' },
    { name: 'exception', title: 'Exception, or subject' },
  ],
};

export const columnCount = 7;

function statusMark<T>(html: Tag<T>, status: TraceRow['status']): T {
  return html`<span class="trace-mark ${status === 'ERR' ? 'err' : 'ok'}" aria-hidden="true"></span>${status}`;
}

function cells<T>(html: Tag<T>, row: TraceRow, zone: string, newest: string): T {
  const { process, exception } = row;
  const named = html`<td class="process" title="${process}">${shortName(process)}</td>`;
  const time = html`<td class="time" title="${instantText(row.ts)}">${rowTime(html, row.ts, zone, newest)}</td>`;
  const status = html`<td class="outcome">${statusMark(html, row.status)}</td>`;
  const said = exception === null ? '' : headline(exception);
  if (row.dataType !== undefined) {
    return html`${named}<td class="data" title="${row.data ?? ''}">${row.data ?? ''}</td><td class="type">${row.dataType}</td><td class="value" title="${row.dataValue ?? ''}">${row.dataValue ?? ''}</td>${time}${status}<td class="exception" title="${said}">${said}</td>`;
  }
  const about =
    said === ''
      ? html`<td class="subject">${row.subject ?? ''}</td>`
      : html`<td class="exception" title="${said}">${said}</td>`;
  return html`${time}${named}<td class="group" title="${row.group ?? ''}">${row.group ?? ''}</td><td class="duration number">${timeText((row.milliseconds ?? 0) * 1_000)}</td>${status}<td class="depth number">${row.depth ?? 0}</td>${about}`;
}

/** `newest` is the day that times leave out. */
export function traceRow<T>(
  html: Tag<T>,
  row: TraceRow,
  { zone, newest }: { readonly zone: string; readonly newest: string },
  state: { selected: boolean; open: boolean },
): T {
  const classes = [row.status === 'ERR' && 'failed', state.selected && 'selected', state.open && 'open'].filter(
    Boolean,
  );
  return html`<tr class="${classes.join(' ')}" data-seq="${String(row.seq)}" aria-selected="${String(state.selected)}">${cells(html, row, zone, newest)}</tr>`;
}

/** Why there is no row, and what to do about it. */
function emptyWords({ newest, searching }: TraceValue, { rows, limit: _, ...filter }: TraceProps): string {
  if (newest === null) return 'Nothing is recorded here. "enabled" in config/trace.json turns tracing on.';
  if (newest === 0)
    return `No ${rows === 'calls' ? 'call' : 'value'} is recorded yet. What the console does next appears here, unless tracing is off (DESKBOOK_TRACE=off, or "enabled" in config/trace.json).`;
  if (searching) return 'Nothing found yet.';
  return Object.values(filter).some(Boolean)
    ? 'Nothing recorded fits the filter. Take a part of it out, or look further back.'
    : 'Nothing is kept any more.';
}

export const footWords = (value: TraceValue): string => wordsBelow(value, 'row', 'rows');

interface Parts {
  readonly value: TraceValue;
  readonly props: TraceProps;
  /** What stands above the table, and below it. */
  readonly bar: unknown;
  readonly rows: unknown;
  readonly foot: unknown;
}

export function traceTable<T>(html: Tag<T>, { value, props, bar, rows, foot }: Parts): T {
  const zone = zoneText(value);
  const heads = columns[props.rows].map(({ name, title }) =>
    name === 'time'
      ? html`<th scope="col" class="time">${title} <span class="zone">${zone}</span></th>`
      : html`<th scope="col" class="${name}">${title}</th>`,
  );
  const body =
    value.rows.length > 0
      ? html`<table class="trace-rows of-${props.rows}" role="grid"><thead><tr>${heads}</tr></thead><tbody>${rows}</tbody></table>`
      : html`<p class="trace-empty">${emptyWords(value, props)}</p>`;
  return html`<div class="trace"><div class="trace-bar">${bar}</div><div class="trace-grid">${body}</div><div class="trace-foot">${foot}</div></div>`;
}

export function view<T>(html: Tag<T>, value: TraceValue, props: TraceProps): T {
  const days = { zone: value.zone, newest: newestDay(value) };
  const rows = value.rows.map((row) => traceRow(html, row, days, { selected: false, open: false }));
  const bar = html`<span class="trace-words">${filterWords(props)}</span>`;
  return traceTable(html, { value, props, bar, rows, foot: html`<span>${footWords(value)}</span>` });
}

export function caption({ rows, newest }: TraceValue): string {
  if (newest === null) return 'off';
  const failed = rows.filter(({ status }) => status === 'ERR').length;
  return `${formatInteger(rows.length)} newest${failed === 0 ? '' : ` · ${formatInteger(failed)} ${failed === 1 ? 'error' : 'errors'}`}`;
}
