import type { ClientOrderId } from '../../core/model/ids.ts';
import type { ExitRole, Order } from '../../core/model/order.ts';
import type { Instant } from '../../core/model/time.ts';
import type { Group } from '../../core/orders/protection/group.ts';
import type { PositionKey } from '../../core/pnl/match.ts';
import type { DeskParts } from './parts.ts';

export interface Protected {
  readonly exits: Set<ClientOrderId>;
  /** Exits that the desk did not take. */
  readonly refused: Partial<Record<ExitRole, { readonly times: number; readonly reason: string }>>;
}

/** One position and what protects it. Looked at by one run at a time, so that each sees what the one before did. */
export interface ProtectedPosition {
  readonly key: PositionKey;
  readonly groups: Map<ClientOrderId, Protected>;
  busy: boolean;
  again: boolean;
  due: Instant | undefined;
  net: number;
}

/** Positions with groups that are not at their end, by account, strategy and instrument. */
export class ProtectedPositions {
  readonly #parts: Pick<DeskParts, 'orders' | 'journal'>;
  readonly #positions = new Map<string, ProtectedPosition>();

  constructor(parts: Pick<DeskParts, 'orders' | 'journal'>) {
    this.#parts = parts;
  }

  get size(): number {
    return this.#positions.size;
  }

  all(): Iterable<ProtectedPosition> {
    return this.#positions.values();
  }

  of(key: PositionKey): ProtectedPosition | undefined {
    return this.#positions.get(textOf(key));
  }

  /** The position of an order of a group, with everything that the journal has of that group. */
  with({ intent }: Order, entry: ClientOrderId): ProtectedPosition {
    const { instrument, account, strategy } = intent;
    const key = { instrument, account, strategy };
    const position = this.of(key) ?? { key, groups: new Map(), busy: false, again: false, due: undefined, net: 0 };
    this.#positions.set(textOf(key), position);
    const group = position.groups.get(entry);
    if (group) {
      if (intent.exit) group.exits.add(intent.clientOrderId);
      return position;
    }
    const exits = this.#parts.journal.ordersOfGroup(entry).filter((id) => id !== entry);
    position.groups.set(entry, { exits: new Set(exits), refused: {} });
    return position;
  }

  /** A position whose last group ended is of no interest any more. */
  tidy(position: ProtectedPosition): void {
    if (position.groups.size === 0) this.#positions.delete(textOf(position.key));
  }

  groups({ groups }: ProtectedPosition): readonly Group[] {
    const { orders } = this.#parts;
    return [...groups].flatMap(([entry, { exits }]) => {
      const head = orders.get(entry);
      return head ? [{ entry: head, exits: [...exits].flatMap((id) => orders.get(id) ?? []) }] : [];
    });
  }
}

const textOf = ({ instrument, account, strategy }: PositionKey): string => `${instrument} ${account} ${strategy}`;
