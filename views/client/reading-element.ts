import type { CellAction } from '../wire.ts';
import { CellElement } from './cell-element.ts';

export type Address = Extract<CellAction, { readonly action: 'read' }>['address'];

/** Takes what the console answers; undefined where it could not, and the page has said why. */
type Take = (reply: unknown) => void;

/** A cell that reads what its value does not have: a page further back, what a row opens. */
export abstract class ReadingElement<V = unknown, P = unknown> extends CellElement<V, P> {
  readonly #waiting = new Map<string, Take>();

  protected read(address: Address, take: Take): void {
    this.#waiting.set(address, take);
    this.ask({ action: 'read', address });
  }

  override answered(reply: unknown, action?: CellAction): void {
    this.#settle(action, reply);
  }

  override unanswered(action: CellAction): void {
    this.#settle(action, undefined);
  }

  #settle(action: CellAction | undefined, reply: unknown): void {
    if (action?.action !== 'read') return;
    const take = this.#waiting.get(action.address);
    this.#waiting.delete(action.address);
    take?.(reply);
    this.requestUpdate();
  }
}
