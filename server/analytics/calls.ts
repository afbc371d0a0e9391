import { machineClock } from '../../core/clock.ts';
import { fingerprint } from '../../core/trace/fingerprint.ts';
import { groupsBy } from '../../core/trace/groups/groups.ts';
import type { Tracer } from '../../core/trace/port.ts';
import { render } from '../../core/trace/render.ts';
import type { TraceRows } from '../../core/trace/row.ts';
import { serializersWith } from '../../core/trace/serialize/serializer.ts';
import type { SpanContext, SpanRecord } from '../../core/trace/span-record.ts';
import type { TracedBy } from './protocol.ts';

/** What the engine's process does for a call of the console, recorded within that call's trace and handed back with the answer. */
export class EngineCalls {
  readonly #tracer: Tracer;
  readonly #service: string;
  #records: SpanRecord[] = [];

  constructor(tracer: Tracer, { mask, groups, groupBy, service }: TracedBy) {
    this.#tracer = tracer;
    this.#service = service;
    tracer.configure({ serializer: serializersWith(mask), group: groupsBy(groups, groupBy) });
    tracer.sink = { put: (record) => this.#records.push(record) };
  }

  /** Nothing is recorded of a call that the console does not record. */
  within<R>(parent: SpanContext | undefined, work: () => R): R {
    return parent === undefined
      ? this.#tracer.span('unrecorded', { sample: 0 }, work)
      : this.#tracer.within(parent, work);
  }

  /** The rows of what has ended since the last time. */
  take(): readonly TraceRows[] {
    const records = this.#records;
    this.#records = [];
    const tracer = this.#tracer;
    const epoch = machineClock.now() - tracer.platform.now();
    const ids = (record: SpanRecord) => tracer.idsOf(record);
    return records.map((record) => render(record, { ids, epoch, thread: 0, service: this.#service, fingerprint }));
  }
}
