import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { liveSpot, projected, rememberProjection, type Subject } from '../../../cells/ladder/projection.ts';
import type { LadderOrder } from '../../../core/ladder/order.ts';
import { scenario } from '../../../core/ladder/walk.ts';
import { money } from '../../../core/model/money.ts';
import { zn } from '../live-topics.ts';
import { at, bookOf } from './fixture.ts';

const tickValue = 15_625_000;
const spot = at(7_057);
/** Long 24 from 7,054, with what was realized. */
const long = { quantity: 24, pnl: money(3_046_880_000 + 3 * 24 * tickValue) };
const orders: readonly LadderOrder[] = [
  { side: 'sell', quantity: 15, price: at(7_062), type: 'limit' },
  { side: 'buy', quantity: 40, price: at(7_054), type: 'limit' },
];
const flat = { quantity: 0, pnl: money(0) };

const shown = (subject: Subject, tick: number, whole = false) =>
  projected(scenario({ ...subject, instrument: zn }), tick, subject, zn, whole);

describe('a row of a projection', () => {
  const cases: [name: string, subject: Subject, tick: number, position: number, profit: string][] = [
    ['nothing held, nothing resting', { spot, base: flat, orders: [] }, 7_000, 0, '0'],
    ['at the average it is what was realized', { spot, base: long, orders: [] }, 7_054, 24, '+3,047'],
    ['between the orders neither is filled', { spot, base: long, orders }, 7_058, 24, '+4,547'],
    ['at the sell it is filled', { spot, base: long, orders }, 7_062, 9, '+6,047'],
    ['above the sell only the rest gains', { spot, base: long, orders }, 7_063, 9, '+6,188'],
    ['below the buy all of it loses', { spot, base: long, orders }, 7_053, 64, '+2,047'],
  ];
  it.each(cases)('%s', (_, subject, tick, position, text) => {
    const sign = text === '0' ? 'even' : 'gain';
    expect(shown(subject, tick)).toEqual({ position, profit: { text, sign } });
  });

  it('has more in a scenario', () => {
    const subject = { spot, base: flat, orders };
    expect([7_063, 7_058, 7_057, 7_054, 7_053].map((tick) => shown(subject, tick, true))).toEqual([
      {
        position: -15,
        profit: { text: '-234.38', sign: 'loss' },
        risk: { text: '-234.375', sign: 'loss' },
        even: { text: "110'11.00", handle: '110', fraction: "'11.00" },
        ticks: '1.00',
      },
      { position: 0, profit: { text: '0.00', sign: 'even' } },
      { position: 0, profit: { text: '0.00', sign: 'even' }, spot: 'exact' },
      {
        position: 40,
        profit: { text: '0.00', sign: 'even' },
        risk: { text: '625.000', sign: 'gain' },
        even: { text: "110'07.00", handle: '110', fraction: "'07.00" },
        ticks: '0.00',
      },
      {
        position: 40,
        profit: { text: '-625.00', sign: 'loss' },
        risk: { text: '625.000', sign: 'gain' },
        even: { text: "110'07.00", handle: '110', fraction: "'07.00" },
        ticks: '-1.00',
      },
    ]);
  });

  it('does not depend on where the spot is between the same orders', () => {
    const between = fc.integer({ min: 7_055 * 2, max: 7_061 * 2 });
    fc.assert(
      fc.property(between, fc.integer({ min: 7_000, max: 7_100 }), (half, tick) => {
        const here = at(half / 2);
        const base = { quantity: 24, pnl: money(long.pnl + 24 * ((here - spot) / zn.tick) * tickValue) };
        expect(shown({ spot: here, base, orders }, tick)).toEqual(shown({ spot, base: long, orders }, tick));
      }),
      { seed: 5 },
    );
  });
});

describe('where a live market is', () => {
  const cases: [
    name: string,
    book: Parameters<typeof bookOf>[0],
    last: number | undefined,
    ticks: number | undefined,
  ][] = [
    ['between its quotes', { bid: 100, ask: 101 }, undefined, 100.5],
    ['in the middle of a wide one', { bid: 98, ask: 102 }, undefined, 100],
    ['above bids alone', { bid: 100 }, 90, 100.5],
    ['below asks alone', { ask: 100 }, 90, 99.5],
    ['where it last traded', {}, 90, 90],
    ['nowhere', {}, undefined, undefined],
  ];
  it.each(cases)('%s', (_, given, last, ticks) => {
    const found = liveSpot(bookOf(given).snapshot, last === undefined ? undefined : at(last), zn.tick);
    expect(found).toBe(ticks === undefined ? undefined : ticks * zn.tick);
  });
});

describe('a projection that is remembered', () => {
  it('makes each row once until the spot, what is held or what works has changed', () => {
    const remembered = rememberProjection(zn, false);
    const subject = { spot, base: long, orders };
    const first = remembered(subject).at(7_062);
    expect(remembered({ spot, base: { ...long }, orders: [...orders] }).at(7_062)).toBe(first);
    for (const changed of [
      { ...subject, spot: at(7_058) },
      { ...subject, base: flat },
      { ...subject, orders: [] },
    ]) {
      expect(remembered(changed).at(7_062)).not.toBe(first);
    }
  });
});
