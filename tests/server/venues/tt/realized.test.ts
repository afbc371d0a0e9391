import { expect, it } from 'vitest';
import type { Fill } from '../../../../core/model/fill.ts';
import { accountId, clientOrderId, executionId } from '../../../../core/model/ids.ts';
import { addMoney, money, moneyToDecimal, priceValue } from '../../../../core/model/money.ts';
import { type Price, priceFromDecimal } from '../../../../core/model/price.ts';
import { quantity, type Side } from '../../../../core/model/quantity.ts';
import { instant, type TradeDate } from '../../../../core/model/time.ts';
import { replay } from '../../../../core/pnl/replay.ts';
import { priceOf, wholeOf } from '../../../../server/venues/tt/parse/digits.ts';
import { readExactJson } from '../../../../server/venues/tt/parse/exact-json.ts';
import { positionRecord } from '../../../../server/venues/tt/parse/position.ts';
import { sharedText } from '../../../oracle.ts';

/** A position of TT's as captured: 169 from the day before at its settlement, 70 bought and 20 sold. A point is worth 0.064. */
const captured = {
  accountId: '0',
  instrumentId: '8092262517946017060',
  netPosition: '219.0',
  sodNetPos: '169.0',
  openAvgPrice: '110.55985292362338',
  pnl: '1.7855000848066993',
  realizedPnl: '-0.07700000365730375',
};
const examples = sharedText('oracles/tt_rest_examples.json');
const sodPrice = priceFromDecimal('110.25');
const buys = { quantity: wholeOf('70.0'), price: priceOf('110.20089285714286') };
const sells = { quantity: wholeOf('20.0'), price: priceOf('110.18984375') };
const mark = priceFromDecimal('110.3671875');
const multiplier = 0.064;

const fill = (id: string, side: Side, contracts: number, at: Price, ts: number): Fill => ({
  executionId: executionId(id),
  clientOrderId: clientOrderId(id),
  instrument: 'ZNM5',
  account: accountId('0'),
  strategy: 'external',
  side,
  quantity: quantity(contracts),
  price: at,
  liquidity: 'taker',
  tradeDate: '2025-05-15' as TradeDate,
  tsEvent: instant(ts),
  tsInit: instant(ts),
});

it.skipIf(examples === undefined)('is of the documented example (DESKBOOK_SHARED names its folder)', () => {
  expect(readExactJson(examples ?? '')).toMatchObject({
    position: {
      positions: [
        {
          ...captured,
          sodPrice: '110.25',
          avgBuy: '110.20089285714286',
          avgSell: '110.18984375',
          pnlPrice: '110.3671875',
        },
      ],
    },
  });
});

it('is what the core makes of the same fills, first in, first out from the start of the day', () => {
  const position = positionRecord.parse(captured);
  const { book, matches } = replay({
    fills: [
      fill('start', 'buy', position.sodNetPos ?? 0, sodPrice, 1),
      fill('buys', 'buy', buys.quantity, buys.price, 2),
      fill('sells', 'sell', sells.quantity, sells.price, 3),
    ],
    multiplierOf: () => multiplier,
  });
  const realized = matches.reduce((sum, match) => addMoney(sum, match.realized), money(0));
  const [own] = book.positions();
  const lots = own?.lots() ?? [];
  const open = lots.reduce(
    (sum, lot) => addMoney(sum, money(priceValue(mark, lot.quantity, multiplier) - lot.cost)),
    money(0),
  );
  expect(moneyToDecimal(realized)).toBe('-0.077');
  expect(realized).toBe(position.realizedPnl);
  expect(lots.map((lot) => lot.quantity)).toEqual([149, 70]);
  expect(Math.abs(addMoney(realized, open) - (position.pnl ?? 0))).toBeLessThanOrEqual(1);
  expect(position.netPosition).toBe((position.sodNetPos ?? 0) + buys.quantity - sells.quantity);
});
