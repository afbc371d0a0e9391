import { shortName } from '../../core/trace/short-name.ts';
import type { Flame } from '../../core/trace/tree/flame.ts';
import type { Palette, Surface } from './canvas.ts';
import type { Loaded } from './loaded.ts';

export const levelHeight = 18;
const characterWidth = 6.4;

export interface FlameState {
  /** The part that fills the width, -1 for everything. */
  readonly zoomed: number;
  readonly chosen: number;
  readonly scrollTop: number;
}

export const flameRange = (flame: Flame, zoomed: number): { from: number; to: number } =>
  zoomed < 0
    ? { from: 0, to: flame.total }
    : { from: flame.left[zoomed] ?? 0, to: (flame.left[zoomed] ?? 0) + (flame.width[zoomed] ?? 0) };

/** The part at a place of the flame; -1 where there is none. */
export function partAt(flame: Flame, { zoomed, scrollTop }: FlameState, x: number, y: number, width: number): number {
  const { from, to } = flameRange(flame, zoomed);
  const at = from + (x / width) * (to - from);
  const level = Math.floor((y + scrollTop) / levelHeight);
  for (let part = 0; part < flame.size; ) {
    const left = flame.left[part] ?? 0;
    if (at < left || at >= left + (flame.width[part] ?? 0)) part = flame.end[part] ?? flame.size;
    else if (flame.depth[part] === level) return part;
    else part += 1;
  }
  return -1;
}

/** Parts from the top down, callers above callees. What is too narrow to see is not drawn, nor what lies below it. */
export function paintFlame(surface: Surface, loaded: Loaded, flame: Flame, state: FlameState, palette: Palette): void {
  const { paint, width, height } = surface;
  const { tree, colors } = loaded;
  const { from, to } = flameRange(flame, state.zoomed);
  const scale = to > from ? width / (to - from) : 0;
  paint.font = '11px Inter, system-ui, sans-serif';
  paint.textBaseline = 'middle';
  for (let part = 0; part < flame.size; ) {
    const left = Math.max(0, ((flame.left[part] ?? 0) - from) * scale);
    const right = Math.min(width, ((flame.left[part] ?? 0) + (flame.width[part] ?? 0) - from) * scale);
    const top = (flame.depth[part] ?? 0) * levelHeight - state.scrollTop;
    if (right - left < 0.4 || top > height) {
      part = flame.end[part] ?? flame.size;
      continue;
    }
    if (top > -levelHeight) {
      const sort = flame.sort[part] ?? 0;
      const above = state.zoomed >= 0 && part < state.zoomed && (flame.end[part] ?? 0) > state.zoomed;
      paint.globalAlpha = above ? 0.16 : 0.32;
      paint.fillStyle = palette[colors[sort] ?? 'accent'];
      paint.fillRect(left, top, Math.max(0.5, right - left - 0.5), levelHeight - 1);
      paint.globalAlpha = 1;
      if ((flame.errors[part] ?? 0) > 0) {
        paint.fillStyle = palette.loss;
        paint.fillRect(left, top + levelHeight - 3, Math.max(0.5, right - left - 0.5), 2);
      }
      if (part === state.chosen) {
        paint.strokeStyle = palette.text;
        paint.lineWidth = 1.5;
        paint.strokeRect(left + 0.75, top + 0.75, Math.max(1, right - left - 2), levelHeight - 2.5);
      }
      const room = Math.floor((right - left - 8) / characterWidth);
      if (room >= 3) {
        const name = shortName(tree.sorts[sort]?.process ?? '');
        paint.fillStyle = above ? palette.dim : palette.text;
        paint.fillText(name.length > room ? `${name.slice(0, room - 1)}…` : name, left + 4, top + levelHeight / 2);
      }
    }
    part += 1;
  }
}
