import { formatInteger } from '../../core/format.ts';
import { shortName } from '../../core/trace/short-name.ts';
import { timeText } from '../../core/trace/tree/time-text.ts';
import type { Tag } from '../kind.ts';
import { captionOf, headPart } from './head.ts';
import type { TraceTreeHead, TraceTreeProps, TraceTreeRow, TraceTreeValue } from './schema.ts';

/** Pixels that calls are indented by together where there is room; deep traces are indented less a level. */
const indentRoom = 160;

export const indentOf = (depth: number, levels: number): string =>
  (depth * Math.min(12, indentRoom / Math.max(1, levels))).toFixed(1);

const share = (part: number, total: number): string => (total === 0 ? 0 : (part / total) * 100).toFixed(3);

function marks<T>(html: Tag<T>, row: TraceTreeRow): unknown {
  if (row.error !== undefined) return html`<abbr class="tree-failed" title="${row.error}">failed</abbr>`;
  return row.failedBelow === 0
    ? ''
    : html`<span class="tree-failed-below">${formatInteger(row.failedBelow)} failed below</span>`;
}

function tableRow<T>(html: Tag<T>, row: TraceTreeRow, { total, levels }: TraceTreeHead): T {
  const bar = `left:${share(row.start, total)}%;width:${share(row.duration, total)}%`;
  const kind = `tree-mark${row.error === undefined ? '' : ' failed'}${row.critical ? ' critical' : ''}`;
  return html`<tr><td class="tree-name" style="padding-left:calc(8px + ${indentOf(row.depth, levels)} * var(--indent))" title="${row.process}">${shortName(row.process)} <span class="tree-group">${row.group}</span> ${marks(html, row)}</td><td class="number">${timeText(row.start)}</td><td class="number">${timeText(row.duration)}</td><td class="number">${timeText(row.self)}</td><td class="tree-line"><span class="${kind}" style="${bar}"></span></td></tr>`;
}

/** The first calls as a plain table, indented. */
export function view<T>(html: Tag<T>, { head, missing, rows }: TraceTreeValue, _props: TraceTreeProps): T {
  if (!head) return html`<p class="tree-empty">${missing}</p>`;
  const more =
    head.calls > rows.length
      ? html`<p class="tree-more">The first ${formatInteger(rows.length)} of ${formatInteger(head.calls)} calls.</p>`
      : '';
  return html`<div class="tree">${headPart(html, head)}<div class="tree-plain"><table class="tree-table"><thead><tr><th class="tree-name">call</th><th class="number">from</th><th class="number">took</th><th class="number">self</th><th class="tree-line"></th></tr></thead><tbody>${rows.map((row) => tableRow(html, row, head))}</tbody></table>${more}</div></div>`;
}

export const caption = ({ head }: TraceTreeValue): string => (head ? captionOf(head) : 'no trace');
