import { expect, test } from 'vitest';
import { Subscriptions } from '../../../../server/venues/upstox/feed/subscriptions.ts';

const read = (requests: readonly Buffer[]) =>
  requests.map((request) => {
    const { guid, method, data } = JSON.parse(request.toString());
    expect(guid).toMatch(/^[0-9a-f-]{36}$/);
    return [method, data.mode, data.instrumentKeys];
  });

test('an instrument is asked for once, and everything again on a new connection', () => {
  const subscriptions = new Subscriptions('full');
  expect(read(subscriptions.add('NSE_FO|1'))).toEqual([['sub', 'full', ['NSE_FO|1']]]);
  expect(subscriptions.add('NSE_FO|1')).toEqual([]);
  expect(read(subscriptions.add('NSE_INDEX|Nifty 50'))).toEqual([['sub', 'full', ['NSE_INDEX|Nifty 50']]]);
  expect(read(subscriptions.all())).toEqual([['sub', 'full', ['NSE_FO|1', 'NSE_INDEX|Nifty 50']]]);
});

test('beyond what is told in full, the one of longest ago is told by its last price', () => {
  const subscriptions = new Subscriptions('full');
  for (let key = 0; key < 1_500; key++) subscriptions.add(`NSE_FO|${key}`);
  expect(read(subscriptions.add('NSE_FO|new'))).toEqual([
    ['change_mode', 'ltpc', ['NSE_FO|0']],
    ['sub', 'full', ['NSE_FO|new']],
  ]);
  expect(read(subscriptions.add('NSE_FO|0'))).toEqual([
    ['change_mode', 'ltpc', ['NSE_FO|1']],
    ['change_mode', 'full', ['NSE_FO|0']],
  ]);
  const all = read(subscriptions.all());
  expect(all.map(([method, mode, keys]) => [method, mode, keys.length])).toEqual([
    ['sub', 'ltpc', 1],
    ['sub', 'full', 500],
    ['sub', 'full', 500],
    ['sub', 'full', 500],
  ]);
  expect(new Set(all.flatMap(([, , keys]) => keys)).size).toBe(1_501);
});

test('what is listed no more is taken out', () => {
  const subscriptions = new Subscriptions('full_d30');
  subscriptions.add('NSE_FO|1');
  expect(read(subscriptions.remove('NSE_FO|1'))).toEqual([['unsub', 'full_d30', ['NSE_FO|1']]]);
  expect([subscriptions.remove('NSE_FO|1'), subscriptions.all(), subscriptions.size]).toEqual([[], [], 0]);
});
