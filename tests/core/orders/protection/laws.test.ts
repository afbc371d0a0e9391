import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ClientOrderId } from '../../../../core/model/ids.ts';
import type { Protection } from '../../../../core/model/order.ts';
import type { Price } from '../../../../core/model/price.ts';
import { type Side, sideSign } from '../../../../core/model/quantity.ts';
import { isOpen } from '../../../../core/orders/apply.ts';
import { exitsOf, heldBy } from '../../../../core/orders/protection/group.ts';
import { shares } from '../../../../core/orders/protection/shares.ts';
import type { Fate } from './broken-venue.ts';
import { price, SmallDesk } from './desk.ts';

type Step =
  | { readonly arrive: Fate }
  | { readonly trade: number; readonly most: number }
  | { readonly hear: number; readonly how: 'once' | 'twice' | 'never' }
  | { readonly cancel: number }
  | { readonly others: 'buy' | 'sell'; readonly contracts: number }
  | { readonly market: number }
  | 'kill'
  | 'reconcile';

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      arrive: fc.constantFrom<Fate>('fine', 'fine', 'fine', 'refused', 'answer lost', 'never there'),
    }),
  },
  { weight: 5, arbitrary: fc.record({ trade: fc.nat(9), most: fc.integer({ min: 1, max: 5 }) }) },
  {
    weight: 6,
    arbitrary: fc.record({
      hear: fc.nat(9),
      how: fc.constantFrom('once' as const, 'once' as const, 'once' as const, 'twice' as const, 'never' as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ cancel: fc.nat(1) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      others: fc.constantFrom('buy' as const, 'sell' as const),
      contracts: fc.integer({ min: 1, max: 4 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ market: fc.integer({ min: -12, max: 12 }) }) },
  { weight: 1, arbitrary: fc.constantFrom('kill' as const, 'reconcile' as const) },
);

const tick = 15_625_000;
const protection: fc.Arbitrary<Protection> = fc.constantFrom<Protection>(
  { stopLoss: { ticks: 8 }, takeProfit: { ticks: 16 } },
  { stopLoss: { ticks: 8 } },
  { takeProfit: { price: (price + 16 * tick) as Price } },
);

const entries = ['D1', 'D2'] as ClientOrderId[];

function happen(desk: SmallDesk, done: Step, index: number): void {
  const { venue } = desk;
  if (done === 'kill') desk.kill();
  else if (done === 'reconcile') desk.reconcile();
  else if ('arrive' in done) venue.arrive(done.arrive);
  else if ('trade' in done) {
    const working = venue.working();
    const order = working[done.trade % Math.max(1, working.length)];
    if (order) venue.trade(order.intent.clientOrderId, done.most);
  } else if ('hear' in done) {
    const [heard] = venue.answers.splice(done.hear % Math.max(1, venue.answers.length), 1);
    if (heard && done.how !== 'never') desk.take(heard);
    if (heard && done.how === 'twice') desk.take(heard);
  } else if ('cancel' in done) desk.cancel(entries[done.cancel]!);
  else if ('others' in done) desk.enter(`M${index}`, done.others, done.contracts);
  else {
    desk.last = (price + done.market * tick) as Price;
    desk.decide();
  }
}

/** From here on everything arrives and is answered, and what was lost is found or given up. */
function comeToRest(desk: SmallDesk): void {
  const { venue } = desk;
  desk.last = price;
  for (let round = 0; round < 12; round++) {
    for (const id of entries) desk.cancel(id);
    while (venue.requests.length + venue.answers.length > 0) {
      venue.arrive('fine');
      const heard = venue.answers.shift();
      if (heard) desk.take(heard);
    }
    for (const { intent, leaves } of venue.working()) {
      if (intent.exit === undefined && intent.protection === undefined) venue.trade(intent.clientOrderId, leaves);
    }
    desk.reconcile(round < 3 ? 4 : 1);
  }
}

/** The venue's books and ours are one, and what is held has its exits or was closed. */
function expectAtRest(desk: SmallDesk, side: Side, asked: Protection): void {
  const { venue } = desk;
  expect(desk.tooMuch).toEqual([]);
  expect(venue.placedTwice).toEqual([]);
  expect(desk.net()).toBe(venue.position());
  const groups = desk.groups();
  const given = shares(groups, desk.net());
  for (const group of groups) {
    const { clientOrderId } = group.entry.intent;
    const share = given.get(clientOrderId)!.contracts;
    expect(isOpen(group.entry)).toBe(false);
    expect(heldBy(group)).toBeGreaterThanOrEqual(0);
    for (const role of ['stop', 'target'] as const) {
      const asks = role === 'stop' ? asked.stopLoss : asked.takeProfit;
      const working = venue
        .working()
        .filter(({ intent }) => intent.exit?.protects === clientOrderId && intent.exit.role === role)
        .reduce((sum, { leaves }) => sum + leaves, 0);
      const isClosing = exitsOf(group, 'close').some(({ intent }) => intent.side !== side);
      expect([role, working]).toEqual([role, asks && !isClosing ? share : 0]);
      if (isClosing) expect(share).toBe(0);
    }
  }
  const others = venue.fills.filter(({ clientOrderId }) => clientOrderId?.startsWith('M'));
  const foreign = others.reduce((net, fill) => net + sideSign(fill.side) * fill.quantity, 0);
  const protectedNet = groups.reduce((net, group) => net + sideSign(side) * heldBy(group), 0);
  expect(desk.net()).toBe(foreign + protectedNet);
}

describe('protection', () => {
  test.each([true, false])('holds whatever becomes of orders and answers (replace: %s)', (replace) => {
    fc.assert(
      fc.property(
        fc.record({ side: fc.constantFrom('buy' as const, 'sell' as const), protection, second: fc.boolean() }),
        fc.array(step, { maxLength: 80 }),
        ({ side, protection: asked, second }, steps) => {
          const turned: Protection =
            side === 'sell' && asked.takeProfit && 'price' in asked.takeProfit
              ? { takeProfit: { price: (price - 16 * tick) as Price } }
              : asked;
          const desk = new SmallDesk(replace);
          desk.enter('D1', side, 7, turned);
          if (second) desk.enter('D2', side, 3, turned);
          for (const [index, done] of steps.entries()) happen(desk, done, index);
          comeToRest(desk);

          expectAtRest(desk, side, turned);
        },
      ),
      { numRuns: 300 },
    );
  });

  const life: readonly Step[] = [
    { arrive: 'fine' },
    { hear: 0, how: 'once' },
    { trade: 0, most: 3 },
    { hear: 0, how: 'once' },
    { arrive: 'fine' },
    { arrive: 'answer lost' },
    { hear: 0, how: 'once' },
    { trade: 0, most: 2 },
    { hear: 0, how: 'once' },
    { arrive: 'fine' },
    { arrive: 'refused' },
    { hear: 0, how: 'once' },
    { hear: 0, how: 'once' },
    { trade: 1, most: 2 },
    { trade: 2, most: 2 },
    { hear: 1, how: 'once' },
    { hear: 0, how: 'twice' },
    { arrive: 'fine' },
    { hear: 0, how: 'once' },
  ];

  test.each([true, false])('goes on from the journal wherever it is killed (replace: %s)', (replace) => {
    const asked: Protection = { stopLoss: { ticks: 8 }, takeProfit: { ticks: 16 } };
    for (let kill = 0; kill <= life.length; kill++) {
      const desk = new SmallDesk(replace);
      desk.enter('D1', 'buy', 7, asked);
      for (const [index, done] of life.entries()) {
        if (index === kill) desk.kill();
        happen(desk, done, index);
      }
      if (kill === life.length) desk.kill();
      comeToRest(desk);
      expectAtRest(desk, 'buy', asked);
    }
  });
});
