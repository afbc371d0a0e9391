import { expect, it } from 'vitest';
import { shortName } from '../../../core/trace/short-name.ts';

it.each([
  ['server/desk/desk.Desk.submit', 'desk.Desk.submit'],
  ['fit', 'fit'],
  ['http GET /n/:id', 'http GET /n/:id'],
  ['order-router/GET /orders', 'GET /orders'],
  ['server/', 'server/'],
])('reads %s as %s', (name, short) => {
  expect(shortName(name)).toBe(short);
});
