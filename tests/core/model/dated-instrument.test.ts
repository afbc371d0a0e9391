import { expect, test } from 'vitest';
import { loadConfig } from '../../../config/load.ts';
import { tradeDate } from '../../../core/calendar/business-day.ts';
import { moneyToDecimal } from '../../../core/model/money.ts';
import { priceToDecimal } from '../../../core/model/price.ts';
import { instrumentRegistry } from '../../../core/model/registry.ts';

const { instruments, calendars } = await loadConfig('config');
const registry = instrumentRegistry(instruments, tradeDate('2026-11-21'), calendars);

test('a contract carries what its product says of contracts', () => {
  const { tick, tickValue, option, ...rest } = registry.resolve('NIFTY23NOV26C26000');
  expect({
    ...rest,
    tick: priceToDecimal(tick),
    tickValue: moneyToDecimal(tickValue),
    option: option && { right: option.right, strike: priceToDecimal(option.strike) },
  }).toEqual({
    id: 'NIFTY23NOV26C26000',
    root: 'NIFTY',
    name: 'Nifty 50',
    exchange: 'NFO',
    currency: 'INR',
    tick: '0.05',
    tickValue: '0.05',
    multiplier: 1,
    priceStyle: { kind: 'decimal', decimals: 2 },
    session: 'nse',
    lot: 65,
    freezeQuantity: 1_800,
    expiry: '2026-11-23',
    option: { right: 'call', strike: '26000' },
  });
});

test.each([
  // first and last days of a lot, as the circulars have them
  ['NIFTY25APR24F', 50],
  ['NIFTY02MAY24C22500', 25],
  ['NIFTY26DEC24C24000', 25],
  ['NIFTY02JAN25C24000', 75],
  ['NIFTY30JAN25C24000', 25],
  ['NIFTY27FEB25F', 75],
  ['NIFTY30DEC25F', 75],
  ['NIFTY06JAN26C26000', 65],
  ['BANKNIFTY29JUN23F', 25],
  ['BANKNIFTY27JUL23F', 15],
  ['BANKNIFTY30JAN25F', 15],
  ['BANKNIFTY27FEB25F', 30],
  ['BANKNIFTY31JUL25F', 35],
  ['BANKNIFTY27JAN26F', 30],
  ['FINNIFTY30JUL24F', 25],
  ['MIDCPNIFTY29JUL24F', 50],
  ['MIDCPNIFTY31JUL25F', 140],
  ['SENSEX03JAN25C79000', 10],
  ['SENSEX07JAN25C79000', 20],
  ['SENSEX28JAN25F', 10],
  ['RELIANCE29DEC26F', 500],
])('the lot of %s is %i', (id, lot) => {
  expect(registry.resolve(id).lot).toBe(lot);
});

test.each([
  ['2025-08-29', 600],
  ['2025-09-01', 900],
  ['2025-11-03', 600],
])('on %s an order for BANKNIFTY has %i at most', (day, freeze) => {
  const on = instrumentRegistry(instruments, tradeDate(day), calendars);
  expect(on.resolve('BANKNIFTY29DEC26F').freezeQuantity).toBe(freeze);
});

test('a future may have another tick than options', () => {
  const ticks = ['NIFTY23NOV26F', 'NIFTY23NOV26C26000', 'BANKNIFTY23NOV26F'].map((id) => registry.resolve(id));
  expect(ticks.map(({ tick, tickValue }) => `${priceToDecimal(tick)} ${moneyToDecimal(tickValue)}`)).toEqual([
    '0.1 0.1',
    '0.05 0.05',
    '0.2 0.2',
  ]);
});

test('what has no such contracts has none', () => {
  expect(registry.find('ZN23NOV26F')).toBeUndefined();
  expect(registry.dated({ root: 'BTCUSDT', expiry: tradeDate('2026-11-24') })).toBeUndefined();
});
