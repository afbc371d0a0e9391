import type { Fill } from '../../core/model/fill.ts';
import { differencesOf } from '../../core/model/fill-content.ts';
import type { ExecutionId } from '../../core/model/ids.ts';
import type { Order, OrderEvent } from '../../core/model/order.ts';
import type { JournalEntry } from '../journal/port.ts';
import { conflictProblem, executionProblem } from './check-history.ts';
import { fillOf } from './fills.ts';
import type { DeskParts } from './parts.ts';
import type { Refused } from './port.ts';

/** Fills that are on their way to the journal, by execution. */
export type ComingFills = Map<ExecutionId, Fill>;

type Filled = OrderEvent & { readonly type: 'filled' };

/** What is to be journalled of an event: the row of its order, what of it is refused, or nothing when it is told again. */
export interface Told {
  readonly entry?: JournalEntry;
  readonly refused?: Refused<OrderEvent>;
}

/**
 * The rows of events, folded ahead of the disk. An execution that cannot be booked, or that is known with another content, is refused before anything
 * of it is journalled, so that no fold ever meets it.
 */
export class OrderEntries {
  readonly #parts: Pick<DeskParts, 'orders' | 'instruments' | 'journal' | 'coming' | 'log'>;

  constructor(parts: Pick<DeskParts, 'orders' | 'instruments' | 'journal' | 'coming' | 'log'>) {
    this.#parts = parts;
  }

  of(event: OrderEvent): Told {
    const { orders, instruments, coming } = this.#parts;
    const order = event.type === 'filled' ? orders.ahead(event.clientOrderId) : undefined;
    if (event.type !== 'filled' || order === undefined) return this.#advance(event);
    const fill = fillOf(order, event, instruments.tradeDateOf(order.intent.instrument, event.tsEvent));
    const reason = executionProblem(fill, instruments.resolve);
    if (reason !== undefined) return { refused: { what: event, reason } };
    const known = this.#known(fill.executionId);
    if (known !== undefined) return this.#again(event, { order, fill, known });
    const told = this.#advance(event, fill);
    if (told.entry?.fill) coming.set(fill.executionId, fill);
    return told;
  }

  /** Rows that are on disk, or never will be. */
  arrived(entries: readonly JournalEntry[]): void {
    for (const { fill } of entries) if (fill) this.#parts.coming.delete(fill.executionId);
  }

  #known(execution: ExecutionId): Fill | undefined {
    return this.#parts.coming.get(execution) ?? this.#parts.journal.fill(execution);
  }

  /** An execution that is known stays as it is. Its order moves where none has moved by it: a file may have told of it first. */
  #again(event: Filled, { order, fill, known }: { order: Order; fill: Fill; known: Fill }): Told {
    const { orders } = this.#parts;
    const differs = differencesOf(fill, known).length > 0;
    const refused = differs ? { what: event, reason: conflictProblem({ fill, known }) } : undefined;
    const has = (one: Order | undefined) => one?.executions.includes(fill.executionId) === true;
    const told = has(order) || has(orders.ahead(known.clientOrderId)) ? {} : this.#advance(event);
    return { ...told, ...(refused ? { refused } : {}) };
  }

  #advance(event: OrderEvent, fill?: Fill): Told {
    const { orders, instruments, log } = this.#parts;
    const { order, changed, problem } = orders.advance(event);
    if (problem) log.error(problem.message);
    const refused =
      problem && !changed && event.type === 'filled' ? { refused: { what: event, reason: problem.message } } : {};
    if (order === undefined || !(changed || problem)) return refused;
    const tradeDate = instruments.tradeDateOf(order.intent.instrument, event.tsEvent);
    return { entry: { event, order, tradeDate, ...(changed && fill ? { fill } : {}) }, ...refused };
  }
}
