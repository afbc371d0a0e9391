import { z } from 'zod';
import type { VenueOrderId } from '../../../core/model/ids.ts';
import { CallFailed, type Calls, type CallTo } from '../../calls/port.ts';
import { readRecord, readRecords, type TellMalformed } from '../parse/records.ts';
import { KiteRefused, KiteUnreadable, refusalOf } from './errors.ts';
import { type Margins, marginsAnswer, type Profile, profileAnswer, sessionAnswer } from './parse/account.ts';
import { type CandleRecord, candleRecord, candlesAnswer } from './parse/candle.ts';
import { envelope, jsonOf } from './parse/envelope.ts';
import { jsonOrderId } from './parse/ids.ts';
import { historyRow, orderRecord, type ToldOrder } from './parse/order.ts';
import { type PositionRecord, positionRecord, positionsAnswer } from './parse/position.ts';
import { type QuoteRecord, quoteRecord, quotesAnswer } from './parse/quote.ts';
import { type ToldTrade, tradeRecord } from './parse/trade.ts';

export type Form = Readonly<Record<string, string>>;

type Query = NonNullable<CallTo['query']>;
type How = Pick<CallTo, 'service' | 'name' | 'method' | 'path' | 'repeat'> &
  Partial<Pick<CallTo, 'query' | 'body' | 'urgency' | 'limit' | 'authorized' | 'timeoutMilliseconds'>>;

const list = z.array(z.unknown());
const placed = z.object({ order_id: jsonOrderId });
const reading = { method: 'GET', repeat: 'safe' } as const;
const ordering = { service: 'orders', urgency: 'first', limit: 'orders' } as const;

/** A dump of an exchange is long and comes slowly. */
const DUMP_MILLISECONDS = 60_000;

/**
 * Every endpoint of Kite that is used here. What it answers is read record by record; one that cannot be read is told and left out. Rejects with a
 * `KiteRefused` where Kite says no, a `KiteUnreadable` where its answer makes no sense, and a `CallFailed` where there is none.
 */
export class Kite {
  readonly #calls: Pick<Calls, 'call'>;
  readonly #malformed: TellMalformed;

  constructor(calls: Pick<Calls, 'call'>, malformed: TellMalformed) {
    this.#calls = calls;
    this.#malformed = malformed;
  }

  /** A token for the code of a login. */
  session(form: Form): Promise<z.output<typeof sessionAnswer>> {
    const how = { service: 'session', name: 'session/token', method: 'POST', path: '/session/token' } as const;
    return this.#one({ ...how, body: { form }, repeat: 'never', urgency: 'first', authorized: false }, sessionAnswer);
  }

  profile(): Promise<Profile> {
    return this.#one({ ...reading, service: 'books', name: 'user/profile', path: '/user/profile' }, profileAnswer);
  }

  margins(): Promise<Margins> {
    return this.#one({ ...reading, service: 'books', name: 'user/margins', path: '/user/margins' }, marginsAnswer);
  }

  /** All of today's. */
  orders(): Promise<ToldOrder[]> {
    return this.#many({ ...reading, service: 'books', name: 'orders', path: '/orders' }, orderRecord);
  }

  /** Every status that an order has had, oldest first. */
  async statuses(id: VenueOrderId): Promise<string[]> {
    const how = { ...reading, service: 'books', name: 'orders/history', path: `/orders/${encodeURIComponent(id)}` };
    return (await this.#many(how, historyRow)).map(({ status }) => status);
  }

  /** All of today's. */
  trades(): Promise<ToldTrade[]> {
    return this.#many({ ...reading, service: 'books', name: 'trades', path: '/trades' }, tradeRecord);
  }

  async positions(): Promise<PositionRecord[]> {
    const name = 'portfolio/positions';
    const { net } = await this.#one({ ...reading, service: 'books', name, path: `/${name}` }, positionsAnswer);
    return readRecords(positionRecord, net, `${name} net`, this.#malformed);
  }

  async place(form: Form): Promise<VenueOrderId> {
    const how = { ...ordering, name: 'orders/place', method: 'POST', path: '/orders/regular' } as const;
    return (await this.#one({ ...how, body: { form }, repeat: 'never' }, placed)).order_id;
  }

  async modify(id: VenueOrderId, form: Form): Promise<void> {
    const path = `/orders/regular/${encodeURIComponent(id)}`;
    const how = { ...ordering, name: 'orders/modify', method: 'PUT', path } as const;
    await this.#one({ ...how, body: { form }, repeat: 'never' }, z.unknown());
  }

  async cancel(id: VenueOrderId): Promise<void> {
    const path = `/orders/regular/${encodeURIComponent(id)}`;
    await this.#one({ ...ordering, name: 'orders/cancel', method: 'DELETE', path, repeat: 'safe' }, z.unknown());
  }

  /** The text of an exchange's list, or of all. */
  async dump(exchange: string): Promise<string> {
    const how = { ...reading, service: 'instruments', name: 'instruments', path: `/instruments/${exchange}` } as const;
    const more = { urgency: 'last', timeoutMilliseconds: DUMP_MILLISECONDS } as const;
    return (await this.#called({ ...how, ...more })).text;
  }

  /** How a market stands, by exchange and name; undefined for one that Kite does not know. */
  async quote(contractId: string): Promise<QuoteRecord | undefined> {
    const how = { ...reading, service: 'quote', name: 'quote', path: '/quote', query: { i: contractId } } as const;
    const answer = await this.#one({ ...how, urgency: 'last' }, quotesAnswer);
    const told = Object.hasOwn(answer, contractId) ? answer[contractId] : undefined;
    return told === undefined ? undefined : readRecord(quoteRecord, told, `quote ${contractId}`, this.#malformed);
  }

  /** Oldest first. */
  async candles(token: number, interval: string, query: Query): Promise<CandleRecord[]> {
    const path = `/instruments/historical/${token}/${interval}`;
    const how = { ...reading, service: 'history', name: 'instruments/historical', path, query } as const;
    const { candles } = await this.#one({ ...how, urgency: 'last' }, candlesAnswer);
    return readRecords(candleRecord, candles, 'instruments/historical candles', this.#malformed);
  }

  async #many<T>(how: How, schema: z.ZodType<T>): Promise<T[]> {
    return readRecords(schema, await this.#one(how, list), how.name, this.#malformed);
  }

  async #one<T>(how: How, schema: z.ZodType<T>): Promise<T> {
    const { text } = await this.#called(how);
    const answer = readRecord(envelope, jsonOf(text) ?? text, how.name, this.#malformed);
    if (answer === undefined) throw unreadable(how.name, 'it is no answer of Kite');
    if (answer.status === 'error') throw new KiteRefused(answer.error_type ?? 'GeneralException', answer.message);
    const data = readRecord(schema, answer.data, how.name, this.#malformed);
    if (data === undefined) throw unreadable(how.name, 'its data is not what it should be');
    return data;
  }

  async #called(how: How) {
    try {
      return await this.#calls.call(how);
    } catch (error) {
      throw error instanceof CallFailed ? (refusalOf(error) ?? error) : error;
    }
  }
}

const unreadable = (name: string, why: string): KiteUnreadable =>
  new KiteUnreadable(`Kite's answer to ${name} cannot be read: ${why}.`);
