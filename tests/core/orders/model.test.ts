import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ClientOrderId } from '../../../core/model/ids.ts';
import { isOpen } from '../../../core/orders/apply.ts';
import type { BrokenVenue, Fate } from './protection/broken-venue.ts';
import { SmallDesk } from './protection/desk.ts';

/** What is true: the venue's own books. The desk sees a stream that is late, doubled, out of order and full of holes. */
type Truth = BrokenVenue;
type Command = fc.Command<Truth, SmallDesk>;

const id = 'D1' as ClientOrderId;

const command = (name: string, run: (truth: Truth, desk: SmallDesk) => void): Command => ({
  check: () => true,
  run: (truth, desk) => {
    run(truth, desk);
    lookAt(truth, desk);
  },
  toString: () => name,
});

/** What holds at any moment, whatever was heard so far. */
function lookAt(truth: Truth, desk: SmallDesk): void {
  const order = desk.orders.get(id)!;
  const traded = truth.fills.map(({ executionId }) => executionId);
  expect(traded).toEqual(expect.arrayContaining([...order.executions]));
  expect(new Set(order.executions).size).toBe(order.executions.length);
  expect(order.leavesQuantity).toBe(Math.max(0, order.terms.quantity - order.filledQuantity));
}

const hear = (times: number) => (at: number) =>
  command(`hear ${at} ${times} times`, (truth, desk) => {
    const [heard] = truth.answers.splice(at % Math.max(1, truth.answers.length), 1);
    for (let time = 0; heard && time < times; time++) desk.take(heard);
  });

const commands = fc.commands(
  [
    fc
      .constantFrom<Fate>('fine', 'fine', 'refused', 'answer lost', 'never there')
      .map((fate) => command(`arrive, ${fate}`, (truth) => truth.arrive(fate))),
    fc.integer({ min: 1, max: 6 }).map((most) => command(`trade ${most}`, (truth) => truth.trade(id, most))),
    fc.nat(6).map(hear(1)),
    fc.nat(6).map(hear(2)),
    fc.nat(6).map(hear(0)),
    fc.integer({ min: 1, max: 20 }).map((most) => command(`replace by ${most}`, (_, desk) => desk.replace(id, most))),
    fc.constant(command('cancel', (_, desk) => desk.cancel(id))),
    fc.constant(command('kill', (_, desk) => desk.kill())),
    fc.constant(command('reconcile', (_, desk) => desk.reconcile())),
  ],
  { maxCommands: 60 },
);

/** Whatever was heard, and whatever was not: the venue's books bring the order to what is true, each execution counted once. */
test('an order comes to be what the venue has', () => {
  fc.assert(
    fc.property(commands, (steps) => {
      const setup = () => {
        const desk = new SmallDesk(true);
        desk.enter(id, 'buy', 10);
        return { model: desk.venue, real: desk };
      };
      let met: { readonly model: Truth; readonly real: SmallDesk } | undefined;
      fc.modelRun(() => {
        met = setup();
        return met;
      }, steps);
      const { model: truth, real: desk } = met!;
      desk.reconcile(5);

      const order = desk.orders.get(id)!;
      const listed = truth.orders.get(id);
      expect([order.filledQuantity, [...order.executions].sort()]).toEqual([
        truth.position(),
        truth.fills.map(({ executionId }) => executionId as string).sort(),
      ]);
      expect([order.status, order.terms.quantity]).toEqual(
        listed ? [listed.status, listed.terms.quantity] : ['rejected', order.terms.quantity],
      );
      if (isOpen(order)) expect([order.replacing, order.cancelRequested]).toEqual([undefined, false]);
      expect(truth.placedTwice).toEqual([]);
    }),
    { numRuns: 600 },
  );
});
