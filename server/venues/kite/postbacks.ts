import { createHash, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { VenueOrderId } from '../../../core/model/ids.ts';
import type { Instant } from '../../../core/model/time.ts';
import { jsonOf } from './parse/envelope.ts';
import { jsonOrderId } from './parse/ids.ts';
import { instantOf } from './parse/instant.ts';
import { orderRecord, type ToldOrder } from './parse/order.ts';

const proof = z.object({ order_id: jsonOrderId, order_timestamp: z.string().max(40), checksum: z.string().max(128) });

const REMEMBERED = 20_000;

/**
 * What Kite posts when an order has changed. Its checksum proves the order and the time, and nothing of what is said beside them: so one that is proven says
 * that Kite is to be asked. One of an older time than the newest of its order, and one that came before, is nothing new.
 */
export class Postbacks {
  readonly #secret: string;
  readonly #newest = new Map<VenueOrderId, Instant>();
  readonly #seen = new Set<string>();

  constructor(secret: string) {
    this.#secret = secret;
  }

  /** The order, where the body is one of Kite's and new. */
  read(body: string): ToldOrder | 'repeated' | 'refused' {
    const value = jsonOf(body);
    const proven = proof.safeParse(value);
    if (!proven.success || !this.#isProven(proven.data)) return 'refused';
    const row = orderRecord.safeParse(value);
    const at = instantOf(proven.data.order_timestamp);
    if (!row.success || at === undefined) return 'refused';
    const { id } = row.data;
    const newest = this.#newest.get(id);
    const digest = createHash('sha256').update(body).digest('base64');
    if ((newest !== undefined && at < newest) || this.#seen.has(digest)) return 'repeated';
    this.#newest.delete(id);
    this.#newest.set(id, at);
    this.#seen.add(digest);
    forgetFirst(this.#newest);
    forgetFirst(this.#seen);
    return row.data;
  }

  #isProven({ order_id, order_timestamp, checksum }: z.output<typeof proof>): boolean {
    const expected = createHash('sha256').update(`${order_id}${order_timestamp}${this.#secret}`).digest();
    // of whatever was given, something of one length is compared
    const given = createHash('sha256').update(Buffer.from(checksum.toLowerCase(), 'hex')).digest();
    return timingSafeEqual(createHash('sha256').update(expected).digest(), given);
  }
}

function forgetFirst<K>(kept: Map<K, unknown> | Set<K>): void {
  if (kept.size <= REMEMBERED) return;
  for (const key of kept.keys()) {
    kept.delete(key);
    return;
  }
}
