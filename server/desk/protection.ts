import type { Notify } from '../../core/alerts/notification.ts';
import type { ClientOrderId } from '../../core/model/ids.ts';
import type { Quote } from '../../core/model/market.ts';
import type { Order, OrderEvent, OrderEventBody } from '../../core/model/order.ts';
import type { Quantity } from '../../core/model/quantity.ts';
import { type Instant, instant, SECOND } from '../../core/model/time.ts';
import type { Around, ProtectionAction } from '../../core/orders/protection/decision.ts';
import { groupOf } from '../../core/orders/protection/group.ts';
import { protect } from '../../core/orders/protection/protect.ts';
import { type Share, shares } from '../../core/orders/protection/shares.ts';
import type { PositionKey } from '../../core/pnl/match.ts';
import type { Decider, DeskParts } from './parts.ts';
import { DeskUnavailable, OrderRefused, type OrderRequest } from './port.ts';
import { type ProtectedPosition, ProtectedPositions } from './protected-positions.ts';

export interface ProtectionParts
  extends Pick<DeskParts, 'orders' | 'journal' | 'pnl' | 'market' | 'instruments' | 'venue' | 'clock' | 'log'> {
  /** Each journals what is asked for before the venue hears of it. */
  place(request: OrderRequest): Promise<Order>;
  resize(clientOrderId: ClientOrderId, quantity: Quantity): Promise<Order>;
  cancel(clientOrderId: ClientOrderId, reason: string): Promise<Order>;
  record(event: OrderEvent): Promise<Order>;
}

const AFTER_TROUBLE = SECOND;
const AFTER_REFUSED_CLOSE = 5 * SECOND;

/** Has exits sent for what entries fill: carries out what `protect` decides from the journal's orders. */
export class DeskProtection implements Decider {
  readonly #parts: ProtectionParts;
  readonly #positions: ProtectedPositions;
  readonly #quoted = new Map<string, Instant>();
  #begun = false;
  #underWay: Promise<unknown> = Promise.resolve();
  /** Who is told what a person has to know; the log alone until then. */
  notify: Notify | undefined;

  constructor(parts: ProtectionParts) {
    this.#parts = parts;
    this.#positions = new ProtectedPositions(parts);
  }

  /** Takes up what the journal left, once the venue is connected. */
  begin(): void {
    this.#begun = true;
    const { journal, orders } = this.#parts;
    for (const entry of journal.groupsToProtect()) {
      const order = orders.get(entry);
      if (order) this.#positions.with(order, entry);
    }
    for (const position of this.#positions.all()) this.#look(position);
  }

  /** Resolves when nothing that was decided is under way any more. */
  async settled(): Promise<void> {
    for (let waited: Promise<unknown> | undefined; waited !== this.#underWay; ) {
      waited = this.#underWay;
      await waited;
    }
  }

  /** Decides nothing more, and resolves when what was decided is journalled. */
  async end(): Promise<void> {
    this.#begun = false;
    await this.settled();
  }

  quote({ instrument, tsEvent }: Quote): void {
    if (this.#positions.size === 0) return;
    this.#quoted.set(instrument, tsEvent);
  }

  order(event: OrderEvent): void {
    if (!this.#begun) return;
    const order = this.#parts.orders.get(event.clientOrderId);
    if (order === undefined) return;
    const entry = groupOf(order);
    if (entry !== undefined) this.#look(this.#positions.with(order, entry));
    else if (event.type === 'filled') {
      const position = this.#positions.of(order.intent);
      if (position) this.#look(position);
    }
  }

  /** Looks again where that was put off, or where a position moved without an order. */
  second(): void {
    const now = this.#parts.clock.now();
    for (const position of this.#positions.all()) {
      const isDue = position.due !== undefined && position.due <= now;
      if (isDue || position.net !== this.#netOf(position.key)) this.#look(position);
    }
  }

  #look(position: ProtectedPosition): void {
    position.again = true;
    if (position.busy || !this.#begun) return;
    position.busy = true;
    this.#underWay = Promise.all([this.#underWay, this.#work(position)]);
  }

  async #work(position: ProtectedPosition): Promise<void> {
    try {
      while (position.again && this.#begun) {
        position.again = false;
        await this.#decide(position);
      }
    } catch (error) {
      this.#parts.log.error(`Protection failed: ${error instanceof Error ? error.stack : String(error)}`);
      this.#putOff(position, AFTER_TROUBLE);
    } finally {
      position.busy = false;
      this.#positions.tidy(position);
    }
  }

  async #decide(position: ProtectedPosition): Promise<void> {
    const { clock } = this.#parts;
    position.due = undefined;
    position.net = this.#netOf(position.key);
    const groups = this.#positions.groups(position);
    const given = shares(groups, position.net);
    for (const group of groups) {
      const { clientOrderId } = group.entry.intent;
      const { actions, again } = protect(group, this.#around(position, clientOrderId, given.get(clientOrderId)));
      if (again !== undefined) this.#putOff(position, again - clock.now());
      for (const action of actions) await this.#carryOut(position, clientOrderId, action);
      if (actions.length === 0 && group.entry.protectionEnded) this.#forget(position, clientOrderId);
    }
  }

  #around({ key, groups }: ProtectedPosition, entry: ClientOrderId, share: Share | undefined): Around {
    const { instruments, market, venue, clock } = this.#parts;
    return {
      instrument: instruments.resolve(key.instrument),
      last: market.last(key.instrument),
      capabilities: venue.capabilities,
      share: share ?? { contracts: 0, free: { stop: 0, target: 0 } },
      refused: groups.get(entry)?.refused ?? {},
      tsMarket: this.#quoted.get(key.instrument),
      now: clock.now(),
    };
  }

  #netOf(key: PositionKey): number {
    return this.#parts.pnl.book.position(key)?.quantity ?? 0;
  }

  async #carryOut(position: ProtectedPosition, entry: ClientOrderId, action: ProtectionAction): Promise<void> {
    if (action.type === 'tell') {
      this.#tell(position, entry, action.text, action.detail);
      return;
    }
    try {
      await this.#ask(position, entry, action);
    } catch (error) {
      if (!(error instanceof OrderRefused)) throw error;
      this.#refused(position, entry, action, error);
    }
  }

  async #ask(
    position: ProtectedPosition,
    entry: ClientOrderId,
    action: Exclude<ProtectionAction, { type: 'tell' }>,
  ): Promise<void> {
    const { place, resize, cancel } = this.#parts;
    const group = position.groups.get(entry);
    if (action.type === 'place') {
      const { exit } = action.intent;
      group?.exits.add(action.intent.clientOrderId);
      await place(action.intent);
      if (exit) delete group?.refused[exit.role];
    } else if (action.type === 'resize') await resize(action.clientOrderId, action.quantity);
    else if (action.type === 'cancel') await cancel(action.clientOrderId, action.reason);
    else await this.#end(entry, { type: 'protection_ended', reason: action.reason });
  }

  async #end(entry: ClientOrderId, body: OrderEventBody): Promise<void> {
    const { clock, record } = this.#parts;
    const now = clock.now();
    await record({ ...body, clientOrderId: entry, tsEvent: now, tsInit: now });
    this.notify?.over(noticeKey(entry));
  }

  /** The desk did not take it: an exit is tried once more, anything else after a while, and what cannot go out now waits. */
  #refused(position: ProtectedPosition, entry: ClientOrderId, action: ProtectionAction, error: OrderRefused): void {
    const role = action.type === 'place' ? action.intent.exit?.role : undefined;
    const group = position.groups.get(entry);
    if (error instanceof DeskUnavailable || role === undefined || group === undefined) {
      if (role !== undefined)
        this.#tell(position, entry, `${entry} is not protected: its ${role} waits.`, error.message);
      this.#putOff(position, AFTER_TROUBLE);
      return;
    }
    group.refused[role] = { times: (group.refused[role]?.times ?? 0) + 1, reason: error.message };
    if (role === 'close') this.#putOff(position, AFTER_REFUSED_CLOSE);
    else position.again = true;
  }

  #putOff(position: ProtectedPosition, microseconds: number): void {
    const due = instant(this.#parts.clock.now() + microseconds);
    if (position.due === undefined || due < position.due) position.due = due;
  }

  #forget(position: ProtectedPosition, entry: ClientOrderId): void {
    position.groups.delete(entry);
  }

  #tell({ key }: ProtectedPosition, entry: ClientOrderId, text: string, detail: string): void {
    this.#parts.log.warn(`${text} ${detail}`);
    this.notify?.tell({
      type: 'risk_alert',
      level: 'error',
      key: noticeKey(entry),
      text,
      detail,
      account: key.account,
      instrument: key.instrument,
      subject: { kind: 'order', id: entry },
    });
  }
}

const noticeKey = (entry: ClientOrderId): string => `protection.${entry}`;
