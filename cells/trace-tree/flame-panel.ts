import { type Flame, flameOf } from '../../core/trace/tree/flame.ts';
import { type Palette, surfaceOf } from './canvas.ts';
import { flameRange, levelHeight, paintFlame, partAt } from './flame-paint.ts';
import type { Loaded } from './loaded.ts';

/** What is zoomed, chosen and pointed at in a flame. */
export class FlamePanel {
  readonly flame: Flame;
  readonly #loaded: Loaded;
  zoomed = -1;
  chosen = -1;
  pointed = -1;

  constructor(loaded: Loaded) {
    this.#loaded = loaded;
    this.flame = flameOf(loaded.tree, loaded.self);
  }

  /** The part that is told of. */
  get part(): number {
    return this.pointed >= 0 ? this.pointed : this.chosen;
  }

  paint(scroller: HTMLElement, palette: Palette): void {
    const canvas = scroller.querySelector('canvas');
    const surface = canvas && surfaceOf(canvas, scroller.clientWidth, scroller.clientHeight);
    if (surface) paintFlame(surface, this.#loaded, this.flame, this.#state(scroller), palette);
  }

  partUnder(scroller: HTMLElement, event: MouseEvent): number {
    const box = scroller.getBoundingClientRect();
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    return partAt(this.flame, this.#state(scroller), x, y, scroller.clientWidth);
  }

  /** Zooms to a part, or out again where it is zoomed to already. */
  zoom(part: number): void {
    if (part < 0) return;
    this.chosen = part;
    this.zoomed = part === this.zoomed ? -1 : part;
  }

  /** One zoom out; false where everything is shown. */
  out(): boolean {
    if (this.zoomed < 0) return false;
    this.zoomed = -1;
    return true;
  }

  /** Does an action of the kind; false where it means nothing here. */
  act(action: string, scroller: HTMLElement): boolean {
    if (action === 'up' || action === 'down' || action === 'out' || action === 'in') this.#step(action);
    else if (action === 'open') this.zoom(this.chosen);
    else if (action !== 'close' || !this.out()) return false;
    this.#reveal(scroller);
    return true;
  }

  /** Goes to the caller, the widest callee or a neighbor. */
  #step(way: 'up' | 'down' | 'out' | 'in'): void {
    const { parent, end, size } = this.flame;
    const at = this.chosen;
    if (size === 0) return;
    if (at < 0) this.chosen = 0;
    else if (way === 'up') this.chosen = Math.max(0, parent[at] ?? 0);
    else if (way === 'down') this.chosen = this.#widestBelow(at);
    else {
      const before = this.#siblings(at).filter((other) => (way === 'in' ? other > at : other < at));
      this.chosen = (way === 'in' ? before[0] : before.at(-1)) ?? at;
    }
    const { from, to } = flameRange(this.flame, this.zoomed);
    const left = this.flame.left[this.chosen] ?? 0;
    if (left < from || left >= to || (end[this.chosen] ?? 0) <= this.zoomed) this.zoomed = -1;
  }

  /** Has the chosen part in sight. */
  #reveal(scroller: HTMLElement): void {
    const top = (this.flame.depth[this.chosen] ?? 0) * levelHeight;
    if (top < scroller.scrollTop) scroller.scrollTop = top;
    else if (top + levelHeight > scroller.scrollTop + scroller.clientHeight)
      scroller.scrollTop = top + levelHeight - scroller.clientHeight;
  }

  #state(scroller: HTMLElement) {
    return { zoomed: this.zoomed, chosen: this.part, scrollTop: scroller.scrollTop };
  }

  #siblings(part: number): number[] {
    const above = this.flame.parent[part] ?? -1;
    const past = above < 0 ? this.flame.size : (this.flame.end[above] ?? 0);
    const found: number[] = [];
    for (let at = above + 1; at < past; at = this.flame.end[at] ?? past) found.push(at);
    return found;
  }

  #widestBelow(part: number): number {
    const past = this.flame.end[part] ?? 0;
    let widest = part;
    for (let at = part + 1; at < past; at = this.flame.end[at] ?? past)
      if (widest === part || (this.flame.width[at] ?? 0) > (this.flame.width[widest] ?? 0)) widest = at;
    return widest;
  }
}
