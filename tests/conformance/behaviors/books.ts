import { expect } from 'vitest';
import { instant } from '../../../core/model/time.ts';
import type { VenueProbe } from '../probe.ts';
import { type Behavior, needsBooks, needsElsewhere, type VenueUnderTest } from '../under-test.ts';

const NEVER = instant(0);

const booksOf = ({ books, account }: VenueUnderTest) => {
  if (!books || !account) throw new Error('This venue keeps books, and the suite was told of none.');
  return { books, account };
};

/** What the books have of the suite's account, in words. */
async function kept({ at }: VenueProbe) {
  const { books, account } = booksOf(at);
  const since = at.began ?? NEVER;
  const [positions, orders, fills] = await Promise.all([
    books.positions(account),
    books.orders(account, since),
    books.fills(account, since),
  ]);
  return {
    held: positions.find(({ instrument }) => instrument === at.instrument)?.quantity ?? 0,
    orders: orders.map(({ clientOrderId, side, filledQuantity, terms, status }) =>
      [clientOrderId ?? 'elsewhere', side, `${filledQuantity}/${terms.quantity}`, status].join(' '),
    ),
    fills,
  };
}

export const bookBehaviors: readonly Behavior[] = [
  {
    name: 'accounts are told',
    withoutOrders: true,
    lacks: needsBooks,
    async run(probe) {
      const { books, account } = booksOf(probe.at);
      const accounts = await books.accounts();
      expect(accounts.map(({ id }) => id)).toContain(account);
      expect(probe.at.venue.accounts).toContain(account);
    },
  },
  {
    name: 'books have our order with its fills, by our id',
    lacks: needsBooks,
    async run(probe) {
      await probe.at.others.rest('sell', 3, 0);
      const id = await probe.place('buy', 5, 0);
      const before = await kept(probe);
      await probe.at.others.take('sell', 2, 0);
      const after = await kept(probe);
      expect(before).toMatchObject({ held: 3, orders: [`${id} buy 3/5 partially_filled`] });
      expect(after).toMatchObject({ held: 5, orders: [`${id} buy 5/5 filled`] });
      const told = probe.orderEvents(id).flatMap((each) => (each.type === 'filled' ? [each.executionId] : []));
      expect(after.fills.map(({ executionId }) => executionId).sort()).toEqual(told.sort());
      expect(after.fills.every((fill) => fill.clientOrderId === id && fill.price === probe.price(0))).toBe(true);
    },
  },
  {
    name: 'what another program does is told apart, once',
    withoutOrders: true,
    lacks: (capabilities, at) => needsBooks(capabilities, at) ?? needsElsewhere(capabilities, at),
    async run(probe) {
      await probe.at.others.rest('buy', 4, -1);
      await probe.at.elsewhere?.('sell', 4, -1);
      const { fills, held } = await kept(probe);
      expect([held, fills.map(({ side, quantity, clientOrderId }) => [side, quantity, clientOrderId])]).toEqual([
        -4,
        [['sell', 4, undefined]],
      ]);
      const told = probe.events.flatMap((each) =>
        each.type === 'other_fill' && each.fill.account === probe.at.account ? [each.fill.executionId] : [],
      );
      expect(told).toEqual(fills.map(({ executionId }) => executionId));
    },
  },
];
