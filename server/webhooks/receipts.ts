import type { Bus } from '../../core/bus.ts';
import type { Clock } from '../../core/clock.ts';
import { formatInteger } from '../../core/format.ts';
import { type Instant, instant } from '../../core/model/time.ts';
import type { Receipt, WebhookState, WebhooksState } from '../../core/webhooks/receipt.ts';
import type { Log } from '../desk/log.ts';
import type { Journal } from '../journal/port.ts';
import type { WebhookRow } from '../journal/webhook-record.ts';
import { Rate } from './rate.ts';

const SHOWN = 200;
/** Messages of strangers that are kept in a minute; the others are counted. */
const STRANGERS = 20;

export interface ReceiptsParts {
  readonly journal: Pick<Journal, 'webhooks'>;
  readonly bus: Bus;
  /** The console's. */
  readonly clock: Pick<Clock, 'now'>;
  readonly machine: Pick<Clock, 'now'>;
  readonly webhooks: () => readonly WebhookState[];
  readonly log: Log;
}

/** What was received, on disk and on the topic `webhooks`. */
export class Receipts {
  readonly #parts: ReceiptsParts;
  readonly #strangers: Rate;
  #uncounted = 0;
  #newest: readonly Receipt[];
  #next: number;

  constructor(parts: ReceiptsParts) {
    this.#parts = parts;
    this.#strangers = new Rate(STRANGERS, 60, parts.machine);
    this.#newest = parts.journal.webhooks.newest(SHOWN);
    this.#next = parts.journal.webhooks.nextId();
    parts.bus.define<WebhooksState>('webhooks', () => ({ webhooks: parts.webhooks(), receipts: this.#newest }));
  }

  nextId(): number {
    return this.#next++;
  }

  now(): Instant {
    return instant(this.#parts.clock.now());
  }

  /** On disk before it is acted on; rejects while the disk cannot be written. */
  begin(row: WebhookRow): Promise<void> {
    this.#show(row);
    return this.#parts.journal.webhooks.append(row, 'refuse');
  }

  /** What became of it; nobody waits where the disk cannot be written. */
  async end(row: WebhookRow): Promise<void> {
    this.#show(row);
    try {
      await this.#parts.journal.webhooks.append(row, 'go_on');
    } catch (error) {
      this.#parts.log.error(
        `Receipt ${row.id} of ${row.webhook} was not kept: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  }

  /** A message of somebody who did not know the secret, or of too many: so many a minute are kept, and the others counted with the next. */
  async stranger(row: WebhookRow): Promise<void> {
    if (this.#strangers.wait() > 0) {
      this.#uncounted += 1;
      return;
    }
    const more = this.#uncounted;
    this.#uncounted = 0;
    const counted = more === 0 ? row : { ...row, reason: `${row.reason} ${formatInteger(more)} more came before it.` };
    await this.end(counted);
  }

  #show(row: WebhookRow): void {
    const { message: _message, answer: _answer, machine: _machine, ...receipt } = row;
    const others = this.#newest.filter(({ id }) => id !== receipt.id);
    const at = others.findIndex(({ id }) => id < receipt.id);
    const place = at === -1 ? others.length : at;
    this.#newest = [...others.slice(0, place), receipt, ...others.slice(place)].slice(0, SHOWN);
    this.#parts.bus.touch('webhooks');
  }
}
