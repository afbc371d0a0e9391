import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readLogs } from '../../../../core/trace/otlp/read-logs.ts';
import { readTraces } from '../../../../core/trace/otlp/read-traces.ts';
import { createSerializer } from '../../../../core/trace/serialize/serializer.ts';
import { type Secretive, secretive, secretText, sensitiveName, telltale } from '../secrets.ts';
import { keeping } from './keeping.ts';

/** A value as JSON has it, in the shape of an `AnyValue`. */
function anyValueOf(value: unknown): unknown {
  if (typeof value === 'string') return { stringValue: value };
  if (typeof value === 'boolean') return { boolValue: value };
  if (typeof value === 'number') return { doubleValue: value };
  if (Array.isArray(value)) return { arrayValue: { values: value.map(anyValueOf) } };
  if (typeof value !== 'object' || value === null) return {};
  return { kvlistValue: { values: Object.entries(value).map(([key, inner]) => ({ key, value: anyValueOf(inner) })) } };
}

const sent = ({ value }: Secretive): unknown => {
  const text = JSON.stringify({ value }, (_, inner: unknown) => (typeof inner === 'bigint' ? Number(inner) : inner));
  return anyValueOf((JSON.parse(text) as { readonly value?: unknown }).value ?? '');
};

const attributes = fc.array(
  fc.oneof(
    secretive.map((value) => ({ key: 'note', value: sent(value) })),
    secretive.map((value) => ({ key: 'deskbook.input.order', value: sent(value) })),
    fc.tuple(sensitiveName, secretText).map(([key, { text }]) => ({ key, value: { stringValue: text } })),
    secretText.map(({ text }) => ({ key: 'deskbook.subject', value: { stringValue: text } })),
    fc.tuple(fc.constantFrom('type', 'message', 'stacktrace'), secretText).map(([part, { text }]) => ({
      key: `exception.${part}`,
      value: { stringValue: text },
    })),
  ),
  { maxLength: 6 },
);

const moment = '1763650800000000000';
const ids = { traceId: '5b8efff798038103d269b633813fc60c', spanId: 'eee19b7ec3c1b174' };

test('no row of a span that is sent has a secret', () => {
  fc.assert(
    fc.property(
      attributes,
      attributes,
      secretText,
      secretText,
      fc.constantFrom(0, 2),
      (given, told, name, message, code) => {
        const span = {
          ...ids,
          name: name.text,
          startTimeUnixNano: moment,
          endTimeUnixNano: moment,
          attributes: given,
          status: { code, message: message.text },
          events: [
            { name: 'exception', timeUnixNano: moment, attributes: told },
            { name: 'sent', timeUnixNano: moment, attributes: told },
          ],
        };
        const resource = { attributes: [{ key: 'host.name', value: { stringValue: message.text } }, ...given] };
        const rows = [...readTraces({ resourceSpans: [{ resource, scopeSpans: [{ spans: [span] }] }] }, keeping)];
        expect(rows).toHaveLength(1);
        expect(JSON.stringify(rows)).not.toContain(telltale);
      },
    ),
    { numRuns: 500 },
  );
});

test('nor has the row of a log line', () => {
  const serializer = createSerializer();
  fc.assert(
    fc.property(attributes, secretive, secretText, (given, body, { text }) => {
      const logRecords = [sent(body), { stringValue: text }].map((each) => ({
        ...ids,
        timeUnixNano: moment,
        body: each,
        attributes: given,
      }));
      const rows = [...readLogs({ resourceLogs: [{ scopeLogs: [{ logRecords }] }] }, serializer)];
      expect(rows).toHaveLength(2);
      expect(JSON.stringify(rows)).not.toContain(telltale);
    }),
    { numRuns: 500 },
  );
});
