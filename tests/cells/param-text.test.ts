import { expect, test } from 'vitest';
import type { ParamValue } from '../../cells/kind.ts';
import { paramText } from '../../cells/param-text.ts';

test.each<[ParamValue, string]>([
  [{ type: 'text', value: 'ZNZ6' }, 'ZNZ6'],
  [{ type: 'number', value: 2.5 }, '2.5'],
  [{ type: 'boolean', value: false }, 'false'],
  [{ type: 'list', value: ['A', 'B, C'] }, 'A, B, C'],
  [{ type: 'list', value: [] }, 'none'],
])('%j', (value, text) => expect(paramText(value)).toBe(text));
