import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Postbacks } from '../../../../server/venues/kite/postbacks.ts';

const secret = 'a-secret-of-nobody';

function posted(time: string, more: Readonly<Record<string, unknown>> = {}, key = secret): string {
  const order_id = '260101000000001';
  const order_timestamp = `2026-11-20 ${time}`;
  const checksum = createHash('sha256').update(`${order_id}${order_timestamp}${key}`).digest('hex');
  const row = {
    status: 'OPEN',
    exchange: 'NSE',
    tradingsymbol: 'SBIN',
    order_type: 'LIMIT',
    transaction_type: 'BUY',
    quantity: 3,
    price: 800,
    trigger_price: 0,
    filled_quantity: 0,
  };
  return JSON.stringify({ order_id, order_timestamp, checksum, ...row, ...more });
}

const outcome = (postbacks: Postbacks, body: string): string => {
  const read = postbacks.read(body);
  return typeof read === 'string' ? read : read.standing;
};

test('one is taken once, and none that is older than the newest of its order', () => {
  const postbacks = new Postbacks(secret);
  const told = [
    posted('09:20:00'),
    posted('09:20:00'),
    posted('09:20:05', { status: 'COMPLETE', filled_quantity: 3 }),
    posted('09:20:00', { status: 'CANCELLED' }),
    posted('09:20:05', { status: 'CANCELLED' }),
  ].map((body) => outcome(postbacks, body));
  expect(told).toEqual(['open', 'repeated', 'filled', 'repeated', 'canceled']);
});

test('nothing without the secret is taken', () => {
  const postbacks = new Postbacks(secret);
  const forged = [
    posted('09:20:00', {}, 'another secret'),
    posted('09:20:00', { order_timestamp: '2026-11-20 09:21:00' }),
    posted('09:20:00', { checksum: '' }),
    posted('09:20:00', { checksum: 'zz'.repeat(32) }),
    posted('09:20:00', { checksum: 7 }),
    posted('09:20:00', { quantity: 'three' }),
    'no JSON',
    '',
  ];
  expect(forged.map((body) => outcome(postbacks, body))).toEqual(forged.map(() => 'refused'));
  expect(outcome(postbacks, posted('09:20:00'))).toBe('open');
});

test('any body is refused or read', () => {
  const postbacks = new Postbacks(secret);
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.json(),
        fc.object().map((each) => JSON.stringify(each)),
      ),
      (body) => {
        expect(outcome(postbacks, body)).toBe('refused');
      },
    ),
  );
});
