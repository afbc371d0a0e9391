import { type AccountId, type VenueOrderId, venueOrderId } from '../../../core/model/ids.ts';
import type { Side } from '../../../core/model/quantity.ts';
import type { Instant } from '../../../core/model/time.ts';

/** An order of an algorithm: it makes others and trades nothing itself, yet its fills are listed beside theirs. */
export interface Parent {
  readonly id: VenueOrderId;
  readonly account: AccountId;
  readonly instrument: string;
  readonly side: Side;
  readonly tsCreated: Instant;
  readonly tsUpdated: Instant;
  /** Contracts that its orders have yet to trade. */
  readonly left: number;
  readonly filled: number;
}

type Asked = Pick<Parent, 'account' | 'instrument' | 'side'> & { readonly quantity: number };

export class Parents {
  readonly #parents = new Map<string, Parent>();

  begin({ quantity, ...asked }: Asked, at: Instant): Parent {
    const id = venueOrderId(`algo-${Math.floor(at / 1_000)}-${this.#parents.size + 1}`);
    const parent: Parent = { ...asked, id, tsCreated: at, tsUpdated: at, left: quantity, filled: 0 };
    this.#parents.set(id, parent);
    return parent;
  }

  get = (id: string | undefined): Parent | undefined => (id === undefined ? undefined : this.#parents.get(id));

  /** A part of it has traded; gives it as it is then. */
  traded(id: string, quantity: number, at: Instant): Parent | undefined {
    return this.#change(id, at, (parent) => ({ left: parent.left - quantity, filled: parent.filled + quantity }));
  }

  /** A part of it will not trade any more. */
  gaveUp(id: string, quantity: number, at: Instant): void {
    this.#change(id, at, (parent) => ({ left: parent.left - quantity }));
  }

  working = (): readonly Parent[] => [...this.#parents.values()].filter(({ left }) => left > 0);

  #change(id: string, at: Instant, by: (parent: Parent) => Partial<Parent>): Parent | undefined {
    const before = this.#parents.get(id);
    if (before === undefined) return undefined;
    const after = { ...before, ...by(before), tsUpdated: at };
    this.#parents.set(id, after);
    return after;
  }
}
