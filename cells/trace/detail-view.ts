import { formatTime } from '../../core/format.ts';
import { instant } from '../../core/model/time.ts';
import { instantText } from '../../core/trace/canonical.ts';
import type { CallDetail } from '../../core/trace/query.ts';
import { timeText } from '../../core/trace/tree/time-text.ts';
import { traceAddress } from '../../views/trace-address.ts';
import type { Tag } from '../kind.ts';
import { columnCount } from './view.ts';

const section = <T>(html: Tag<T>, title: string, inside: unknown): T =>
  html`<section><h4>${title}</h4>${inside}</section>`;

function values<T>(html: Tag<T>, list: CallDetail['inputs'], nothing: string): T {
  if (list.length === 0) return html`<p class="weak">${nothing}</p>`;
  return html`<dl>${list.map(({ name, value }) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}

function logs<T>(html: Tag<T>, list: CallDetail['logs'], zone: string): unknown {
  if (list.length === 0) return '';
  const lines = list.map(
    ({ ts, level, message, fields }) =>
      html`<div><dt title="${instantText(ts)}">${formatTime(instant(ts), zone)} ${level}</dt><dd>${message}${fields === '{}' ? '' : html` <span class="weak">${fields}</span>`}</dd></div>`,
  );
  return section(html, 'Logged meanwhile, in its trace', html`<dl>${lines}</dl>`);
}

function facts<T>(html: Tag<T>, { call, place }: CallDetail, zone: string): T {
  const { process, process_group, service, duration_ms, start_ts_us, thread_id, call_depth, subject, trace_id, ts } =
    call;
  const said = [
    process,
    `group ${process_group}`,
    service === 'deskbook' ? '' : `service ${service}`,
    subject === null ? '' : `about ${subject}`,
    `began ${formatTime(instant(start_ts_us), zone)}`,
    `took ${timeText(duration_ms * 1_000)}`,
    `depth ${call_depth}`,
    thread_id === 0 ? '' : `thread ${thread_id}`,
    place ?? '',
  ].filter(Boolean);
  return html`<p class="trace-facts">${said.join(' · ')} <a href="${traceAddress(trace_id, ts)}">Open its trace</a></p>`;
}

/** The row below an opened one: what went in, what came out, what went wrong, and the function itself. */
export function detailRow<T>(html: Tag<T>, detail: CallDetail | 'gone' | undefined, zone: string): T {
  return html`<tr class="trace-detail"><td colspan="${String(columnCount)}">${inside(html, detail, zone)}</td></tr>`;
}

function inside<T>(html: Tag<T>, detail: CallDetail | 'gone' | undefined, zone: string): T {
  if (detail === undefined) return html`<p class="weak">Reading the call.</p>`;
  if (detail === 'gone')
    return html`<p class="weak">The call could not be read; what the console says stands below.</p>`;
  const { call, inputs, outputs, source } = detail;
  const error =
    call.exception === null ? '' : section(html, 'Error', html`<pre class="trace-error">${call.exception}</pre>`);
  return html`<div class="trace-call">${facts(html, detail, zone)}${error}${section(html, 'Arguments', values(html, inputs, 'None were kept.'))}${call.exception === null ? section(html, 'Result', values(html, outputs, 'Nothing came back, or it was not kept.')) : ''}${logs(html, detail.logs, zone)}${source === null ? '' : section(html, 'Source', html`<pre>${source}</pre>`)}</div>`;
}
