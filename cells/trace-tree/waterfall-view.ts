import { formatInteger } from '../../core/format.ts';
import { shortName } from '../../core/trace/short-name.ts';
import { tickText } from '../../core/trace/tree/ticks.ts';
import { timeText } from '../../core/trace/tree/time-text.ts';
import { sortOf } from '../../core/trace/tree/trace-tree.ts';
import type { Tag } from '../kind.ts';
import { rowHeight } from './bars.ts';
import type { Loaded } from './loaded.ts';
import type { Outline } from './outline.ts';
import type { Range } from './range.ts';
import { indentOf } from './view.ts';

export interface Waterfall {
  readonly loaded: Loaded;
  readonly outline: Outline;
  readonly range: Range;
  readonly ticks: readonly number[];
  /** Rows that are drawn, of the visible ones. */
  readonly first: number;
  readonly calls: Int32Array;
  readonly found: ReadonlySet<number>;
  /** Begins the ids of the rows. */
  readonly id: string;
}

function barText({ loaded: { tree, firstStretch, failedBelow } }: Waterfall, call: number): string {
  const words = [`from ${timeText(tree.start[call] ?? 0)}`];
  if (tree.failed[call] === 1) words.push(`failed: ${tree.reasons.get(call) ?? 'no reason given'}`);
  const below = failedBelow[call] ?? 0;
  if (below > 0) words.push(`${formatInteger(below)} failed below`);
  if ((firstStretch[call + 1] ?? 0) > (firstStretch[call] ?? 0)) words.push('on the critical path');
  return words.join(', ');
}

function row<T>(html: Tag<T>, shown: Waterfall, call: number, place: number): T {
  const { loaded, outline, found, id } = shown;
  const { tree, self, colors, levels } = loaded;
  const { process, group, service } = sortOf(tree, call);
  const subject = tree.subjects.get(call);
  const has = outline.hasCallees(call);
  const folded = has && outline.isFolded(call);
  const color = `var(--${colors[tree.sort[call] ?? 0]})`;
  const classes = [
    'fall-row',
    call === outline.chosen ? 'chosen' : '',
    found.has(call) ? 'found' : '',
    tree.failed[call] === 1 ? 'failed' : '',
  ]
    .filter(Boolean)
    .join(' ');
  const mark = has
    ? html`<span class="fall-fold" data-action="fold">${folded ? '▸' : '▾'}</span>`
    : html`<span class="fall-fold"></span>`;
  const below = folded ? html`<span class="fall-below">+${formatInteger((tree.end[call] ?? 0) - call - 1)}</span>` : '';
  const about = subject === undefined ? '' : html`<span class="tree-subject">${subject}</span>`;
  const words = barText(shown, call);
  return html`<div class="${classes}" role="row" id="${id}-${call}" data-call="${call}" style="top:${place * rowHeight}px" aria-level="${(tree.depth[call] ?? 0) + 1}" aria-rowindex="${place + 1}" aria-expanded="${has ? String(!folded) : 'undefined'}" aria-selected="${String(call === outline.chosen)}"><span class="tree-name" role="gridcell" style="padding-left:calc(${indentOf(tree.depth[call] ?? 0, levels)} * var(--indent))" title="${process}&#10;${group} · ${service}&#10;${words}">${mark}<span class="fall-color" style="background:${color}"></span><span class="fall-process">${shortName(process)}</span>${below}${about}<span class="tree-group">${group}</span></span><span class="number" role="gridcell">${timeText(tree.duration[call] ?? 0)}</span><span class="number fall-self" role="gridcell">${timeText(self[call] ?? 0)}</span><span class="fall-bar" role="gridcell" aria-label="${words}" title="${words}"></span></div>`;
}

/** Percent of the width beyond which a word would be cut. */
const lastLabel = 92;

const place = (at: number, { from, to }: Range): string => (((at - from) / (to - from)) * 100).toFixed(3);

function axis<T>(html: Tag<T>, { ticks, range, loaded }: Waterfall): T {
  const step = (ticks[1] ?? range.to) - (ticks[0] ?? range.from);
  const labels = ticks.map((tick) => {
    const left = Number(place(tick, range));
    const word = left > lastLabel ? '' : tickText(tick, step, range.to);
    return html`<span class="fall-tick" style="left:${left}%">${word}</span>`;
  });
  const legend = loaded.legend.map(
    ({ name, color }) =>
      html`<span class="fall-family"><span class="fall-color" style="background:var(--${color})"></span>${name}</span>`,
  );
  return html`<div class="fall-head"><div class="fall-legend">${legend}</div><div class="fall-map-place" title="Drag to zoom to a stretch of time, double-click to see all"><canvas class="fall-map" aria-hidden="true"></canvas></div><div class="tree-name fall-word">call</div><div class="number fall-word">took</div><div class="number fall-word fall-self">self</div><div class="fall-axis">${labels}</div></div>`;
}

/** The rows that are in sight, at their places in a space as high as all of them. */
export function waterfallPart<T>(html: Tag<T>, shown: Waterfall): T {
  const { outline, first, calls, id } = shown;
  const height = outline.visible.length * rowHeight;
  const rows = Array.from(calls, (call, index) => row(html, shown, call, first + index));
  return html`<div class="fall" tabindex="0" role="treegrid" aria-label="Calls of the trace" aria-rowcount="${outline.visible.length}" aria-activedescendant="${id}-${outline.chosen}">${axis(html, shown)}<div class="fall-space" style="height:${height}px"><canvas class="fall-bars" style="top:${first * rowHeight}px" aria-hidden="true"></canvas>${rows}</div></div>`;
}
