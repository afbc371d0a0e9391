import { formatInteger } from '../../core/format.ts';
import { instantText } from '../../core/trace/canonical.ts';
import type { LogLevel } from '../../core/trace/row.ts';
import type { Tag } from '../kind.ts';
import { newestDay, rowTime, footWords as wordsBelow, zoneText } from '../newest-view.ts';
import { filterWords } from './filter.ts';
import type { LogLine, LogsProps, LogsValue } from './schema.ts';

/*
 * Classes, styled in style.css: .logs-bar, .logs-lines with a details.log (of-error and so on) a line, whose summary has .log-time, .log-level
 * with .log-mark, and .log-said with .log-from, .log-message and .log-fields; the element adds .log-trace; .logs-foot.
 */

/** A shape beside each word, so that no level is told by its color alone. */
const marks: Readonly<Record<LogLevel, string>> = {
  trace: '·',
  debug: '·',
  info: '○',
  warn: '◆',
  error: '▲',
  fatal: '■',
};

/** The zone of the times and the day of the newest line, which they leave out. */
interface Days {
  readonly zone: string;
  readonly newest: string;
}

const time = <T>(html: Tag<T>, { ts }: LogLine, { zone, newest }: Days): T =>
  html`<span class="log-time" title="${instantText(ts)}">${rowTime(html, ts, zone, newest)}</span>`;

/** `more` stands at the end of the line. */
export function logLine<T>(html: Tag<T>, line: LogLine, days: Days, more: unknown = ''): T {
  const { level, message, service } = line;
  const mark = html`<span class="log-level"><span class="log-mark" aria-hidden="true">${marks[level]}</span>${level}</span>`;
  const from = service === 'deskbook' ? '' : html`<span class="log-from">${service}</span>`;
  const fields = line.line === '' ? '' : html` <span class="log-fields">${line.line}</span>`;
  return html`<details class="log of-${level}" data-seq="${String(line.seq)}"><summary>${time(html, line, days)}${mark}<span class="log-said">${from}<span class="log-message">${message}</span>${fields}</span>${more}</summary><pre>${blockText(line)}</pre></details>`;
}

const blockText = ({ message, block, ts, service, traceId }: LogLine): string =>
  [
    message,
    '',
    `at: ${instantText(ts)}`,
    `service: ${service}`,
    ...(traceId === null ? [] : [`trace: ${traceId}`]),
    ...(block === '' ? [] : [block]),
  ].join('\n');

function emptyWords({ newest, searching }: LogsValue, { limit: _, level, ...filter }: LogsProps): string {
  if (newest === null) return 'Nothing is recorded here. "enabled" in config/trace.json turns the record on.';
  if (searching) return 'Nothing found yet.';
  if (newest === 0) return 'Nothing was logged yet. The next line of the level info or worse appears here.';
  return Object.values(filter).some(Boolean) || level !== 'info'
    ? 'No line fits the filter. Take a part of it out, or lower the level.'
    : 'No line is kept any more.';
}

export const footWords = (value: LogsValue): string => wordsBelow(value, 'line', 'lines');

interface Parts {
  readonly value: LogsValue;
  readonly props: LogsProps;
  readonly bar: unknown;
  readonly lines: unknown;
  readonly foot: unknown;
}

export function logsList<T>(html: Tag<T>, { value, props, bar, lines, foot }: Parts): T {
  const body =
    value.rows.length > 0
      ? html`<div class="logs-lines">${lines}</div>`
      : html`<p class="logs-empty">${emptyWords(value, props)}</p>`;
  return html`<div class="logs-bar">${bar}<span class="zone">${zoneText(value)}</span></div>${body}<div class="logs-foot">${foot}</div>`;
}

export function view<T>(html: Tag<T>, value: LogsValue, props: LogsProps): T {
  const days = { zone: value.zone, newest: newestDay(value) };
  const lines = value.rows.map((line) => logLine(html, line, days));
  const bar = html`<span class="logs-words">${filterWords(props)}</span>`;
  return logsList(html, { value, props, bar, lines, foot: html`<span>${footWords(value)}</span>` });
}

export function caption({ rows, newest }: LogsValue): string {
  if (newest === null) return 'off';
  const bad = rows.filter(({ level }) => level === 'error' || level === 'fatal').length;
  return `${formatInteger(rows.length)} newest${bad === 0 ? '' : ` · ${formatInteger(bad)} ${bad === 1 ? 'error' : 'errors'}`}`;
}
