import { maskText } from '../../../core/trace/mask.ts';
import { sensitiveNames } from '../../../core/trace/mask-names.ts';
import type { VenueEvent } from '../../../core/venue/port.ts';

const names = sensitiveNames();
const shown = 1_000;
const remembered = 1_000;

/** Records that could not be read: each is told once, however often it is asked for. */
export class Malformed {
  readonly #emit: (event: VenueEvent) => void;
  readonly #told = new Set<string>();
  #count = 0;

  constructor(emit: (event: VenueEvent) => void) {
    this.#emit = emit;
  }

  get count(): number {
    return this.#count;
  }

  /** Whether it was new. */
  tell(where: string, reason: string, text: string): boolean {
    const key = `${where} ${text}`;
    if (this.#told.has(key)) return false;
    if (this.#told.size >= remembered) this.#told.clear();
    this.#told.add(key);
    this.#count += 1;
    this.#emit({ type: 'malformed', where, reason, text: maskText(text, names).slice(0, shown) });
    return true;
  }
}
