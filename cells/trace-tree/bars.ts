import type { Palette, Surface } from './canvas.ts';
import type { Loaded } from './loaded.ts';
import type { Range } from './range.ts';

export const rowHeight = 20;
const barTop = 5;
const barHeight = 9;

/** Stretches of a call in which none of its callees ran, left to right. */
function* ownStretches({ tree }: Loaded, call: number): Generator<readonly [from: number, to: number]> {
  const finish = (tree.start[call] ?? 0) + (tree.duration[call] ?? 0);
  const past = tree.end[call] ?? call + 1;
  let at = tree.start[call] ?? 0;
  for (let callee = call + 1; callee < past; callee = tree.end[callee] ?? past) {
    const begin = tree.start[callee] ?? 0;
    if (begin > at) yield [at, Math.min(begin, finish)];
    at = Math.max(at, begin + (tree.duration[callee] ?? 0));
    if (at >= finish) return;
  }
  yield [at, finish];
}

/** A cross where a call failed, a hollow triangle where something below it did. */
function paintFailure({ paint }: Surface, x: number, y: number, own: boolean): void {
  paint.beginPath();
  if (own) {
    paint.moveTo(x - 3, y - 3);
    paint.lineTo(x + 3, y + 3);
    paint.moveTo(x + 3, y - 3);
    paint.lineTo(x - 3, y + 3);
  } else {
    paint.moveTo(x, y - 3.5);
    paint.lineTo(x + 3.5, y + 3);
    paint.lineTo(x - 3.5, y + 3);
    paint.closePath();
  }
  paint.stroke();
}

function paintRow(surface: Surface, loaded: Loaded, call: number, top: number, range: Range, palette: Palette): void {
  const { paint, width } = surface;
  const { tree, colors, stretches, firstStretch, failedBelow } = loaded;
  const x = (at: number) => ((at - range.from) / (range.to - range.from)) * width;
  const [left, right] = [x(tree.start[call] ?? 0), x((tree.start[call] ?? 0) + (tree.duration[call] ?? 0))];
  const failed = tree.failed[call] === 1;
  const color = palette[colors[tree.sort[call] ?? 0] ?? 'accent'];
  if (right >= 0 && left <= width) {
    const [begin, finish] = [Math.max(-2, left), Math.min(width + 2, right)];
    paint.fillStyle = color;
    paint.globalAlpha = 0.38;
    paint.fillRect(begin, top + barTop, Math.max(1, finish - begin), barHeight);
    paint.globalAlpha = 1;
    let painted = -1;
    for (const [from, to] of ownStretches(loaded, call)) {
      const [start, end] = [Math.max(-2, x(from), painted), Math.min(width + 2, x(to))];
      if (start > width) break;
      if (end - start < 0.25) continue;
      paint.fillRect(start, top + barTop, Math.max(0.75, end - start), barHeight);
      painted = end;
    }
    if (failed) {
      paint.strokeStyle = palette.loss;
      paint.lineWidth = 1.5;
      paint.strokeRect(begin + 0.75, top + barTop + 0.75, Math.max(1, finish - begin - 1.5), barHeight - 1.5);
    }
  }
  paint.fillStyle = palette.text;
  for (let at = firstStretch[call] ?? 0; at < (firstStretch[call + 1] ?? 0); at++) {
    const [from, to] = [x(stretches[at * 2] ?? 0), x(stretches[at * 2 + 1] ?? 0)];
    if (to < 0 || from > width) continue;
    paint.fillRect(from, top + barTop + barHeight + 1.5, Math.max(1, to - from), 1.5);
  }
  if (failed || (failedBelow[call] ?? 0) > 0) {
    paint.strokeStyle = palette.loss;
    paint.lineWidth = 1.5;
    const beside = right + 8 <= width ? right + 8 : left - 8;
    if (beside > 0 && beside < width) paintFailure(surface, beside, top + barTop + barHeight / 2, failed);
  }
}

/** The bars of rows that follow each other, with lines at the ticks behind them. */
export function paintBars(
  surface: Surface,
  loaded: Loaded,
  calls: Int32Array,
  range: Range,
  ticks: readonly number[],
  palette: Palette,
): void {
  const { paint, width, height } = surface;
  paint.fillStyle = palette.line;
  for (const tick of ticks)
    paint.fillRect(Math.round(((tick - range.from) / (range.to - range.from)) * width), 0, 1, height);
  calls.forEach((call, row) => {
    paintRow(surface, loaded, call, row * rowHeight, range, palette);
  });
}
