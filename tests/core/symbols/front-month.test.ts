import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ContractActivity, type ContractMonth, frontMonth } from '../../../core/symbols/front-month.ts';

const of = (year: number, month: number, volume?: number, openInterest?: number, active = true): ContractActivity => ({
  contract: { year, month },
  active,
  volume,
  openInterest,
});
const z25 = { year: 2025, month: 12 };
const h26 = { year: 2026, month: 3 };

describe('the front month', () => {
  it.each<[string, readonly ContractActivity[], ContractMonth | undefined, ContractMonth | undefined]>([
    ['has the most volume, not the least', [of(2026, 3, 40_000), of(2025, 12, 900_000)], undefined, z25],
    ['is the later one once that trades more', [of(2025, 12, 40_000), of(2026, 3, 900_000)], z25, h26],
    ['has the more open interest where volumes are equal', [of(2025, 12, 5, 70), of(2026, 3, 5, 80)], z25, h26],
    [
      'has the more open interest where no volume is told',
      [of(2025, 12, undefined, 7), of(2026, 3, undefined, 8)],
      z25,
      h26,
    ],
    ['has volume before any open interest', [of(2025, 12, 6, 1), of(2026, 3, 5, 80)], h26, z25],
    ['is the earlier of two equals by year, though Z is behind H', [of(2026, 3, 5, 5), of(2025, 12, 5, 5)], h26, z25],
    ['is the earlier of two equals by month', [of(2026, 3, 5), of(2026, 2, 5)], h26, { year: 2026, month: 2 }],
    ['takes orders', [of(2025, 12, 900_000, 9, false), of(2026, 3, 1)], z25, h26],
    ['is of all where none takes orders', [of(2025, 12, 900_000, 9, false), of(2026, 3, 1, 1, false)], h26, z25],
    ['is the one of the calendar where nothing tells activity', [of(2026, 3), of(2025, 12), of(2026, 6)], h26, h26],
    ['is the one of the calendar where nothing has traded', [of(2026, 3, 0, 0), of(2025, 12, 0, 0)], h26, h26],
    ['is the next one listed after that of the calendar', [of(2025, 12), of(2026, 6)], h26, { year: 2026, month: 6 }],
    ['is the last one where none is after it', [of(2025, 9), of(2025, 12)], h26, z25],
    ['is the nearest without a calendar', [of(2026, 3), of(2025, 12)], undefined, z25],
    ['is none of none', [], z25, undefined],
  ])('%s', (_name, contracts, byCalendar, front) => {
    expect(frontMonth(contracts, byCalendar)?.contract).toEqual(front);
  });
});

const month = fc.record({ year: fc.integer({ min: 2024, max: 2028 }), month: fc.integer({ min: 1, max: 12 }) });
const told = fc.option(fc.nat(3), { nil: undefined });
const contract = fc.record({ contract: month, active: fc.boolean(), volume: told, openInterest: told });
const contracts = fc.uniqueArray(contract, {
  selector: (each) => each.contract.year * 12 + each.contract.month,
  maxLength: 8,
});
const byCalendar = fc.option(month, { nil: undefined });

describe('of any contracts', () => {
  it('it is one of them, whatever their order', () => {
    fc.assert(
      fc.property(contracts, byCalendar, fc.infiniteStream(fc.nat()), (given, calendar, keys) => {
        const shuffled = given
          .map((each) => ({ each, key: keys.next().value ?? 0 }))
          .sort((a, b) => a.key - b.key)
          .map(({ each }) => each);
        const front = frontMonth(given, calendar);
        expect(front === undefined).toBe(given.length === 0);
        expect(frontMonth(shuffled, calendar)).toBe(front);
      }),
    );
  });

  it('it takes orders if any does, and no other such one trades more', () => {
    fc.assert(
      fc.property(contracts, byCalendar, (given, calendar) => {
        const front = frontMonth(given, calendar);
        if (front === undefined) return;
        const orders = given.filter(({ active }) => active);
        expect(front.active).toBe(orders.length > 0);
        for (const each of orders) expect(each.volume ?? 0).toBeLessThanOrEqual(front.volume ?? 0);
      }),
    );
  });

  it('one that stops to trade more is not the front any more, and one that trades most is', () => {
    fc.assert(
      fc.property(
        contracts.filter(({ length }) => length > 0),
        byCalendar,
        fc.nat(),
        (given, calendar, at) => {
          const chosen = { ...given[at % given.length]!, active: true, volume: 100 };
          const others = given.filter(({ contract }) => contract !== chosen.contract);
          expect(frontMonth([...others, chosen], calendar)).toBe(chosen);
        },
      ),
    );
  });
});
