import { formatInteger, formatPercent } from '../../core/format.ts';
import type { Flame } from '../../core/trace/tree/flame.ts';
import { timeText } from '../../core/trace/tree/time-text.ts';
import { sortOf } from '../../core/trace/tree/trace-tree.ts';
import type { Tag } from '../kind.ts';
import { levelHeight } from './flame-paint.ts';
import type { Loaded } from './loaded.ts';

function partText({ tree }: Loaded, flame: Flame, part: number): string {
  const { process, group, service } = sortOf(tree, flame.call[part] ?? 0);
  const [width, count, errors] = [flame.width[part] ?? 0, flame.count[part] ?? 0, flame.errors[part] ?? 0];
  return [
    process,
    `${group} · ${service}`,
    `${formatInteger(count)} ${count === 1 ? 'call' : 'calls'}`,
    `${timeText(width)} with what it calls, ${formatPercent(flame.total === 0 ? 0 : width / flame.total)}`,
    `${timeText(flame.self[part] ?? 0)} self`,
    ...(errors === 0 ? [] : [`${formatInteger(errors)} failed`]),
  ].join(' · ');
}

/** A line on the part that is pointed at or chosen, above the canvas. */
export function flamePart<T>(html: Tag<T>, loaded: Loaded, flame: Flame, part: number, zoomed: number): T {
  const words =
    part >= 0
      ? partText(loaded, flame, part)
      : 'Calls reached along the same path are one part, as wide as the time spent in it and below it. Point at one, click to zoom, Escape goes out.';
  const out =
    zoomed < 0 ? '' : html`<button class="tree-button" type="button" data-action="flame-out">Zoom out</button>`;
  return html`<div class="flame"><p class="flame-words" role="status">${out}<span>${words}</span></p><div class="flame-scroll" tabindex="0" role="img" aria-label="Flame of the trace; the statistics have its figures"><div class="flame-space" style="height:${flame.levels * levelHeight}px"><canvas class="flame-canvas"></canvas></div></div></div>`;
}
