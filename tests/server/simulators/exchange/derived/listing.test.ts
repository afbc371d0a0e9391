import { describe, expect, it } from 'vitest';
import { derivedOf, isMonthly } from '../../../../../server/simulators/exchange/derived/listing.ts';
import { registry, START } from '../instruments.ts';

const listed = (root: string) => derivedOf([registry.front(root)], registry, START);

describe('what an exchange of India lists', () => {
  it.each([
    ['NIFTY', ['2026-11-23', '2026-12-29'], ['2026-11-23', '2026-12-01', '2026-12-08']],
    ['BANKNIFTY', ['2026-11-23', '2026-12-29'], ['2026-11-23', '2026-12-29']],
  ])('is three futures on %s and three chains of forty-one strikes', (root, futures, expiries) => {
    const contracts = listed(root);
    const months = contracts.filter(({ option }) => !option);
    expect(months).toHaveLength(3);
    expect(months.slice(0, 2).map(({ expiry }) => expiry)).toEqual(futures);
    const options = contracts.filter(({ option }) => option);
    expect([...new Set(options.map(({ expiry }) => expiry))].slice(0, expiries.length)).toEqual(expiries);
    expect(options).toHaveLength(3 * 41 * 2);
  });

  it('knows what is of a month and what of a week', () => {
    const options = listed('NIFTY').filter(({ option }) => option);
    expect(new Map(options.map((each) => [each.expiry, isMonthly(each, registry)]))).toEqual(
      new Map([
        ['2026-11-23', true],
        ['2026-12-01', false],
        ['2026-12-08', false],
      ]),
    );
    expect(isMonthly(registry.front('NIFTY'), registry)).toBeUndefined();
  });

  it('is nothing on a contract that is a future itself', () => {
    expect(derivedOf([registry.front('ES')], registry, START)).toEqual([]);
  });
});
