import { expect, test } from 'vitest';
import { literal } from '../../../../core/trace/serialize/literal.ts';
import { type Captured, Printed } from '../../../../core/trace/span-record.ts';

test.each<[value: Captured, text: string]>([
  ['1', '"1"'],
  ['a "b"\n', '"a \\"b\\"\\n"'],
  [1, '1'],
  [-0, '-0'],
  [1e21, '1e+21'],
  [Number.POSITIVE_INFINITY, 'Infinity'],
  [10n, '10n'],
  [true, 'true'],
  [null, 'null'],
  [undefined, 'undefined'],
  [new Printed('[list] len=9 1st3=[1, 2, 3]'), '[list] len=9 1st3=[1, 2, 3]'],
  [structuredClone(new Printed('***')), '***'],
])('%#', (value, text) => expect(literal(value)).toBe(text));
