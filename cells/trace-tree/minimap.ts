import type { Palette, Surface } from './canvas.ts';
import type { Loaded } from './loaded.ts';
import type { Range } from './range.ts';

const mostLanes = 14;
const mostLaneHeight = 8;

/** Which color a lane has in each column of pixels: 0 for none, else a color's number and 1; failures come last and stay. */
function lanesOf({ tree, levels, colors }: Loaded, width: number, lanes: number, codes: ReadonlyMap<string, number>) {
  const cells = new Uint8Array(width * lanes);
  const scale = tree.total === 0 ? 0 : width / tree.total;
  const failure = codes.get('loss') ?? 0;
  for (let call = 0; call < tree.size; call++) {
    const lane = Math.min(lanes - 1, Math.floor(((tree.depth[call] ?? 0) * lanes) / levels));
    const from = Math.min(width - 1, Math.floor((tree.start[call] ?? 0) * scale));
    const to = Math.min(width - 1, Math.ceil(((tree.start[call] ?? 0) + (tree.duration[call] ?? 0)) * scale));
    const code = tree.failed[call] === 1 ? failure : (codes.get(colors[tree.sort[call] ?? 0] ?? '') ?? 0);
    for (let at = lane * width + from; at <= lane * width + Math.max(from, to - 1); at++)
      if (cells[at] !== failure) cells[at] = code;
  }
  return cells;
}

/** The whole trace small: calls by depth and time, the critical path below, what is zoomed to bright. */
export function paintMinimap(surface: Surface, loaded: Loaded, range: Range, palette: Palette): void {
  const { paint, height } = surface;
  const width = Math.floor(surface.width);
  const lanes = Math.min(mostLanes, loaded.levels);
  if (lanes === 0) return;
  const names = [...new Set<keyof Palette>([...loaded.colors, 'loss'])];
  const codes = new Map<string, number>(names.map((name, index) => [name, index + 1]));
  const cells = lanesOf(loaded, width, lanes, codes);
  const laneHeight = Math.min(mostLaneHeight, (height - 5) / lanes);
  paint.globalAlpha = 0.75;
  for (let lane = 0; lane < lanes; lane++) {
    for (let x = 0; x < width; ) {
      const code = cells[lane * width + x] ?? 0;
      const from = x;
      while (x < width && cells[lane * width + x] === code) x += 1;
      const name = names[code - 1];
      if (name === undefined) continue;
      paint.fillStyle = palette[name];
      paint.fillRect(from, 1 + lane * laneHeight, x - from, Math.max(1, laneHeight - 0.5));
    }
  }
  paint.globalAlpha = 1;
  const { total } = loaded.tree;
  const place = (at: number) => (total === 0 ? 0 : (at / total) * width);
  paint.fillStyle = palette.text;
  for (let at = 0; at < loaded.stretches.length; at += 2) {
    const from = place(loaded.stretches[at] ?? 0);
    paint.fillRect(from, height - 2, Math.max(0.5, place(loaded.stretches[at + 1] ?? 0) - from), 1);
  }
  if (range.from <= 0 && range.to >= total) return;
  const [left, right] = [place(range.from), place(range.to)];
  paint.fillStyle = palette.panel;
  paint.globalAlpha = 0.7;
  paint.fillRect(0, 0, left, height);
  paint.fillRect(right, 0, width - right, height);
  paint.globalAlpha = 1;
  paint.strokeStyle = palette.text;
  paint.lineWidth = 1;
  paint.strokeRect(left + 0.5, 0.5, Math.max(1, right - left - 1), height - 1);
}
