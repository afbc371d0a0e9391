import type { ClientOrderId } from '../../core/model/ids.ts';
import type { Instrument } from '../../core/model/instrument.ts';
import type { Order } from '../../core/model/order.ts';
import { mostOfOne, slices } from '../../core/orders/slices.ts';
import { DeskUnavailable, OrderRefused, type OrderRequest } from './port.ts';

export interface SlicedRequestsParts {
  /** What a name means; undefined where nothing is called so. */
  find(name: string): Instrument | undefined;
  order(clientOrderId: ClientOrderId): Order | undefined;
  nextId(): ClientOrderId;
  /** Rejects with `OrderRefused` where the whole of it cannot be. */
  checkWhole(request: OrderRequest): Promise<void>;
  send(request: OrderRequest): Promise<Order>;
}

const partOf = (whole: ClientOrderId, number: number): ClientOrderId => `${whole}.${number}` as ClientOrderId;

/** Requests for more than the exchange takes of one order: sent in parts, whose ids follow from that of the whole. */
export class SlicedRequests {
  readonly #parts: SlicedRequestsParts;
  readonly #underWay = new Map<ClientOrderId, Promise<readonly Order[]>>();

  constructor(parts: SlicedRequestsParts) {
    this.#parts = parts;
  }

  submit(request: OrderRequest): Promise<readonly Order[]> {
    const { clientOrderId: id } = request;
    const known = id && this.#underWay.get(id);
    if (known) return known;
    const coming = this.#submit(request);
    if (id === undefined) return coming;
    this.#underWay.set(id, coming);
    return coming.finally(() => this.#underWay.delete(id));
  }

  async #submit(request: OrderRequest): Promise<readonly Order[]> {
    const { find, order, nextId, checkWhole } = this.#parts;
    const { clientOrderId: id, quantity } = request;
    const instrument = find(request.instrument);
    const sent = id === undefined ? [] : this.#sent(id);
    const isOne = instrument === undefined || quantity <= mostOfOne(instrument);
    if (sent.length === 0 && (isOne || (id !== undefined && order(id)))) return [await this.#parts.send(request)];
    const left = quantity - sent.reduce((sum, { intent }) => sum + intent.quantity, 0);
    if (instrument === undefined || left <= 0) return sent;
    const parts = slices(left, instrument);
    const whole = id ?? nextId();
    const numbered = parts.map((contracts, index) => ({
      ...request,
      quantity: contracts,
      clientOrderId: partOf(whole, sent.length + index + 1),
    }));
    await checkWhole({ ...request, clientOrderId: numbered.at(-1)!.clientOrderId });
    return this.#sendAll(numbered, sent);
  }

  /** One after the other, in their order. */
  async #sendAll(requests: readonly OrderRequest[], sent: readonly Order[]): Promise<readonly Order[]> {
    const orders = [...sent];
    for (const request of requests) {
      try {
        orders.push(await this.#parts.send(request));
      } catch (error) {
        throw orders.length === 0 || !(error instanceof OrderRefused) ? error : halfSent(error, orders, request);
      }
    }
    return orders;
  }

  #sent(whole: ClientOrderId): Order[] {
    const sent: Order[] = [];
    for (
      let part = this.#parts.order(partOf(whole, 1));
      part;
      part = this.#parts.order(partOf(whole, sent.length + 1))
    ) {
      sent.push(part);
    }
    return sent;
  }
}

function halfSent(error: OrderRefused, orders: readonly Order[], { clientOrderId }: OrderRequest): OrderRefused {
  const ids = orders.map(({ intent }) => intent.clientOrderId).join(', ');
  const sentence = `${ids} ${orders.length === 1 ? 'was' : 'were'} sent, and ${clientOrderId} was not: ${error.message}`;
  return error instanceof DeskUnavailable
    ? new DeskUnavailable(sentence, { cause: error })
    : new OrderRefused(sentence, { cause: error });
}
