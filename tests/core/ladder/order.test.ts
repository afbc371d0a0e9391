import { describe, expect, it } from 'vitest';
import { type LadderOrder, placeOrder } from '../../../core/ladder/order.ts';
import { at, mockSpot, order } from './golden.ts';

const below = "110'06";
const above = "110'10";

describe('where a scenario trades an order', () => {
  const cases: [name: string, given: LadderOrder, place: string | number, signed: number][] = [
    ['a market order', { side: 'sell', quantity: 3, type: 'market' }, 'spot', -3],
    ['a limit to buy below', order(`B2@${below}`, 'limit'), at(below), 2],
    ['a limit to sell above', order(`S2@${above}`, 'limit'), at(above), -2],
    ['a stop to buy above', order(`B2@${above}`, 'stop'), at(above), 2],
    ['a stop to sell below', order(`S2@${below}`, 'stop'), at(below), -2],
    ['a limit that could trade now', order(`B2@${above}`, 'limit'), at(above), 2],
    ['no type', order(`S2@${below}`), at(below), -2],
    ['a stop-limit without a trigger', order(`S1@${below}`, 'stop_limit'), at(below), -1],
    ['one that sells down to its limit', order(`S1@${below}`, 'stop_limit', "110'07"), at(below), -1],
    ['one that buys up to its limit', order(`B1@${above}`, 'stop_limit', "110'09"), at(above), 1],
    ['one that sells behind its trigger', order("S1@110'07", 'stop_limit', below), 'never', -1],
    ['one that buys behind its trigger', order("B1@110'09", 'stop_limit', above), 'never', 1],
    ['one whose trigger has been', order(`S1@${above}`, 'stop_limit', "110'09"), at(above), -1],
  ];
  it.each(cases)('%s', (_, given, place, signed) => {
    const placed = placeOrder(given, mockSpot);
    expect([placed.at === 'price' ? placed.price : placed.at, placed.signed]).toEqual([place, signed]);
  });

  const refused: [given: LadderOrder, sentence: string][] = [
    [{ side: 'buy', quantity: 0, price: at('110') }, 'one or more, and this one 0'],
    [{ side: 'sell', quantity: 1.5, price: at('110') }, 'one or more, and this one 1.5'],
    [{ side: 'buy', quantity: 1 }, 'an order to buy 1 has no price'],
  ];
  it.each(refused)('refuses %j', (given, sentence) => {
    expect(() => placeOrder(given, mockSpot)).toThrow(sentence);
  });
});
