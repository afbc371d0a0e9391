import { expect, test } from 'vitest';
import type { Quantity } from '../../../../core/model/quantity.ts';
import { open } from './opened.ts';

test.for([
  { name: 'back to what it was', first: { quantity: 1, ticks: -30 }, last: { quantity: 1, ticks: -20 } },
  { name: 'half way back', first: { quantity: 1, ticks: -30 }, last: { quantity: 3, ticks: -20 } },
  { name: 'further on', first: { quantity: 2, ticks: -30 }, last: { quantity: 3, ticks: -40 } },
])('a change that is changed before it is answered: $name', async ({ first, last }) => {
  const at = await open({ roots: ['ES'] });
  const id = at.place({ type: 'limit', price: at.fromBid(-20) });
  await at.until(() => at.order(id).status === 'working');
  const begun = at.order(id).terms.price ?? 0;
  const tick = at.simulator.exchange.instruments[0]?.tick ?? 0;
  const termsAt = ({ quantity, ticks }: typeof first) => ({
    quantity: quantity as Quantity,
    price: (begun + (ticks + 20) * tick) as ReturnType<typeof at.fromBid>,
  });
  const there = () => at.simulator.exchange.orders(at.order(id).intent.account)[0]?.terms;

  at.venue.replace(id, termsAt(first));
  at.venue.replace(id, termsAt(last));

  await at.until(() => at.told(id).includes('replaced'));
  await at.until(() => JSON.stringify(there()) === JSON.stringify(termsAt(last)));
  await at.until(() => JSON.stringify(at.order(id).terms) === JSON.stringify(termsAt(last)));
  const [listed] = await at.venue.books.orders(at.order(id).intent.account, at.order(id).tsCreated);
  expect(listed?.terms).toEqual(termsAt(last));
  expect(there()).toEqual(termsAt(last));
  expect(at.order(id).terms).toEqual(termsAt(last));
  expect(at.problems).toEqual([]);
});
