import type { WhileHeld } from './order-requests.ts';

/** Why orders are held back, by the name of whoever holds them. */
export class Holds {
  readonly #sentences = new Map<string, string>();
  /** Names of those that do not keep exits back. */
  readonly #sparing = new Set<string>();

  /** Whether it says something new; without a sentence it ends. */
  set(name: string, sentence: string | undefined, spares?: 'exits'): boolean {
    if (sentence !== undefined && spares === 'exits') this.#sparing.add(name);
    else this.#sparing.delete(name);
    if (this.#sentences.get(name) === sentence) return false;
    if (sentence === undefined) this.#sentences.delete(name);
    else this.#sentences.set(name, sentence);
    return true;
  }

  /** The sentence of whoever held first. */
  get sentence(): string | undefined {
    return [...this.#sentences.values()][0];
  }

  holdsBack(held: WhileHeld): boolean {
    if (held === 'goes on') return false;
    return [...this.#sentences.keys()].some((name) => held === 'waits' || !this.#sparing.has(name));
  }
}
