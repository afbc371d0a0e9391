import { formatDateTime, formatInteger, formatZone } from '../../core/format.ts';
import { instant } from '../../core/model/time.ts';
import { instantText } from '../../core/trace/canonical.ts';
import type { Tag } from '../kind.ts';
import { newestDay, rowTime } from '../newest-view.ts';
import type { AlertLine, AlertRow, AlertsProps, AlertsValue } from './schema.ts';

/*
 * Classes, styled in style.css: .alerts-bar, .alerts-list with a li.alert (of-error and so on, .asks) a notification, .alerts-foot with a line
 * (.is-well and so on) a target and a condition. What acts is handed in by the element, so that no export has it.
 */

/** A shape beside each word, so that no level is told by its color alone. */
const marks: Readonly<Record<AlertRow['level'], string>> = { info: '○', success: '●', warning: '◆', error: '▲' };

const words = (name: string): string => name.replaceAll('_', ' ');

/** What the element adds to a row and to the bar. */
export interface AlertControls<T> {
  row(row: AlertRow): T;
  readonly bar: T;
}

function alertRow<T>(html: Tag<T>, row: AlertRow, days: { zone: string; newest: string }, more: unknown): T {
  const { level, text, detail, about, heldBack, seenBy, over, ts } = row;
  const notes = [
    about,
    words(row.type),
    heldBack === 0 ? '' : `${formatInteger(heldBack)} held back`,
    over === null ? '' : `over ${formatDateTime(instant(over), days.zone)}`,
    seenBy === null ? '' : `seen by ${seenBy}`,
  ].filter(Boolean);
  const said = detail === null ? '' : html`<span class="alert-detail">${detail}</span>`;
  return html`<li class="alert of-${level}${row.asks ? ' asks' : ''}${over === null ? '' : ' is-over'}" data-id="${String(row.id)}"><span class="alert-time" title="${instantText(ts)}">${rowTime(html, ts, days.zone, days.newest)}</span><span class="alert-level"><span class="alert-mark" aria-hidden="true">${marks[level]}</span>${level}</span><span class="alert-said"><span class="alert-text">${text}</span>${said}<span class="alert-notes">${notes.join(' · ')}</span></span>${more}</li>`;
}

const line = <T>(html: Tag<T>, { name, state, text, note }: AlertLine): T =>
  html`<div class="is-${state}"><dt>${name}</dt><dd>${text}${note === null ? '' : html` <span class="weak">${note}</span>`}</dd></div>`;

function foot<T>(html: Tag<T>, title: string, lines: readonly AlertLine[]): unknown {
  if (lines.length === 0) return '';
  return html`<section><h3>${title}</h3><dl>${lines.map((each) => line(html, each))}</dl></section>`;
}

function emptyWords({ newest }: AlertsValue, { level, types }: AlertsProps): string {
  if (newest === 0) return 'Nothing was told yet. Orders, fills and what goes wrong appear here.';
  const of = types === undefined ? '' : ` of ${types.map(words).join(', ')}`;
  return `Nothing${of} from the level ${level} on. Lower the level, or take types out of the cell.`;
}

export function alertsView<T>(
  html: Tag<T>,
  { value, props, controls }: { value: AlertsValue; props: AlertsProps; controls?: AlertControls<T> },
): T {
  const { rows, zone, asking } = value;
  const days = { zone, newest: newestDay(value) };
  const [first] = rows;
  const zoneName = first === undefined ? '' : formatZone(instant(first.ts), zone);
  const list =
    rows.length === 0
      ? html`<p class="alerts-empty">${emptyWords(value, props)}</p>`
      : html`<ol class="alerts-list">${rows.map((row) => alertRow(html, row, days, controls?.row(row) ?? ''))}</ol>`;
  const asks = asking === 0 ? 'nothing to acknowledge' : `${formatInteger(asking)} to acknowledge`;
  return html`<div class="alerts-bar"><span class="zone">${zoneName}</span><span class="alerts-asking">${asks}</span>${controls?.bar ?? ''}</div>${list}<div class="alerts-foot">${foot(html, 'delivery', value.deliveries)}${foot(html, 'conditions', value.conditions)}</div>`;
}

export const view = <T>(html: Tag<T>, value: AlertsValue, props: AlertsProps): T => alertsView(html, { value, props });

export const caption = ({ asking }: AlertsValue): string =>
  asking === 0 ? '' : `${formatInteger(asking)} to acknowledge`;
