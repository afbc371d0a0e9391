import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { paceOf } from '../../../../server/venues/tt/pace.ts';
import { requestId } from '../../../../server/venues/tt/request-id.ts';
import { limitsOf, ttSettings } from '../../../../server/venues/tt/settings.ts';

const given = { address: 'http://127.0.0.1:4882', path: 'ext_prod_sim' };
const shipped: { tt: { environments: Record<string, object> } } = JSON.parse(
  readFileSync(path.resolve(import.meta.dirname, '../../../../config/venues.json'), 'utf8'),
);

describe('settings', () => {
  it.each(Object.entries(shipped.tt.environments))('of %s are as they ship', (_, environment) =>
    expect(ttSettings.parse(environment)).toEqual({
      application: 'Deskbook',
      company: 'own',
      markets: ['CME'],
      fillsEverySeconds: 10,
      ordersEverySeconds: 5,
      positionsEverySeconds: 5,
      accountsEverySeconds: 600,
      overlapSeconds: 120,
      timeoutSeconds: 15,
      ...environment,
    }),
  );

  it.each([
    [{ address: 'ttrestapi.trade.tt' }, 'the address begins with http:// or https://'],
    [{ path: 'EXT_PROD' }, 'the path of an environment is like ext_prod_sim'],
    [{ plan: 'gold' }, 'plan is free, low, medium or high'],
    [{ fillsEverySeconds: 0.1 }, 'Too small: expected number to be >=1'],
    [{ company: '--' }, 'letters or digits'],
    [{ polls: 3 }, 'Unrecognized key: "polls"'],
  ])('%j: %s', (wrong, message) => {
    const { error } = ttSettings.safeParse({ ...given, ...wrong });
    expect(error?.issues.map((issue) => issue.message)).toEqual([message]);
  });
});

describe('how often TT is looked at', () => {
  it.each([
    ['free', {}, { fills: 86_688, orders: 43_344, positions: 43_344, accounts: 5_201_280, stretch: 8.6688 }],
    ['high', {}, { fills: 11_559, orders: 5_780, positions: 5_780, accounts: 693_504, stretch: 1.15584 }],
    [
      'high',
      { limits: { perSecond: 25, perDay: 500_000 } },
      { fills: 10_000, orders: 5_000, positions: 5_000, accounts: 600_000, stretch: 1 },
    ],
  ])('fits into half of the calls of a day: %s %j', (plan, more, pace) => {
    const settings = ttSettings.parse({ ...given, plan, ...more });
    expect(paceOf(settings)).toEqual(pace);
    const { fills, orders, positions, accounts } = paceOf(settings);
    const calls = [fills, orders, positions, accounts].reduce((sum, every) => sum + 86_400_000 / every, 0);
    expect(calls).toBeLessThanOrEqual(limitsOf(settings).perDay / 2);
  });
});

describe('the id of a call', () => {
  it('has none of the characters that TT forbids, and is another each time', () => {
    const forbidden = ' $&+,/:;=?@"<>#%{}|\\^~[]`';
    const made = requestId({ application: `My${forbidden}App`, company: `A${forbidden}B` });
    expect(made).toMatch(/^MyApp-AB--[\da-f-]{36}$/);
    expect(requestId({ application: 'a', company: 'b' })).not.toBe(requestId({ application: 'a', company: 'b' }));
  });
});
