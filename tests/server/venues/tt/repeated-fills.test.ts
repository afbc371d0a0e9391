import { expect, it } from 'vitest';
import { readExactJson } from '../../../../server/venues/tt/parse/exact-json.ts';
import { fillRecord } from '../../../../server/venues/tt/parse/fill.ts';
import { withoutRepeats } from '../../../../server/venues/tt/repeated-fills.ts';

const fill = (uniqueExecId: string, more: object) =>
  fillRecord(() => 'buy').parse(
    readExactJson(
      JSON.stringify({
        uniqueExecId,
        timeStamp: 1,
        accountId: 1,
        instrumentId: '1',
        side: 1,
        lastQty: 1,
        lastPx: 1,
        marketId: 7,
        orderId: uniqueExecId,
        ...more,
      }),
    ),
  );
const names = {
  algoType: (code: string) => ({ '4': 'ALGO_TYPE_ADL', '1': 'ALGO_TYPE_NONE' })[code],
  market: (id: number) => ({ 7: 'CME', 98: 'ASE', 99: 'AGREGATOR' })[id],
};

it.each([
  ['a plain fill counts', [fill('a', {}), fill('b', { algoType: 1 })], ['a', 'b']],
  ['one of a market of TT does not', [fill('a', { marketId: 98 }), fill('b', { marketId: 99 }), fill('c', {})], ['c']],
  [
    'an algorithm repeats what its orders traded',
    [fill('parent', { algoType: 4 }), fill('child', { parentOrderId: 'parent' })],
    ['child'],
  ],
  [
    'an order of an algorithm that says so counts, unless it made others',
    [
      fill('top', { algoType: 4 }),
      fill('middle', { algoType: 4, parentOrderId: 'top' }),
      fill('bottom', { algoType: 4, parentOrderId: 'middle' }),
    ],
    ['bottom'],
  ],
  ['an unknown market or algorithm counts', [fill('a', { marketId: 12, algoType: 77 })], ['a']],
])('%s', (_, fills, left) => expect(withoutRepeats(fills, names).map(({ executionId }) => executionId)).toEqual(left));
