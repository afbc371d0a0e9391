import type { Notify } from '../../core/alerts/notification.ts';
import type { Clock } from '../../core/clock.ts';
import { type Instant, SECOND } from '../../core/model/time.ts';
import type { Tracer } from '../../core/trace/port.ts';
import type { BooksEvent } from '../../core/venue/port.ts';

type Malformed = Extract<BooksEvent, { type: 'malformed' }>;

/** A record that could not be read, as it stands among the errors of the traces. */
class MalformedRecord extends Error {
  override readonly name = 'MalformedRecord';
}

export interface MalformedParts {
  readonly venue: string;
  readonly tracer: Tracer;
  readonly machine: Clock;
  readonly notify: Notify;
}

/** Of one place, so that a stream of nonsense does not fill the traces. */
const ONE_TRACE_EACH = SECOND;

/** Tells of records that could not be read: a notice a place, and a trace with the bytes. */
export class MalformedRecords {
  readonly #parts: MalformedParts;
  readonly #traced = new Map<string, Instant>();

  constructor(parts: MalformedParts) {
    this.#parts = parts;
  }

  take({ where, reason, text }: Malformed): void {
    const { venue, tracer, machine, notify } = this.#parts;
    notify.tell({
      type: 'venue',
      level: 'warning',
      key: `malformed:${venue}:${where}`,
      text: `${venue} sent a record in ${where} that cannot be read: ${reason}`,
      detail: 'It was left out and the rest taken. Its text is in the traces, under server/monitors/malformed.take.',
    });
    const now = machine.now();
    const last = this.#traced.get(where);
    if (last !== undefined && now - last < ONE_TRACE_EACH) return;
    this.#traced.set(where, now);
    try {
      tracer.within(undefined, () =>
        tracer.span('server/monitors/malformed.take', { inputs: { venue, where, text } }, () => {
          throw new MalformedRecord(reason);
        }),
      );
    } catch (error) {
      if (!(error instanceof MalformedRecord)) throw error;
    }
  }
}
