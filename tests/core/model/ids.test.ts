import { expect, test } from 'vitest';
import { accountId, clientOrderId, executionId, idSequence, venueOrderId } from '../../../core/model/ids.ts';

test('what venues send is taken as it is', () => {
  const uuid = '6f9619ff-8b86-d011-b42d-00cf4fc964ff';
  expect([clientOrderId('DEMO-1'), venueOrderId(uuid), executionId('00:12/3+a='), accountId('DEMO')]).toEqual([
    'DEMO-1',
    uuid,
    '00:12/3+a=',
    'DEMO',
  ]);
});

test('blanks, control characters, nothing and too much are refused', () => {
  expect(() => clientOrderId('a b')).toThrow(
    'an order id has a character that ids may not have at character 2 of "a b"',
  );
  expect(() => executionId('a\u0000')).toThrow('an execution id has a character');
  expect(() => accountId('')).toThrow('an account is empty');
  expect(() => venueOrderId('x'.repeat(65))).toThrow('a venue order id is longer than 64 characters');
});

test('the same prefix and start give the same ids', () => {
  const ids = () => {
    const next = idSequence('paper-7-', 41);
    return [next(), next(), next()];
  };
  expect(ids()).toEqual(['paper-7-41', 'paper-7-42', 'paper-7-43']);
  expect(ids()).toEqual(ids());
});
