import { expect, test } from 'vitest';
import { fnv64 } from '../../../core/trace/fnv.ts';

test.each([
  ['', 'cbf29ce484222325'],
  ['a', 'af63dc4c8601ec8c'],
  ['b', 'af63df4c8601f1a5'],
  ['foo', 'dcb27518fed9d577'],
  ['foobar', '85944171f73967e8'],
  ['chongo was here!\n', '46810940eff5f915'],
])('%j is %s', (text, digits) => expect(fnv64(text)).toBe(digits));

test('characters beyond one byte count whole', () => expect(fnv64('Ā')).not.toBe(fnv64('ā')));
