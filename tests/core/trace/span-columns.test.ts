import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SpanPacker, spansOf } from '../../../core/trace/span-columns.ts';
import { type Captured, Printed, type ProcessInfo, type SpanRecord } from '../../../core/trace/span-record.ts';
import { busy, span, submit } from './spans.ts';

const value: fc.Arbitrary<Captured> = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.double(),
  fc.boolean(),
  fc.bigInt(),
  fc.constantFrom(null, undefined),
  fc.string().map((text) => new Printed(text)),
);
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const count = fc.nat({ max: Number.MAX_SAFE_INTEGER });
const processes: readonly ProcessInfo[] = [submit, { name: 'other', group: 'else', parameters: [] }];
const record: fc.Arbitrary<SpanRecord> = fc.record({
  process: fc.constantFrom(...processes),
  span: count,
  parent: count,
  root: count,
  remote: optional(fc.record({ traceId: fc.string(), spanId: fc.string() })),
  depth: fc.nat(),
  start: fc.double({ noNaN: true }),
  duration: fc.double({ noNaN: true }),
  error: optional(fc.string()),
  inputs: fc.array(value, { maxLength: 5 }),
  outputs: optional(fc.array(fc.tuple(fc.string(), value), { maxLength: 4 })),
  subject: optional(fc.string()),
  cpu: optional(fc.double()),
  memory: optional(fc.double()),
});

test('records come out of their columns as they went in, across a thread', () => {
  const packer = new SpanPacker();
  fc.assert(
    fc.property(fc.array(record, { maxLength: 30 }), (records) => {
      const columns = structuredClone(packer.pack(records, (process) => processes.indexOf(process)));
      expect([...spansOf(columns, (number) => processes[number]!)]).toEqual(records);
    }),
    { numRuns: 100 },
  );
});

test('a record with more values than anybody has keeps them all', () => {
  const records = [span(1, { inputs: Array.from({ length: 30_000 }, (_, n) => n) }), busy(2)];
  const columns = new SpanPacker().pack(records, () => 0);
  expect([...spansOf(columns, () => submit)]).toEqual(records);
});

test('a record whose values cannot be read comes without them, and costs its neighbors nothing', () => {
  const unreadable = new Proxy(new Printed(''), {
    get() {
      throw new Error('a fault of a getter');
    },
  });
  const broken = span(2, { inputs: [1, unreadable], outputs: [['result', 1]] });
  const columns = new SpanPacker().pack([busy(1), broken, busy(3)], () => 0);
  expect([...spansOf(columns, () => submit)]).toEqual([
    busy(1),
    { ...broken, inputs: [], outputs: undefined },
    busy(3),
  ]);
});
