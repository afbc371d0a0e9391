import { changesOf, type Move, moveOf, nextMove, stepped } from './move.ts';
import type { LadderRow } from './schema.ts';

/** A pointer that strays no farther than this while it is down clicks. */
const SLIP_PIXELS = 6;

export interface MoveHost {
  rows(): readonly LadderRow[];
  /** Only an armed ladder moves orders. */
  isArmed(): boolean;
  send(clientOrderId: string, changes: Record<string, string>): void;
  /** The move is another one. */
  moved(): void;
}

/** Takes own orders to other prices, by dragging or by keys; what is asked for is sent when the pointer lets go, or by a key. */
export class OrderMove {
  readonly #host: MoveHost;
  #move: Move | undefined;
  #down: { readonly id: string; readonly x: number; readonly y: number } | undefined;
  /** The click that ends a drag cancels nothing. */
  #dragged = false;

  constructor(host: MoveHost) {
    this.#host = host;
  }

  get current(): Move | undefined {
    return this.#move;
  }

  /** Whether the click that follows belongs to a drag. */
  takeClick(): boolean {
    const dragged = this.#dragged;
    this.#dragged = false;
    return dragged;
  }

  press(event: PointerEvent): void {
    this.#dragged = false;
    const chip = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-order]') : null;
    const id = chip?.dataset.order;
    if (id === undefined || event.button !== 0 || !this.#host.isArmed()) return;
    this.#down = { id, x: event.clientX, y: event.clientY };
  }

  drag(event: PointerEvent): void {
    if (this.#down === undefined) return;
    const { id, x, y } = this.#down;
    if (!this.#dragged && Math.hypot(event.clientX - x, event.clientY - y) < SLIP_PIXELS) return;
    this.#dragged = true;
    const row = document.elementFromPoint(event.clientX, event.clientY)?.closest<HTMLElement>('tr[data-tick]');
    const move = this.#move ?? moveOf(this.#host.rows(), id);
    const to = row === null || row === undefined ? move?.from : Number(row.dataset.tick);
    this.#set(move && to !== undefined ? { ...move, to } : undefined);
  }

  release(): void {
    if (this.#down === undefined) return;
    this.#down = undefined;
    if (this.#dragged) this.confirm();
  }

  /** Takes up the next own order, so that keys move it. */
  next(): void {
    if (this.#host.isArmed()) this.#set(nextMove(this.#host.rows(), this.#move));
  }

  step(ticks: number): void {
    if (this.#move) this.#set(stepped(this.#host.rows(), this.#move, ticks));
  }

  confirm(): void {
    const move = this.#move;
    if (move === undefined) return;
    const changes = changesOf(this.#host.rows(), move);
    this.leave();
    if (changes && this.#host.isArmed()) this.#host.send(move.order.id, changes);
  }

  leave(): void {
    this.#down = undefined;
    if (this.#move) this.#set(undefined);
  }

  #set(move: Move | undefined): void {
    this.#move = move;
    this.#host.moved();
  }
}
