import { formatDateTime, formatDay, formatInteger, formatTime, formatZone } from '../../core/format.ts';
import { type Instant, instant } from '../../core/model/time.ts';
import { instantText } from '../../core/trace/canonical.ts';
import { shortName } from '../../core/trace/short-name.ts';
import type { Tag } from '../kind.ts';
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

/** The first line of an error, which is what it says. */
const firstLine = (text: string): string => text.slice(0, text.indexOf('\n') >>> 0);

export function millisecondsText(milliseconds: number): string {
  if (milliseconds < 1) return `${Math.round(milliseconds * 1_000)} µs`;
  if (milliseconds < 100) return `${milliseconds.toFixed(2)} ms`;
  return milliseconds < 10_000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1_000).toFixed(1)} s`;
}

export function statusMark<T>(html: Tag<T>, status: TraceRow['status']): T {
  return html`<span class="trace-mark ${status === 'ERR' ? 'err' : 'ok'}" aria-hidden="true"></span>${status}`;
}

/** A time of day; with its day where that is another than the newest row's. */
function timeCell<T>(html: Tag<T>, { ts }: TraceRow, { zone, rows }: TraceValue): T {
  const at = instant(ts);
  const newest = rows[0]?.ts;
  const day = formatDay(at, zone);
  const dated = newest !== undefined && formatDay(instant(newest), zone) !== day ? `${day.slice(5)} ` : '';
  const time = formatTime(at, zone);
  return html`<td class="time" title="${instantText(ts)}"><span class="weak">${dated}</span>${time.slice(0, -4)}<span class="weak">${time.slice(-4)}</span></td>`;
}

function cells<T>(html: Tag<T>, row: TraceRow, value: TraceValue): T {
  const { process, exception } = row;
  const named = html`<td class="process" title="${process}">${shortName(process)}</td>`;
  const time = timeCell(html, row, value);
  const status = html`<td class="outcome">${statusMark(html, row.status)}</td>`;
  const said = exception === null ? '' : firstLine(exception);
  if (row.dataType !== undefined) {
    return html`${named}<td class="data" title="${row.data ?? ''}">${row.data ?? ''}</td><td class="type">${row.dataType}</td><td class="value" title="${row.dataValue ?? ''}">${row.dataValue ?? ''}</td>${time}${status}<td class="exception" title="${said}">${said}</td>`;
  }
  const about =
    said === ''
      ? html`<td class="subject">${row.subject ?? ''}</td>`
      : html`<td class="exception" title="${said}">${said}</td>`;
  return html`${time}${named}<td class="group" title="${row.group ?? ''}">${row.group ?? ''}</td><td class="duration number">${millisecondsText(row.milliseconds ?? 0)}</td>${status}<td class="depth number">${row.depth ?? 0}</td>${about}`;
}

export function traceRow<T>(
  html: Tag<T>,
  row: TraceRow,
  value: TraceValue,
  state: { selected: boolean; open: boolean },
): T {
  const classes = [row.status === 'ERR' && 'failed', state.selected && 'selected', state.open && 'open'].filter(
    Boolean,
  );
  return html`<tr class="${classes.join(' ')}" data-seq="${String(row.seq)}" aria-selected="${String(state.selected)}">${cells(html, row, value)}</tr>`;
}

/** Why there is no row, and what to do about it. */
function emptyWords({ newest, searching }: TraceValue, { rows, limit: _, ...filter }: TraceProps): string {
  if (newest === null) return 'Nothing is recorded here. "enabled" in config/trace.json turns tracing on.';
  if (newest === 0)
    return `No ${rows === 'calls' ? 'call' : 'value'} is recorded yet. Whatever the console does next appears here.`;
  if (searching) return 'Nothing found yet.';
  return Object.values(filter).some(Boolean)
    ? 'Nothing recorded fits the filter. Take a part of it out, or look further back.'
    : 'Nothing is kept any more.';
}

const far = (searchedTo: number, zone: string): string => {
  const at = instant(searchedTo) as Instant;
  return searchedTo === 0 ? 'the beginning' : `${formatDateTime(at, zone)} ${formatZone(at, zone)}`;
};

export function footWords(value: TraceValue): string {
  const { rows, older, searching, searchedTo, zone } = value;
  const count = `${formatInteger(rows.length)} ${rows.length === 1 ? 'row' : 'rows'}`;
  if (searching) return `${count}, searched back to ${far(searchedTo, zone)} and going on`;
  if (older === null) return rows.length === 0 ? '' : `${count}; there is nothing older`;
  return `${count}, back to ${far(searchedTo, zone)}`;
}

interface Parts {
  readonly value: TraceValue;
  readonly props: TraceProps;
  /** What stands above the table, and below it. */
  readonly bar: unknown;
  readonly rows: unknown;
  readonly foot: unknown;
}

export function traceTable<T>(html: Tag<T>, { value, props, bar, rows, foot }: Parts): T {
  const [first] = value.rows;
  const zone = first === undefined ? '' : formatZone(instant(first.ts), value.zone);
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
  const rows = value.rows.map((row) => traceRow(html, row, value, { selected: false, open: false }));
  const bar = html`<span class="trace-words">${filterWords(props)}</span>`;
  return traceTable(html, { value, props, bar, rows, foot: html`<span>${footWords(value)}</span>` });
}

export function caption({ rows, newest }: TraceValue): string {
  if (newest === null) return 'off';
  const failed = rows.filter(({ status }) => status === 'ERR').length;
  return `${formatInteger(rows.length)} newest${failed === 0 ? '' : ` · ${formatInteger(failed)} ERR`}`;
}
