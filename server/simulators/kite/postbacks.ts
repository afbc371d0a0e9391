import { createHash } from 'node:crypto';
import type { OrderRow } from './orders/order.ts';
import { API_SECRET, APP_ID, USER_ID } from './people.ts';

const PATIENCE_MILLISECONDS = 5_000;

/** The words with which an address is told of an order. */
const told: ReadonlySet<string> = new Set(['COMPLETE', 'CANCELLED', 'REJECTED', 'UPDATE']);

const checksumOf = (order: string, timestamp: string): string =>
  createHash('sha256').update(`${order}${timestamp}${API_SECRET}`).digest('hex');

/** Posts what becomes of orders to the address of the application, once, in order. */
export class Postbacks {
  readonly #address: string;
  readonly #log: (line: string) => void;
  #last: Promise<void> = Promise.resolve();
  #isClosed = false;

  constructor(address: string, log: (line: string) => void = () => {}) {
    this.#address = address;
    this.#log = log;
  }

  order(row: OrderRow): void {
    if (!told.has(row.status)) return;
    const body = JSON.stringify({
      user_id: USER_ID,
      unfilled_quantity: row.pending_quantity,
      app_id: APP_ID,
      checksum: checksumOf(row.order_id, String(row.order_timestamp)),
      ...row,
    });
    this.#last = this.#last.then(() => this.#post(body));
  }

  /** Once everything that was begun is posted or given up. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#last;
  }

  async #post(body: string): Promise<void> {
    if (this.#isClosed) return;
    try {
      const answer = await fetch(this.#address, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
        signal: AbortSignal.timeout(PATIENCE_MILLISECONDS),
      });
      await answer.body?.cancel();
    } catch (error) {
      this.#log(`A postback to ${this.#address} failed: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}
