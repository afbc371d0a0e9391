import type { ClientOrderId } from '../../../core/model/ids.ts';
import type { Tracer } from '../../../core/trace/port.ts';
import type { SpanContext } from '../../../core/trace/span-record.ts';

const rememberedAtMost = 10_000;

/** What happens to an order later, when the venue says so, belongs to the trace in which it was asked for. */
export class OrderTraces {
  readonly #tracer: Pick<Tracer, 'current' | 'within'>;
  readonly #asked = new Map<ClientOrderId, SpanContext>();

  constructor(tracer: Pick<Tracer, 'current' | 'within'>) {
    this.#tracer = tracer;
  }

  /** Runs work that is about this order: within its trace where nothing is under way. */
  within<R>(order: ClientOrderId | undefined, work: () => R): R {
    if (order === undefined) return work();
    const current = this.#tracer.current();
    if (current === undefined) return this.#tracer.within(this.#asked.get(order), work);
    if (!this.#asked.has(order)) this.#remember(order, current);
    return work();
  }

  #remember(order: ClientOrderId, context: SpanContext): void {
    this.#asked.set(order, context);
    if (this.#asked.size <= rememberedAtMost) return;
    for (const oldest of this.#asked.keys()) {
      this.#asked.delete(oldest);
      return;
    }
  }
}
