import { z } from 'zod';
import type { AccountId, VenueOrderId } from '../../../core/model/ids.ts';
import type { Money } from '../../../core/model/money.ts';
import { VenueProblem } from '../../../core/venue/books.ts';
import type { Calls, CallTo } from '../../calls/port.ts';
import { readRecord, readRecords, type TellMalformed, textOf } from '../parse/records.ts';
import { type Endpoint, type EndpointName, endpoints } from './endpoints.ts';
import { refusalIn, UpstoxRefused } from './errors.ts';
import { feedRecord, fundsRecord, type ProfileRecord, profileRecord, tokenRecord } from './parse/account.ts';
import { type BarRecord, barRecord, type QuoteRecord, quoteRecord } from './parse/bar.ts';
import { failure, jsonOf, success } from './parse/envelope.ts';
import { jsonOrderId, orderRecord, type UpstoxOrder } from './parse/order.ts';
import { type PositionRecord, positionRecord } from './parse/position.ts';
import { tradeRecord, type UpstoxTrade } from './parse/trade.ts';

/** An order as Upstox takes it; prices that its type has none of are 0. */
export interface PlaceRequest {
  readonly instrument_token: string;
  readonly quantity: number;
  readonly product: 'I' | 'D';
  readonly validity: string;
  readonly price: number;
  readonly trigger_price: number;
  readonly order_type: string;
  readonly transaction_type: 'BUY' | 'SELL';
  readonly disclosed_quantity: 0;
  readonly is_amo: false;
  /** The desk slices what is too large by itself. */
  readonly slice: false;
  readonly tag: string;
}

/** Everything of an order that can change, changed or not. */
export interface ModifyRequest
  extends Pick<
    PlaceRequest,
    'quantity' | 'validity' | 'price' | 'trigger_price' | 'order_type' | 'disclosed_quantity'
  > {
  readonly order_id: string;
}

export interface TokenRequest {
  readonly code: string;
  readonly client_id: string;
  readonly client_secret: string;
  readonly redirect_uri: string;
}

export interface CandlesRequest {
  readonly key: string;
  readonly unit: 'minutes' | 'hours' | 'days';
  readonly units: number;
  /** First and last day, `YYYY-MM-DD`; today where they are left out. */
  readonly days?: { readonly from: string; readonly to: string };
}

/** Upstox answered with something that cannot be read: whether it did what was asked is not known. */
class UpstoxUnreadable extends VenueProblem {}

export interface Hosts {
  readonly rest: Pick<Calls, 'call'>;
  readonly orders: Pick<Calls, 'call'>;
}

type More = Pick<CallTo, 'query' | 'body' | 'authorized'> & { readonly under?: string };

const list = z.array(z.unknown());
const placed = z.object({ order_ids: z.array(jsonOrderId).min(1) });
const candles = z.object({ candles: list });
const quotes = z.record(z.string(), z.unknown());

/**
 * Everything that is asked of Upstox. What it answers is read record by record; one that cannot be read is told and left out. Rejects with an
 * `UpstoxRefused` where it says no, an `UpstoxUnreadable` where its answer makes no sense, and a `CallFailed` where there is none.
 */
export class Upstox {
  readonly #hosts: Hosts;
  readonly #malformed: TellMalformed;

  constructor(hosts: Hosts, malformed: TellMalformed) {
    this.#hosts = hosts;
    this.#malformed = malformed;
  }

  /** The token of a code, which is good once. */
  async token(request: TokenRequest): Promise<string> {
    const name = 'login/token';
    const text = await this.#text(name, { body: { form: { ...request, grant_type: 'authorization_code' } } });
    const read = tokenRecord.safeParse(jsonOf(text));
    // what cannot be read may have the token in it, and is told to nobody
    if (!read.success) throw unreadable(name, 'it has no token');
    return read.data.access_token;
  }

  profile(): Promise<ProfileRecord> {
    return this.#one('user/profile', profileRecord);
  }

  funds(): Promise<Money> {
    return this.#one('user/funds', fundsRecord, { query: { segment: 'SEC' } });
  }

  /** Its id; more than one where it was sliced all the same. */
  async place(request: PlaceRequest): Promise<readonly VenueOrderId[]> {
    return (await this.#one('order/place', placed, { body: { json: request } })).order_ids;
  }

  async modify(request: ModifyRequest): Promise<void> {
    await this.#data('order/modify', { body: { json: request } });
  }

  async cancel(id: VenueOrderId): Promise<void> {
    await this.#data('order/cancel', { query: { order_id: id } });
  }

  /** Of the day. */
  orders(): Promise<UpstoxOrder[]> {
    return this.#many('order/retrieve-all', orderRecord);
  }

  order(id: VenueOrderId): Promise<UpstoxOrder> {
    return this.#one('order/details', orderRecord, { query: { order_id: id } });
  }

  /** Of the day. */
  trades(): Promise<UpstoxTrade[]> {
    return this.#many('order/trades-for-day', tradeRecord);
  }

  positions(): Promise<PositionRecord[]> {
    return this.#many('portfolio/positions', positionRecord);
  }

  async quote(key: string): Promise<QuoteRecord | undefined> {
    const found = await this.#one('market-quote/quotes', quotes, { query: { instrument_key: key } });
    const records = readRecords(quoteRecord, Object.values(found), 'market-quote/quotes', this.#malformed);
    return records.find(({ instrument_token }) => instrument_token === key);
  }

  /** Newest first. */
  async candles({ key, unit, units, days }: CandlesRequest): Promise<BarRecord[]> {
    const name = days === undefined ? 'historical-candle/intraday' : 'historical-candle';
    const parts = [encodeURIComponent(key), unit, units, ...(days === undefined ? [] : [days.to, days.from])];
    const { candles: found } = await this.#one(name, candles, { under: parts.join('/') });
    return readRecords(barRecord, found, name, this.#malformed);
  }

  /** Where a feed is, for one connection. */
  feed(name: 'market' | 'portfolio'): Promise<string> {
    const query = name === 'market' ? undefined : { update_types: 'order,position,holding' };
    return this.#one(`feed/${name}`, feedRecord, query === undefined ? {} : { query });
  }

  async #one<T>(name: EndpointName, schema: z.ZodType<T>, more: More = {}): Promise<T> {
    const record = readRecord(schema, await this.#data(name, more), name, this.#malformed);
    if (record === undefined) throw unreadable(name, 'it is not what it should be');
    return record;
  }

  async #many<T>(name: EndpointName, schema: z.ZodType<T>): Promise<T[]> {
    const data = await this.#data(name);
    // nothing may be told as no list at all
    const records = list.safeParse(data ?? []);
    if (records.success) return readRecords(schema, records.data, name, this.#malformed);
    this.#malformed({ where: name, reason: 'is no list', text: textOf(data) });
    throw unreadable(name, 'it is no list');
  }

  async #data(name: EndpointName, more: More = {}): Promise<unknown> {
    const text = await this.#text(name, more);
    const answer = jsonOf(text);
    const read = success.safeParse(answer);
    if (read.success) return read.data.data;
    const refused = failure.safeParse(answer);
    if (refused.success) throw new UpstoxRefused(refused.data);
    this.#malformed({ where: name, reason: 'is no answer of Upstox', text: textOf(text) });
    throw unreadable(name, 'it is no answer of Upstox');
  }

  async #text(name: EndpointName, { under, ...more }: More): Promise<string> {
    const { path, ...how }: Endpoint = endpoints[name];
    const host = how.service === 'orders' ? this.#hosts.orders : this.#hosts.rest;
    try {
      const { text } = await host.call({
        ...how,
        ...more,
        name,
        limit: how.service === 'orders' ? 'orders' : name,
        path: under === undefined ? path : `${path}/${under}`,
      });
      return text;
    } catch (error) {
      throw refusalIn(error) ?? error;
    }
  }
}

/** An account's own records have its name. */
export const ofAccount = <T>(record: T, account: AccountId): T & { readonly account: AccountId } => ({
  ...record,
  account,
});

const unreadable = (name: EndpointName, why: string): UpstoxUnreadable =>
  new UpstoxUnreadable(`What Upstox answered to ${name} cannot be read: ${why}.`);
