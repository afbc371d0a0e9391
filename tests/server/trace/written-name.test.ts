import { expect, it } from 'vitest';
import { writtenName } from '../../../server/trace/written-name.ts';

const written = new Set(['sha256', 'at2']);

it.each([
  ['sql2', 'sql'],
  ['clientOrderId12', 'clientOrderId'],
  ['sha256', 'sha256'],
  ['sha2563', 'sha256'],
  ['at22', 'at2'],
  ['order', 'order'],
  ['a3', 'a'],
])('reads %s of a bundle as %s', (name, expected) => {
  expect(writtenName(name, written)).toBe(expected);
  expect(writtenName(name, undefined)).toBe(name);
});
