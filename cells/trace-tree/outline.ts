import type { TraceTree } from '../../core/trace/tree/trace-tree.ts';
import { placeOf, visibleCalls } from '../../core/trace/tree/visible.ts';

/** Which calls of a trace stand and which one is chosen: what keys and clicks change in a waterfall. */
export class Outline {
  readonly #tree: TraceTree;
  readonly #folded = new Set<number>();
  #visible: Int32Array;
  chosen = 0;

  constructor(tree: TraceTree) {
    this.#tree = tree;
    this.#visible = visibleCalls(tree, this.#folded);
  }

  get visible(): Int32Array {
    return this.#visible;
  }

  isFolded(call: number): boolean {
    return this.#folded.has(call);
  }

  hasCallees(call: number): boolean {
    return (this.#tree.end[call] ?? 0) > call + 1;
  }

  /** The chosen call's place among the visible ones. */
  place(): number {
    return placeOf(this.#visible, this.chosen);
  }

  step(by: number): void {
    const place = Math.min(this.#visible.length - 1, Math.max(0, this.place() + by));
    this.chosen = this.#visible[place] ?? 0;
  }

  fold(call: number): void {
    if (!this.hasCallees(call)) return;
    this.#folded.add(call);
    this.#fold();
  }

  unfold(call: number): void {
    if (this.#folded.delete(call)) this.#fold();
  }

  toggle(call: number): void {
    if (this.#folded.has(call)) this.unfold(call);
    else this.fold(call);
  }

  /** Folds the roots and what they call, or unfolds everything where something is folded. */
  toggleAll(): void {
    if (this.#folded.size > 0) this.#folded.clear();
    else {
      for (let call = 0; call < this.#tree.size; call++)
        if (this.#tree.depth[call] === 1 && this.hasCallees(call)) this.#folded.add(call);
    }
    this.#fold();
  }

  /** Folds the chosen call, or goes to its caller where there is nothing to fold. */
  out(): void {
    if (this.hasCallees(this.chosen) && !this.#folded.has(this.chosen)) this.fold(this.chosen);
    else this.chosen = Math.max(0, this.#tree.parent[this.chosen] ?? 0);
  }

  /** Unfolds the chosen call, or goes to its first callee. */
  into(): void {
    if (this.#folded.has(this.chosen)) this.unfold(this.chosen);
    else if (this.hasCallees(this.chosen)) this.chosen += 1;
  }

  /** Chooses a call and unfolds what it lies below. */
  choose(call: number): void {
    this.chosen = call;
    let hidden = false;
    for (let above = this.#tree.parent[call] ?? -1; above >= 0; above = this.#tree.parent[above] ?? -1)
      hidden = this.#folded.delete(above) || hidden;
    if (hidden) this.#visible = visibleCalls(this.#tree, this.#folded);
  }

  #fold(): void {
    this.#visible = visibleCalls(this.#tree, this.#folded);
    this.chosen = this.#visible[this.place()] ?? 0;
  }
}
