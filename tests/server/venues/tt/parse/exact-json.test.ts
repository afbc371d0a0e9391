import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { elementText, readExactJson } from '../../../../../server/venues/tt/parse/exact-json.ts';

/** Every number as its text, by an independent walk. */
function asTexts(value: unknown): unknown {
  if (typeof value === 'number') return JSON.stringify(value);
  if (Array.isArray(value)) return value.map(asTexts);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, asTexts(each)]));
}

/** Texts of numbers as the shortest of theirs: `1e1` is `10`. */
const byValue = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value), (_, each) =>
    typeof each === 'string' && /^-?\d[\d.eE+-]*$/.test(each) ? JSON.stringify(Number(each)) : each,
  );

describe('exact JSON', () => {
  it.each([
    ['{"dateTime": 1747328540354606867}', { dateTime: '1747328540354606867' }],
    ['{"id":4877721789746411490,"price":110.171875}', { id: '4877721789746411490', price: '110.171875' }],
    ['[-0.5,1e-05,1E+3,0]', ['-0.5', '1e-05', '1E+3', '0']],
    ['{"text":"a 12 \\" 13, {\\"x\\": 14}","n":null,"b":true}', { text: 'a 12 " 13, {"x": 14}', n: null, b: true }],
    ['12', '12'],
  ])('reads %s', (text, value) => expect(readExactJson(text)).toEqual(value));

  it.each([
    '{1: 2}',
    '{"a": 01}',
    '{"a": 1.}',
    '{"a": 1x}',
    '{"a": .5}',
    '{"a": "b}',
    '"\\1',
    '',
    '{"a": 1',
    '[1 2]',
    'NaN',
    '+1',
  ])('refuses %j', (text) => expect(() => readExactJson(text)).toThrow(SyntaxError));

  it('is JSON with texts for numbers, whatever the JSON', () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom(undefined, 1), (text, indent) => {
        const printed = JSON.stringify(JSON.parse(text), null, indent);
        expect(readExactJson(printed)).toEqual(asTexts(JSON.parse(text)));
      }),
    );
  });

  it('throws nothing but what JSON throws, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'{}[],:"\\1.e- ntf') })), (text) => {
        let plain: unknown;
        try {
          plain = JSON.parse(text);
        } catch {
          expect(() => readExactJson(text)).toThrow(SyntaxError);
          return;
        }
        expect(byValue(readExactJson(text))).toEqual(byValue(asTexts(plain)));
      }),
      { numRuns: 500 },
    );
  });
});

describe('the bytes of a record', () => {
  const text = '{"status":"Ok", "fills": [ {"a": [1, 2]}, {"b": "}],["} , 3 ], "rest": [9]}';

  it.each([
    [0, '{"a": [1, 2]}'],
    [1, '{"b": "}],["}'],
    [2, '3'],
    [3, undefined],
  ])('%i', (index, bytes) => expect(elementText(text, 'fills', index)).toBe(bytes));

  it('are of no list that is not there', () => expect(elementText(text, 'orders', 0)).toBeUndefined());

  it('read as the record they are of', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue({ maxDepth: 2 }), { maxLength: 5 }), (rows) => {
        const printed = JSON.stringify({ rows });
        const elements = rows.map((_, index) => JSON.parse(elementText(printed, 'rows', index) ?? '') as unknown);
        expect(elements).toEqual(JSON.parse(JSON.stringify(rows)));
      }),
    );
  });
});
