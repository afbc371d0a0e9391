import { ticksOf } from '../../core/trace/tree/ticks.ts';
import { paintBars, rowHeight } from './bars.ts';
import { type Palette, surfaceOf } from './canvas.ts';
import type { Loaded } from './loaded.ts';
import { paintMinimap } from './minimap.ts';
import { Outline } from './outline.ts';
import { type Range, rangeWithin } from './range.ts';
import { nextOf, searchCalls } from './search.ts';
import type { Waterfall } from './waterfall-view.ts';

/** Rows drawn above and below those in sight, so that scrolling shows none that is not there yet. */
const spareRows = 14;
const tickRoom = 90;

/** What is in sight, folded, zoomed to and found in a waterfall. */
export class WaterfallPanel {
  readonly loaded: Loaded;
  readonly outline: Outline;
  range: Range;
  found: Int32Array = new Int32Array();
  #foundSet: ReadonlySet<number> = new Set();
  #dragged: { readonly from: number; readonly box: DOMRect } | undefined;

  constructor(loaded: Loaded) {
    this.loaded = loaded;
    this.outline = new Outline(loaded.tree);
    this.range = { from: 0, to: loaded.tree.total };
  }

  shown(scroller: HTMLElement | null, id: string): Waterfall {
    const rows = this.outline.visible;
    const first = Math.max(0, Math.floor((scroller?.scrollTop ?? 0) / rowHeight) - spareRows);
    const inSight = Math.ceil((scroller?.clientHeight ?? 400) / rowHeight) + 2 * spareRows;
    const start = Math.min(first, Math.max(0, rows.length - inSight));
    const width = scroller?.querySelector('.fall-axis')?.clientWidth ?? 600;
    return {
      loaded: this.loaded,
      outline: this.outline,
      range: this.range,
      ticks: ticksOf(this.range.from, this.range.to, Math.max(1, Math.floor(width / tickRoom))),
      first: start,
      calls: rows.subarray(start, start + inSight),
      found: this.#foundSet,
      id,
    };
  }

  paint(scroller: HTMLElement, shown: Waterfall, palette: Palette): void {
    const width = scroller.querySelector('.fall-axis')?.clientWidth ?? 0;
    const bars = scroller.querySelector<HTMLCanvasElement>('.fall-bars');
    const surface = bars && surfaceOf(bars, width, shown.calls.length * rowHeight);
    if (surface) paintBars(surface, this.loaded, shown.calls, this.range, shown.ticks, palette);
  }

  paintMap(scroller: HTMLElement, palette: Palette): void {
    const map = scroller.querySelector<HTMLCanvasElement>('.fall-map');
    const box = map?.parentElement;
    const surface = map && box && surfaceOf(map, box.clientWidth, box.clientHeight);
    if (surface) paintMinimap(surface, this.loaded, this.range, palette);
  }

  search(text: string): void {
    this.found = searchCalls(this.loaded.tree, text);
    this.#foundSet = new Set(this.found);
  }

  /** Chooses the next call found; false where there is none. */
  nextFound(): boolean {
    return this.#choose(nextOf(this.found, this.outline.chosen));
  }

  #nextError(): boolean {
    const { failed } = this.loaded.tree;
    const after = failed.indexOf(1, this.outline.chosen + 1);
    const next = after >= 0 ? after : failed.indexOf(1);
    return this.#choose(next < 0 ? undefined : next);
  }

  /** Does an action of the kind; false where it means nothing here. */
  act(action: string, scroller: HTMLElement): boolean {
    const { outline } = this;
    const screen = Math.max(1, Math.floor(scroller.clientHeight / rowHeight) - 4);
    const steps: Readonly<Record<string, number>> = {
      up: -1,
      down: 1,
      'page-up': -screen,
      'page-down': screen,
      first: -outline.visible.length,
      last: outline.visible.length,
    };
    const step = steps[action];
    if (action === 'close') return this.zoomOut();
    if (step !== undefined) outline.step(step);
    else if (action === 'out') outline.out();
    else if (action === 'in') outline.into();
    else if (action === 'fold-all') outline.toggleAll();
    else if (action === 'zoom') this.#zoomToChosen();
    else if (action !== 'next-error' || !this.#nextError()) return false;
    this.reveal(scroller);
    return true;
  }

  #zoom(from: number, to: number): void {
    this.range = rangeWithin(from, to, this.loaded.tree.total);
  }

  #zoomToChosen(): void {
    const { start, duration } = this.loaded.tree;
    const from = start[this.outline.chosen] ?? 0;
    const length = duration[this.outline.chosen] ?? 0;
    this.#zoom(from - length * 0.05, from + length * 1.05);
  }

  /** False where everything is shown already. */
  zoomOut(): boolean {
    const { total } = this.loaded.tree;
    if (this.range.from <= 0 && this.range.to >= total) return false;
    this.range = { from: 0, to: total };
    return true;
  }

  /** A drag over the small picture of the whole trace; it begins, goes on and ends at a place on the screen. */
  drag(phase: 'begin' | 'move' | 'end', place: HTMLElement | null, x: number): boolean {
    if (phase === 'begin' && place) {
      const box = place.getBoundingClientRect();
      this.#dragged = { from: x, box };
      return true;
    }
    if (!this.#dragged) return false;
    const { from, box } = this.#dragged;
    const at = (client: number) => ((client - box.left) / box.width) * this.loaded.tree.total;
    if (Math.abs(x - from) > 3) this.#zoom(at(from), at(x));
    if (phase === 'end') this.#dragged = undefined;
    return true;
  }

  /** Has the chosen call in sight, below what stays at the top. */
  reveal(scroller: HTMLElement): void {
    const head = scroller.querySelector<HTMLElement>('.fall-head')?.offsetHeight ?? 0;
    const top = this.outline.place() * rowHeight;
    if (top < scroller.scrollTop) scroller.scrollTop = top;
    else if (top + rowHeight > scroller.scrollTop + scroller.clientHeight - head)
      scroller.scrollTop = top + rowHeight - scroller.clientHeight + head;
  }

  #choose(call: number | undefined): boolean {
    if (call === undefined) return false;
    this.outline.choose(call);
    return true;
  }
}
