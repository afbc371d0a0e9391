import fc from 'fast-check';
import { expect, test } from 'vitest';
import { logFields } from '../../../core/trace/log-fields.ts';
import { literal } from '../../../core/trace/serialize/literal.ts';
import { createSerializer } from '../../../core/trace/serialize/serializer.ts';
import { recording } from './recording.ts';
import { secretive, secretText } from './secrets.ts';

/** Numbers are never cut. */
const longestNumber = 26;
const limit = fc.oneof(fc.constant(1_000), fc.integer({ min: 20, max: 2_000 }));
const shown = (text: string, secrets: readonly string[]): readonly string[] =>
  secrets.filter((secret) => text.includes(secret));

test('no secret is found in what is kept of a value, whatever it is and however long it may be', () => {
  fc.assert(
    fc.property(secretive, limit, ({ value, secrets }, limit) => {
      const serializer = createSerializer({ limit });
      const outputs = serializer.outputs(value) ?? [];
      const texts = [
        literal(serializer.snapshot(value)),
        literal(serializer.named('order', value)),
        ...outputs.map(([, part]) => literal(part)),
      ];
      const names = outputs.map(([name]) => name);
      expect(shown([...texts, ...names].join('\n'), secrets)).toEqual([]);
      expect(Math.max(...texts.map((text) => text.length))).toBeLessThanOrEqual(Math.max(limit, longestNumber));
    }),
    { numRuns: 1_000 },
  );
});

test('nor in a text, and masking once more changes nothing', () => {
  const serializer = createSerializer();
  fc.assert(
    fc.property(fc.array(secretText, { minLength: 1, maxLength: 3 }), (parts) => {
      const masked = serializer.text(parts.map(({ text }) => text).join('\n'));
      expect(
        shown(
          masked,
          parts.flatMap(({ marks }) => marks),
        ),
      ).toEqual([]);
      expect(serializer.text(masked)).toBe(masked);
    }),
    { numRuns: 1_000 },
  );
});

test('nor in the fields of a log line', () => {
  const serializer = createSerializer();
  const plain = (value: unknown): Record<string, unknown> =>
    JSON.parse(JSON.stringify({ value }, (_, inner: unknown) => (typeof inner === 'bigint' ? Number(inner) : inner)));
  fc.assert(
    fc.property(secretive, ({ value, secrets }) => {
      expect(shown(logFields(plain(value), serializer), secrets)).toEqual([]);
    }),
    { numRuns: 1_000 },
  );
});

test('JSON stays JSON', () => {
  const serializer = createSerializer();
  const secrets = ['account', 'password', 'x'];
  fc.assert(
    fc.property(
      fc
        .jsonValue()
        .chain((inner) => fc.dictionary(fc.constantFrom(...secrets), fc.oneof(fc.jsonValue(), fc.constant(inner)))),
      (value) => {
        expect(() => JSON.parse(serializer.text(JSON.stringify(value)))).not.toThrow();
      },
    ),
    { numRuns: 1_000 },
  );
});

test('a text without secrets stays as it is', () => {
  const serializer = createSerializer();
  const texts = [
    "ZNZ6 110'160 buy 5",
    'The order T-17 was not accepted: the venue is closed.',
    'select instrument, sum(quantity) from fills group by all',
    '    at Desk.submit (file:///x/server/auth.ts:12:5)',
    'author: Joe, tokens_total: 5',
    'https://host:80/a/b?x=1&y=2',
    '{"side":"buy","price":110.5}',
  ];
  expect(texts.map((text) => serializer.text(text))).toEqual(texts);
});

test('nor in the text of a function', () => {
  const { tracer, records } = recording();
  tracer.monitor(() => ({ password: 'hunter2-and-more' }).password.length)();
  expect(records[0]?.process.source).toMatch(/^\(\) => \(\{ password: ['"]\*{3}['"] \}\)\.password\.length$/);
});
