import { z } from 'zod';
import type { AccountId, VenueOrderId } from '../../../core/model/ids.ts';
import type { Instant } from '../../../core/model/time.ts';
import { type VenueAccount, VenueProblem } from '../../../core/venue/books.ts';
import type { Calls } from '../../calls/port.ts';
import type { OrderRecord } from '../own-orders/record.ts';
import { readRecord, readRecords, type TellMalformed, textOf } from '../parse/records.ts';
import { type EndpointName, endpoints } from './endpoints.ts';
import { GatewayRefused, sentenceOf } from './errors.ts';
import { accountRecord } from './parse/account.ts';
import { type BarRecord, barRecord } from './parse/bar.ts';
import { type ContractRecord, contractRecord } from './parse/contract.ts';
import { envelope, jsonOf } from './parse/envelope.ts';
import { jsonOrderId } from './parse/ids.ts';
import { isoOf } from './parse/instant.ts';
import { orderRecord } from './parse/order.ts';
import { type PositionRecord, positionRecord } from './parse/position.ts';
import { type TradeRecord, tradeRecord } from './parse/trade.ts';

/** An order as the gateway takes it: numbers of its own, prices as JSON numbers. */
export interface PlaceRequest {
  readonly accountId: number;
  readonly contractId: string;
  readonly type: number;
  readonly side: 0 | 1;
  readonly size: number;
  readonly limitPrice?: number;
  readonly stopPrice?: number;
  readonly customTag: string;
}

/** What of an order changes; the rest is left out. */
export interface ModifyRequest {
  readonly accountId: number;
  readonly orderId: number;
  readonly size?: number;
  readonly limitPrice?: number;
  readonly stopPrice?: number;
}

export interface BarsRequest {
  readonly contractId: string;
  readonly live: boolean;
  readonly startTime: string;
  readonly endTime: string;
  readonly unit: number;
  readonly unitNumber: number;
  readonly limit: number;
  readonly includePartialBar: boolean;
}

export interface Span {
  readonly since: Instant;
  readonly until?: Instant;
}

/** The gateway answered with something that cannot be read: whether it did what was asked is not known. */
class GatewayUnreadable extends VenueProblem {}

interface More {
  readonly headers?: Readonly<Record<string, string>>;
  readonly authorized?: false;
}

const list = z.array(z.unknown());
const textual = z.string().min(1);

/**
 * Every endpoint of the gateway. What it answers is read record by record; one that cannot be read is told and left out. Rejects with a
 * `GatewayRefused` where the gateway says no, a `GatewayUnreadable` where its answer makes no sense, and a `CallFailed` where there is none.
 */
export class Gateway {
  readonly #calls: Pick<Calls, 'call'>;
  readonly #malformed: TellMalformed;

  constructor(calls: Pick<Calls, 'call'>, malformed: TellMalformed) {
    this.#calls = calls;
    this.#malformed = malformed;
  }

  login(userName: string, apiKey: string): Promise<string> {
    return this.#one('Auth/loginKey', { userName, apiKey }, ['token', textual], { authorized: false });
  }

  /** Another token for one that still holds. */
  validate(token: string): Promise<string> {
    const headers = { authorization: `Bearer ${token}` };
    return this.#one('Auth/validate', undefined, ['newToken', textual], { authorized: false, headers });
  }

  accounts(onlyActive = true): Promise<VenueAccount[]> {
    return this.#many('Account/search', { onlyActiveAccounts: onlyActive }, ['accounts', accountRecord]);
  }

  /** At most 20. */
  searchContracts(searchText: string, live: boolean): Promise<ContractRecord[]> {
    return this.#many('Contract/search', { searchText, live }, ['contracts', contractRecord]);
  }

  contract(contractId: string): Promise<ContractRecord> {
    return this.#one('Contract/searchById', { contractId }, ['contract', contractRecord]);
  }

  availableContracts(live: boolean): Promise<ContractRecord[]> {
    return this.#many('Contract/available', { live }, ['contracts', contractRecord]);
  }

  /** Newest first, at most 20,000: the newest of the window. */
  bars(request: BarsRequest): Promise<BarRecord[]> {
    return this.#many('History/retrieveBars', request, ['bars', barRecord]);
  }

  place(request: PlaceRequest): Promise<VenueOrderId> {
    return this.#one('Order/place', request, ['orderId', jsonOrderId]);
  }

  async modify(request: ModifyRequest): Promise<void> {
    await this.#post('Order/modify', request);
  }

  async cancel(accountId: number, orderId: number): Promise<void> {
    await this.#post('Order/cancel', { accountId, orderId });
  }

  orders(account: AccountId, { since, until }: Span): Promise<OrderRecord[]> {
    const span = { startTimestamp: isoOf(since), ...(until === undefined ? {} : { endTimestamp: isoOf(until) }) };
    return this.#many('Order/search', { accountId: Number(account), ...span }, ['orders', orderRecord]);
  }

  /** Without those that wait for another order. */
  openOrders(account: AccountId): Promise<OrderRecord[]> {
    return this.#many('Order/searchOpen', { accountId: Number(account) }, ['orders', orderRecord]);
  }

  order(account: AccountId, id: VenueOrderId): Promise<OrderRecord> {
    return this.#one('Order/searchById', { accountId: Number(account), orderId: Number(id) }, ['order', orderRecord]);
  }

  positions(account: AccountId): Promise<PositionRecord[]> {
    return this.#many('Position/searchOpen', { accountId: Number(account) }, ['positions', positionRecord]);
  }

  trades(account: AccountId, { since, until }: Span): Promise<TradeRecord[]> {
    const span = { startTimestamp: isoOf(since), ...(until === undefined ? {} : { endTimestamp: isoOf(until) }) };
    return this.#many('Trade/search', { accountId: Number(account), ...span }, ['trades', tradeRecord]);
  }

  async #one<T>(name: EndpointName, body: unknown, [field, schema]: [string, z.ZodType<T>], more?: More): Promise<T> {
    const answer = await this.#post(name, body, more);
    const record = readRecord(schema, answer[field], `${name} ${field}`, this.#malformed);
    if (record === undefined) throw unreadable(name, `its ${field} is not what it should be`);
    return record;
  }

  async #many<T>(name: EndpointName, body: unknown, [field, schema]: [string, z.ZodType<T>]): Promise<T[]> {
    const answer = await this.#post(name, body);
    const records = list.safeParse(answer[field]);
    if (records.success) return readRecords(schema, records.data, `${name} ${field}`, this.#malformed);
    this.#malformed({ where: name, reason: `${field} is no list`, text: textOf(answer) });
    throw unreadable(name, `its ${field} is no list`);
  }

  async #post(name: EndpointName, body: unknown, more: More = {}): Promise<Readonly<Record<string, unknown>>> {
    const { errors, ...how } = endpoints[name];
    const { text } = await this.#calls.call({
      ...how,
      ...more,
      name,
      method: 'POST',
      path: `/api/${name}`,
      ...(body === undefined ? {} : { body: { json: body } }),
    });
    const answer = readRecord(envelope, jsonOf(text) ?? text, name, this.#malformed);
    if (answer === undefined) throw unreadable(name, 'it is no answer of a gateway');
    if (answer.success) return answer;
    const id = jsonOrderId.safeParse(answer.orderId);
    const sentence = sentenceOf(errors, answer.errorCode, answer.errorMessage);
    throw new GatewayRefused(sentence, answer.errorCode, id.success ? id.data : undefined);
  }
}

const unreadable = (name: EndpointName, why: string): GatewayUnreadable =>
  new GatewayUnreadable(`The gateway's answer to ${name} cannot be read: ${why}.`);
