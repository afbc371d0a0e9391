import { maskText } from '../../core/trace/mask.ts';
import { sensitiveNames } from '../../core/trace/mask-names.ts';
import type { Tracer } from '../../core/trace/port.ts';
import type { VenueEvent } from '../../core/venue/port.ts';
import type { Malformed as Record } from './parse/records.ts';

const names = sensitiveNames();

/** Records that could not be read: each is told with its bytes, secrets masked, and kept in a trace. */
export class Malformed {
  readonly #emit: (event: VenueEvent) => void;
  readonly #tracer: Tracer;
  readonly #kind: string;
  #count = 0;

  /** `kind` begins the name of the traces. */
  constructor(kind: string, emit: (event: VenueEvent) => void, tracer: Tracer) {
    this.#kind = kind;
    this.#emit = emit;
    this.#tracer = tracer;
  }

  get count(): number {
    return this.#count;
  }

  readonly tell = ({ where, reason, text }: Record): void => {
    this.#count += 1;
    const event = { type: 'malformed' as const, where, reason, text: maskText(text, names) };
    this.#tracer.span(`${this.#kind}/malformed`, { subject: where, inputs: event }, () => undefined);
    this.#emit(event);
  };
}
