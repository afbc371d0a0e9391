import type { AccountId, ClientOrderId, ExecutionId, VenueOrderId } from '../../../core/model/ids.ts';
import { moneyFromDecimal } from '../../../core/model/money.ts';
import type { OrderIntent } from '../../../core/model/order.ts';
import { priceFromDecimal } from '../../../core/model/price.ts';
import { type Quantity, type Side, sideSign, signedQuantity } from '../../../core/model/quantity.ts';
import { type Instant, instant } from '../../../core/model/time.ts';
import type { VenueAccount, VenueBooks, VenueFill, VenueOrder, VenuePosition } from '../../../core/venue/books.ts';
import { VenueProblem } from '../../../core/venue/books.ts';
import type { VenueContract } from '../../../core/venue/contract.ts';
import type { VenueHealth } from '../../../core/venue/health.ts';
import { Outbox } from '../../../core/venue/outbox.ts';
import type { VenueEvent } from '../../../core/venue/port.ts';
import type { RemoteVenue } from '../../../server/venues/port.ts';

export const account = 'A-1' as AccountId;

/** A venue whose books are lists; it says nothing by itself unless it is told to. */
export class MemoryVenue implements RemoteVenue {
  readonly name = 'memory';
  readonly capabilities: RemoteVenue['capabilities'] = {
    orderTypes: ['market', 'limit'],
    timesInForce: ['day', 'ioc'],
    replace: true,
    depthLevels: 0,
    synthetic: false,
    streaming: true,
  };
  readonly accounts = [account];
  readonly placed: OrderIntent[] = [];
  readonly canceled: ClientOrderId[] = [];
  readonly fillsOf: VenueFill[] = [];
  readonly ordersOf: VenueOrder[] = [];
  readonly listed: VenueContract[] = [];
  readonly contracts = {
    search: async (text: string) => this.listed.filter(({ name }) => name.startsWith(text)),
  };
  /** Executions that its positions do not say, as after a fault. */
  lost = new Set<ExecutionId>();
  /** Executions whose records cannot be read for now. */
  unreadable = new Set<ExecutionId>();
  /** Held before the books begin. */
  startOfDay = 0;
  accountState: VenueAccount = {
    id: account,
    name: 'Practice',
    currency: 'USD',
    balance: moneyFromDecimal('50000'),
    canTrade: true,
    simulated: true,
  };
  state: VenueHealth['state'] = 'connected';
  token: VenueHealth['token'] = { state: 'valid' };
  /** Records of its books that could not be read. */
  malformed = 0;
  /** What the next calls of its books do: answer, fail, or never answer. */
  answering: 'well' | 'failing' | 'hanging' = 'well';
  calls: { readonly what: string; readonly since?: Instant }[] = [];
  readonly #outbox = new Outbox<VenueEvent>();
  readonly #health = new Set<() => void>();
  readonly #since: Instant;
  /** Asked before each answer of the books: a fault is put here. */
  before: (what: string) => void = () => {};

  constructor(since: Instant) {
    this.#since = since;
  }

  readonly books: VenueBooks = {
    accounts: () => this.#answer('accounts', () => [this.accountState]),
    positions: () => this.#answer('positions', () => this.positionsNow()),
    orders: () => this.#answer('orders', () => [...this.ordersOf]),
    fills: (_, since) => this.#answer('fills', () => this.#readable(since), since),
  };

  #readable(since: Instant): readonly VenueFill[] {
    const asked = this.fillsOf.filter(({ tsEvent }) => tsEvent >= since);
    const read = asked.filter(({ executionId }) => !this.unreadable.has(executionId));
    this.malformed += asked.length - read.length;
    return read;
  }

  positionsNow(): readonly VenuePosition[] {
    const held = new Map<string, number>();
    if (this.startOfDay !== 0) held.set('ZNZ6', this.startOfDay);
    for (const { executionId, instrument, side, quantity } of this.fillsOf) {
      if (this.lost.has(executionId)) continue;
      held.set(instrument, (held.get(instrument) ?? 0) + sideSign(side) * quantity);
    }
    const began = signedQuantity(this.startOfDay);
    return [...held].map(([instrument, quantity]) => ({
      account,
      instrument,
      quantity: signedQuantity(quantity),
      ...(began === 0 ? {} : { startOfDay: began }),
    }));
  }

  async #answer<T>(what: string, read: () => T, since?: Instant): Promise<T> {
    this.calls.push(since === undefined ? { what } : { what, since });
    this.before(what);
    if (this.answering === 'hanging') return new Promise<T>(() => {});
    if (this.answering === 'failing') throw new VenueProblem('The venue is away. It is asked again by itself.');
    return read();
  }

  async connect(): Promise<void> {}
  async disconnect(): Promise<void> {}
  restore(): void {}
  place(intent: OrderIntent): void {
    this.placed.push(intent);
  }
  cancel(id: ClientOrderId): void {
    this.canceled.push(id);
  }
  replace(): void {}
  depth(): undefined {}
  queueAhead(): undefined {}
  onEvents(listener: (events: readonly VenueEvent[]) => void): () => void {
    return this.#outbox.onEvents(listener);
  }

  say(...events: readonly VenueEvent[]): void {
    for (const event of events) this.#outbox.emit(event);
    this.#outbox.dispatch();
  }

  health(): VenueHealth {
    return {
      venue: this.name,
      environment: 'simulator',
      state: this.state,
      since: this.#since,
      ...(this.token ? { token: this.token } : {}),
      services: [],
      streams: [],
      caches: [],
      malformed: this.malformed,
    };
  }

  onHealth(listener: () => void): () => void {
    this.#health.add(listener);
    return () => this.#health.delete(listener);
  }

  becomes(state: VenueHealth['state'], token = this.token): void {
    this.state = state;
    this.token = token;
    for (const listener of this.#health) listener();
  }
}

export interface FillGiven {
  readonly id: string;
  readonly at: number;
  readonly order?: string;
  readonly own?: ClientOrderId;
  readonly side?: Side;
  readonly quantity?: number;
  readonly instrument?: string;
}

export const fillAt = ({
  id,
  at,
  order = 'V-9',
  own,
  side = 'buy',
  quantity = 1,
  instrument = 'ZNZ6',
}: FillGiven): VenueFill => ({
  executionId: id as ExecutionId,
  venueOrderId: order as VenueOrderId,
  ...(own === undefined ? {} : { clientOrderId: own }),
  account,
  instrument,
  side,
  quantity: quantity as Quantity,
  price: priceFromDecimal('110.25'),
  liquidity: 'taker',
  tsEvent: instant(at),
});
