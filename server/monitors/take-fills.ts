import type { Calendars } from '../../core/calendar/calendar.ts';
import { tradeDateOf } from '../../core/calendar/session.ts';
import type { Fill } from '../../core/model/fill.ts';
import { type ClientOrderId, clientOrderId } from '../../core/model/ids.ts';
import type { Order, OrderEvent } from '../../core/model/order.ts';
import { isOpen } from '../../core/orders/apply.ts';
import type { OrdersState } from '../../core/topics.ts';
import type { VenueFill } from '../../core/venue/books.ts';
import type { Desk } from '../desk/port.ts';
import type { Journal } from '../journal/port.ts';

export interface TakingParts {
  readonly desk: Pick<Desk, 'bus' | 'clock' | 'order' | 'instrument' | 'reconciled' | 'importFills'>;
  readonly journal: Pick<Journal, 'fill' | 'venue'>;
  readonly calendars: Calendars;
}

/** What became of executions, each in one of the lists. */
export interface TakenFills {
  readonly known: readonly VenueFill[];
  /** Of orders of ours. */
  readonly ours: readonly VenueFill[];
  /** Of orders that other programs or persons placed. */
  readonly others: readonly VenueFill[];
  /** An order of ours that the venue has not answered yet may turn out to be theirs: they are asked for again. */
  readonly waiting: readonly VenueFill[];
  /** What cannot be booked, with the reason. */
  readonly refused: readonly { readonly fill: VenueFill; readonly reason: string }[];
}

const STRATEGY = 'external';
const LONGEST_ID = 64;
const UNBOOKED = 'Its order cannot take it; the refusals of the status say why.';
/** Each import folds a day anew, so a burst is taken in a few steps. */
const AT_ONCE = 2_000;

/** Brings executions of the venue's books into the journal, each once, however often it is told. */
export class TakeFills {
  readonly #parts: TakingParts;
  /** Reasons of executions that were refused, so that each is refused once. */
  readonly #refused = new Map<string, string>();
  #underWay: Promise<unknown> = Promise.resolve();

  constructor(parts: TakingParts) {
    this.#parts = parts;
  }

  /** Resolves once everything that could be taken is on disk. Rejects when the journal cannot take it. */
  take(fills: readonly VenueFill[], signal?: AbortSignal): Promise<TakenFills> {
    const taking = this.#underWay.then(() => {
      signal?.throwIfAborted();
      return this.#take(fills, signal);
    });
    this.#underWay = taking.catch(() => undefined);
    return taking;
  }

  /** Resolves when nothing is on its way to the journal. */
  async idle(): Promise<void> {
    await this.#underWay;
  }

  async #take(fills: readonly VenueFill[], signal: AbortSignal | undefined): Promise<TakenFills> {
    const sorted = this.#sort(fills);
    const refused = [...sorted.refused];
    for (let from = 0; from < sorted.ours.length; from += AT_ONCE) {
      signal?.throwIfAborted();
      const events = sorted.ours.slice(from, from + AT_ONCE).map(({ event }) => event);
      if (!(await this.#parts.desk.reconciled(events))) throw new Error('The journal cannot be written now.');
    }
    for (const { fill } of sorted.ours) {
      if (!isOwed(this.#orderOf(fill), fill)) continue;
      this.#refused.set(fill.executionId, UNBOOKED);
      refused.push({ fill, reason: UNBOOKED });
    }
    for (let from = 0; from < sorted.others.length; from += AT_ONCE) {
      signal?.throwIfAborted();
      const part = sorted.others.slice(from, from + AT_ONCE);
      const imported = await this.#parts.desk.importFills(
        part.map(({ made }) => made),
        'venue',
      );
      for (const { what, reason } of imported.refused) {
        this.#refused.set(what.executionId, reason);
        const given = part.find(({ made }) => made.executionId === what.executionId);
        if (given) refused.push({ fill: given.fill, reason });
      }
    }
    const failed = new Set(refused.map(({ fill }) => fill));
    return {
      known: sorted.known,
      ours: sorted.ours.map(({ fill }) => fill).filter((fill) => !failed.has(fill)),
      others: sorted.others.map(({ fill }) => fill).filter((fill) => !failed.has(fill)),
      waiting: sorted.waiting,
      refused,
    };
  }

  #sort(fills: readonly VenueFill[]) {
    const { desk, journal } = this.#parts;
    const known: VenueFill[] = [];
    const ours: { fill: VenueFill; event: OrderEvent }[] = [];
    const others: { fill: VenueFill; made: Fill }[] = [];
    const waiting: VenueFill[] = [];
    const refused: { fill: VenueFill; reason: string }[] = [];
    const unanswered = desk.bus
      .read<OrdersState>('orders')
      .orders.filter((order) => isOpen(order) && order.venueOrderId === undefined);
    for (const fill of fills) {
      const reason = this.#refused.get(fill.executionId);
      const order = this.#orderOf(fill);
      if (journal.fill(fill.executionId) && (reason !== undefined || !isOwed(order, fill))) known.push(fill);
      else if (reason !== undefined) refused.push({ fill, reason });
      else if (order) ours.push({ fill, event: this.#eventOf(fill, order.intent.clientOrderId) });
      else if (unanswered.some((each) => couldBeOf(each, fill))) waiting.push(fill);
      else {
        const made = this.#fillOf(fill);
        if (typeof made === 'string') refused.push({ fill, reason: made });
        else others.push({ fill, made });
      }
    }
    return { known, ours, others, waiting, refused };
  }

  #orderOf({ clientOrderId: id, venueOrderId }: VenueFill): Order | undefined {
    const { desk, journal } = this.#parts;
    const own = id === undefined ? undefined : desk.order(id);
    if (own) return own;
    const found = journal.venue.orderOf(venueOrderId);
    return found && desk.order(found);
  }

  #eventOf(fill: VenueFill, id: ClientOrderId): OrderEvent {
    const { executionId, price, quantity, fee, liquidity = 'taker', tsEvent } = fill;
    const tsInit = this.#parts.desk.clock.now();
    const body = { executionId, price, quantity, liquidity, ...(fee === undefined ? {} : { fee }) };
    return { type: 'filled', clientOrderId: id, ...body, tsEvent, tsInit };
  }

  /** The fill of an order that is not ours, or why the settings cannot hold it. */
  #fillOf(fill: VenueFill): Fill | string {
    const { desk, calendars } = this.#parts;
    const { executionId, account, side, quantity, price, fee, liquidity = 'taker', tsEvent } = fill;
    try {
      const { id, session } = desk.instrument(fill.instrument);
      return {
        executionId,
        clientOrderId: clientOrderId(`x-${fill.venueOrderId}`.slice(0, LONGEST_ID)),
        instrument: id,
        account,
        strategy: STRATEGY,
        side,
        quantity,
        price,
        ...(fee === undefined ? {} : { fee }),
        liquidity,
        tradeDate: tradeDateOf(session, tsEvent, calendars),
        tsEvent,
        tsInit: desk.clock.now(),
      };
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }
}

/** The execution is in the journal, and its order has not moved by it: a kill came between, or a file told of it first. */
const isOwed = (order: Order | undefined, { executionId }: VenueFill): boolean =>
  order !== undefined && !order.executions.includes(executionId);

const couldBeOf = ({ intent }: Order, { account, instrument, side }: VenueFill): boolean =>
  intent.account === account && intent.instrument === instrument && intent.side === side;
