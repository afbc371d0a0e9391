import { setTimeout } from 'node:timers/promises';
import type { AccountId, ClientOrderId } from '../../core/model/ids.ts';
import type { Instrument } from '../../core/model/instrument.ts';
import type { Order } from '../../core/model/order.ts';
import type { Quantity } from '../../core/model/quantity.ts';
import { isClosed } from '../../core/orders/apply.ts';
import { closings, productsFor } from '../../core/orders/products.ts';
import { slices } from '../../core/orders/slices.ts';
import type { PositionState } from '../../core/topics.ts';
import type { DeskParts } from './parts.ts';
import { OrderRefused, type OrderRequest } from './port.ts';

const LOOK_MILLISECONDS = 50;
const PATIENCE_MILLISECONDS = 5_000;

export interface ClosingParts extends Pick<DeskParts, 'orders' | 'pnl' | 'venue' | 'instruments'> {
  orderOf(clientOrderId: ClientOrderId): Order;
  cancel(clientOrderId: ClientOrderId): Promise<Order>;
  cancelAll(instrument: string, account: AccountId): Promise<readonly Order[]>;
  send(request: OrderRequest): Promise<Order>;
  /** Resolves when everything the venue has said so far is on disk. */
  settled(): Promise<void>;
}

/** Takes what an account holds off the market. */
export class Closing {
  readonly #parts: ClosingParts;

  constructor(parts: ClosingParts) {
    this.#parts = parts;
  }

  /** Cancels everything, then closes what the account holds in the instrument, for each strategy what is its. */
  async flatten(name: string, account: AccountId): Promise<readonly Order[]> {
    const instrument = this.#parts.instruments.resolve(name);
    const canceled = await this.#parts.cancelAll(instrument.id, account);
    await this.#gone(canceled.filter(({ intent }) => intent.exit));
    return [...canceled, ...(await this.#closeHeld(instrument, account))];
  }

  /** Closes what the account holds in the instrument, its exits canceled first, or so many contracts of it. Entries go on working. */
  async close(name: string, account: AccountId, contracts?: Quantity): Promise<readonly Order[]> {
    const instrument = this.#parts.instruments.resolve(name);
    const held = this.#held(instrument, account);
    if (held.length === 0) throw new OrderRefused(`${account} holds no ${instrument.id}; there is nothing to close.`);
    const sum = held.reduce((total, each) => total + each.quantity, 0);
    if (contracts !== undefined && contracts > Math.abs(sum))
      throw new OrderRefused(`${account} holds ${sum} ${instrument.id}, so ${contracts} of them cannot be closed.`);
    if (contracts !== undefined && contracts < Math.abs(sum))
      return this.#closeHeld(instrument, account, contracts * Math.sign(sum));
    const canceled = await this.#cancelExits(instrument, account);
    return [...canceled, ...(await this.#closeHeld(instrument, account))];
  }

  async #cancelExits({ id }: Instrument, account: AccountId): Promise<readonly Order[]> {
    const { orders, orderOf, cancel } = this.#parts;
    const exits = orders
      .open()
      .filter(({ intent }) => intent.exit && intent.instrument === id && intent.account === account)
      .filter(({ intent }) => !isClosed(orderOf(intent.clientOrderId)));
    const canceled = await Promise.all(exits.map(({ intent }) => cancel(intent.clientOrderId)));
    await this.#gone(canceled);
    return canceled;
  }

  #held({ id }: Instrument, account: AccountId): readonly PositionState[] {
    return this.#parts.pnl
      .positions()
      .positions.filter((each) => each.instrument === id && each.account === account && each.quantity !== 0);
  }

  /** Everything, or a part with the sign of what is held: first what a person holds by hand. */
  #closeHeld(instrument: Instrument, account: AccountId, part?: number): Promise<readonly Order[]> {
    const held = this.#held(instrument, account).toSorted(
      (a, b) => Number(b.strategy === 'manual') - Number(a.strategy === 'manual'),
    );
    let left = Math.abs(part ?? Number.POSITIVE_INFINITY);
    const sent = held.flatMap((position) => {
      const isOther = part !== undefined && Math.sign(position.quantity) !== Math.sign(part);
      const contracts = isOther ? 0 : Math.min(left, Math.abs(position.quantity));
      left -= contracts;
      return this.#close(instrument, position, contracts * Math.sign(position.quantity));
    });
    return Promise.all(sent);
  }

  /** An order for each product that it is held in, and as many as the exchange's bound makes of each. */
  #close(instrument: Instrument, { account, strategy }: PositionState, net: number): Promise<Order>[] {
    const { orders, venue, send } = this.#parts;
    const { products, timesInForce } = venue.capabilities;
    const held = products ? orders.heldByProduct({ instrument: instrument.id, account, strategy }) : new Map();
    return closings(net, held, productsFor(instrument, products)[0]).flatMap(({ product, contracts }) =>
      slices(contracts, instrument).map((part) =>
        send({
          instrument: instrument.id,
          account,
          strategy,
          side: net > 0 ? 'sell' : 'buy',
          quantity: part,
          type: 'market',
          timeInForce: timesInForce.includes('ioc') ? 'ioc' : 'day',
          ...(product ? { product } : {}),
        }),
      ),
    );
  }

  /** Resolves when none of these works any more, so that what closes the position is not added to them. */
  async #gone(exits: readonly Order[]): Promise<void> {
    const open = () => exits.filter(({ intent }) => !isClosed(this.#parts.orderOf(intent.clientOrderId)));
    await this.#parts.settled();
    for (let waited = 0; open().length > 0; waited += LOOK_MILLISECONDS) {
      if (waited >= PATIENCE_MILLISECONDS) {
        const ids = open().map(({ intent }) => intent.clientOrderId);
        throw new OrderRefused(
          `The venue has not said that ${ids.join(' and ')} ${ids.length > 1 ? 'are' : 'is'} canceled, so nothing was closed yet: what closes the position could trade beside it. Flatten again in a moment.`,
        );
      }
      await setTimeout(LOOK_MILLISECONDS);
      await this.#parts.settled();
    }
  }
}
