import type { Clock } from '../../../core/clock.ts';
import type { Instrument } from '../../../core/model/instrument.ts';
import type { Price } from '../../../core/model/price.ts';
import { quantity, type Side } from '../../../core/model/quantity.ts';
import { type Instant, SECOND } from '../../../core/model/time.ts';
import { Random } from '../../../core/random.ts';
import type { ExchangeAccount, ExchangeOrder, ExchangeRequest, SimulatedExchange } from '../port.ts';
import type { Ledger } from './ledger.ts';
import { slice } from './slicer.ts';

/** Seconds between two decisions of the desk's other programs, on average. */
const PACE_SECONDS = 4;
const MOST_WORKING = 6;
/** Contracts at which an account turns round. */
const MOST_HELD = 25;

export interface DeskParts {
  readonly clock: Clock;
  readonly exchange: SimulatedExchange;
  readonly ledger: Ledger;
  readonly seed: string;
}

/**
 * The desk's other programs, since TT REST itself places no orders: they rest, take, cancel and slice on the accounts that trade. Seeded: the same
 * exchange and the same instants give the same orders.
 */
export class DeskTraders {
  readonly #parts: DeskParts;
  readonly #random: Random;
  readonly #off: () => void;
  #next: Instant;
  #busy = false;

  constructor(parts: DeskParts) {
    this.#parts = parts;
    this.#random = new Random(parts.seed).fork('desk');
    this.#next = this.#draw(parts.clock.now());
    this.#off = parts.exchange.on(() => this.#look());
  }

  close(): void {
    this.#off();
  }

  /** Decides when the market moves, as people do. */
  #look(): void {
    const now = this.#parts.clock.now();
    if (this.#busy || now < this.#next) return;
    this.#busy = true;
    this.#act(now);
    this.#next = this.#draw(now);
    this.#busy = false;
  }

  #draw(at: Instant): Instant {
    return (at + 1 + Math.floor(this.#random.exponential(PACE_SECONDS * SECOND))) as Instant;
  }

  #act(now: Instant): void {
    const { exchange, ledger } = this.#parts;
    const accounts = exchange.accounts.filter(({ canTrade }) => canTrade);
    if (accounts.length === 0) return;
    const account = this.#random.pick(accounts);
    const instrument = this.#random.pick(exchange.instruments);
    const working = exchange.orders(account.id).filter(isWorking);
    const kind = this.#random.uniform();
    if (working.length >= MOST_WORKING || (kind < 0.2 && working.length > 0)) {
      exchange.cancel(this.#random.pick(working).id);
      return;
    }
    const request = this.#request(account, instrument, kind < 0.45);
    if (request === undefined) return;
    if (kind > 0.85) slice({ exchange, parents: ledger.parents, request, slices: 3, at: now });
    else exchange.place(request);
  }

  /** At the market, or within a few ticks of it. */
  #request(account: ExchangeAccount, instrument: Instrument, takes: boolean): ExchangeRequest | undefined {
    const { exchange } = this.#parts;
    const depth = exchange.depth(instrument.id);
    const side = this.#side(account, instrument);
    const touch = (side === 'buy' ? depth?.bids : depth?.asks)?.[0]?.price;
    if (touch === undefined) return undefined;
    const asked = {
      account: account.id,
      instrument: instrument.id,
      side,
      quantity: quantity(this.#random.integer(1, 6)),
    };
    if (takes) return { ...asked, type: 'market', timeInForce: 'ioc' };
    const behind = this.#random.integer(-1, 3) * instrument.tick;
    const price = (side === 'buy' ? touch - behind : touch + behind) as Price;
    return { ...asked, type: 'limit', timeInForce: 'day', price };
  }

  #side({ id }: ExchangeAccount, instrument: Instrument): Side {
    const held = this.#parts.exchange.positions(id).find((each) => each.instrument === instrument.id)?.quantity ?? 0;
    if (Math.abs(held) > MOST_HELD) return held > 0 ? 'sell' : 'buy';
    return this.#random.chance(0.5) ? 'buy' : 'sell';
  }
}

const isWorking = ({ status }: ExchangeOrder): boolean => status === 'working' || status === 'partially_filled';
