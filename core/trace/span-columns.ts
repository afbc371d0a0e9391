import { type Captured, Printed, type ProcessInfo, type SpanRecord } from './span-record.ts';

/** Many records as a few arrays, since a thread takes those ten times faster than objects. Read with `spansOf`. */
export interface SpanColumns {
  readonly count: number;
  readonly numbers: Float64Array;
  readonly marks: Uint8Array;
  readonly texts: readonly string[];
}

/** What of a record is there at all, a bit each. */
const HAS_SUBJECT = 1;
const HAS_ERROR = 2;
const HAS_REMOTE = 4;
const HAS_CPU = 8;
const HAS_MEMORY = 16;
const HAS_OUTPUTS = 32;

const UNDEFINED = 0;
const NULL = 1;
const FALSE = 2;
const TRUE = 3;
const NUMBER = 4;
const TEXT = 5;
const BIGINT = 6;
const PRINTED = 7;

/** Packs records; its buffers are used again for the next. */
export class SpanPacker {
  #numbers = new Float64Array(8_192);
  #marks = new Uint8Array(8_192);
  #texts: string[] = [];
  #atNumber = 0;
  #atMark = 0;

  /** `processOf` gives the number that a process has for the reader; a record whose values cannot be read is packed without them. */
  pack(records: readonly SpanRecord[], processOf: (process: ProcessInfo) => number): SpanColumns {
    this.#atNumber = 0;
    this.#atMark = 0;
    this.#texts = [];
    for (const record of records) this.#record(record, processOf(record.process));
    return {
      count: records.length,
      numbers: this.#numbers.slice(0, this.#atNumber),
      marks: this.#marks.slice(0, this.#atMark),
      texts: this.#texts,
    };
  }

  #record(record: SpanRecord, process: number): void {
    const number = this.#atNumber;
    const mark = this.#atMark;
    const text = this.#texts.length;
    try {
      this.#put(record, process);
    } catch {
      this.#atNumber = number;
      this.#atMark = mark;
      this.#texts.length = text;
      this.#put({ ...record, inputs: [], outputs: undefined }, process);
    }
  }

  #put(record: SpanRecord, process: number): void {
    const { subject, error, remote, cpu, memory, inputs, outputs } = record;
    this.#mark(
      (subject === undefined ? 0 : HAS_SUBJECT) |
        (error === undefined ? 0 : HAS_ERROR) |
        (remote === undefined ? 0 : HAS_REMOTE) |
        (cpu === undefined ? 0 : HAS_CPU) |
        (memory === undefined ? 0 : HAS_MEMORY) |
        (outputs === undefined ? 0 : HAS_OUTPUTS),
    );
    this.#number(process);
    this.#number(record.span);
    this.#number(record.parent);
    this.#number(record.root);
    this.#number(record.depth);
    this.#number(record.start);
    this.#number(record.duration);
    if (subject !== undefined) this.#texts.push(subject);
    if (error !== undefined) this.#texts.push(error);
    if (remote !== undefined) this.#texts.push(remote.traceId, remote.spanId);
    if (cpu !== undefined) this.#number(cpu);
    if (memory !== undefined) this.#number(memory);
    this.#number(inputs.length);
    for (const value of inputs) this.#value(value);
    if (outputs === undefined) return;
    this.#number(outputs.length);
    for (const [name, value] of outputs) {
      this.#texts.push(name);
      this.#value(value);
    }
  }

  #value(value: Captured): void {
    switch (typeof value) {
      case 'string':
        this.#mark(TEXT);
        this.#texts.push(value);
        return;
      case 'number':
        this.#mark(NUMBER);
        this.#number(value);
        return;
      case 'boolean':
        this.#mark(value ? TRUE : FALSE);
        return;
      case 'bigint':
        this.#mark(BIGINT);
        this.#texts.push(value.toString(16));
        return;
      case 'undefined':
        this.#mark(UNDEFINED);
        return;
      default:
        this.#mark(value === null ? NULL : PRINTED);
        if (value !== null) this.#texts.push(value.text);
    }
  }

  #number(value: number): void {
    if (this.#atNumber === this.#numbers.length) {
      const numbers = new Float64Array(this.#numbers.length * 2);
      numbers.set(this.#numbers);
      this.#numbers = numbers;
    }
    this.#numbers[this.#atNumber] = value;
    this.#atNumber += 1;
  }

  #mark(value: number): void {
    if (this.#atMark === this.#marks.length) {
      const marks = new Uint8Array(this.#marks.length * 2);
      marks.set(this.#marks);
      this.#marks = marks;
    }
    this.#marks[this.#atMark] = value;
    this.#atMark += 1;
  }
}

/** The records again, in their order; `processOf` is the reverse of the one that packed them. */
export function* spansOf(columns: SpanColumns, processOf: (number: number) => ProcessInfo): Generator<SpanRecord> {
  const { count, numbers, marks, texts } = columns;
  let atNumber = 0;
  let atMark = 0;
  let atText = 0;
  const number = (): number => numbers[atNumber++] ?? 0;
  const text = (): string => texts[atText++] ?? '';
  const value = (): Captured => {
    switch (marks[atMark++]) {
      case NULL:
        return null;
      case FALSE:
        return false;
      case TRUE:
        return true;
      case NUMBER:
        return number();
      case TEXT:
        return text();
      case BIGINT:
        return bigintOf(text());
      case PRINTED:
        return new Printed(text());
      default:
        return undefined;
    }
  };
  for (let n = 0; n < count; n += 1) {
    const has = marks[atMark++] ?? 0;
    const process = processOf(number());
    const [span, parent, root, depth, start, duration] = [number(), number(), number(), number(), number(), number()];
    const subject = has & HAS_SUBJECT ? text() : undefined;
    const error = has & HAS_ERROR ? text() : undefined;
    const remote = has & HAS_REMOTE ? { traceId: text(), spanId: text() } : undefined;
    const cpu = has & HAS_CPU ? number() : undefined;
    const memory = has & HAS_MEMORY ? number() : undefined;
    const inputs: Captured[] = [];
    for (let left = number(); left > 0; left -= 1) inputs.push(value());
    let outputs: (readonly [string, Captured])[] | undefined;
    if (has & HAS_OUTPUTS) {
      outputs = [];
      for (let left = number(); left > 0; left -= 1) outputs.push([text(), value()]);
    }
    yield { process, span, parent, root, remote, depth, start, duration, error, inputs, outputs, subject, cpu, memory };
  }
}

const bigintOf = (hexadecimal: string): bigint =>
  hexadecimal.startsWith('-') ? -BigInt(`0x${hexadecimal.slice(1)}`) : BigInt(`0x${hexadecimal}`);
