import { describe, expect, test } from 'vitest';
import { loadConfig } from '../../../config/load.ts';
import { UnknownName } from '../../../core/errors.ts';
import { moneyToDecimal, priceValue } from '../../../core/model/money.ts';
import { priceToDecimal } from '../../../core/model/price.ts';
import { instrumentRegistry } from '../../../core/model/registry.ts';
import type { TradeDate } from '../../../core/model/time.ts';
import { oracle, sharedText } from '../../oracle.ts';

const definitions = (await loadConfig('config')).instruments;
const definitionRoots: ReadonlySet<string> = new Set(definitions.map(({ root }) => root));
const on = (day: string) => instrumentRegistry(definitions, day as TradeDate);
const registry = on('2026-11-21');

test('front months of a day', () => {
  const fronts = Object.fromEntries(definitions.map(({ root }) => [root, registry.front(root).id]));
  expect(Object.values(fronts).join(' ')).toBe(
    'ZTZ6 ZFZ6 ZNZ6 TNZ6 ZBZ6 UBZ6 SR1X6 SR3U6 ZQX6 ESZ6 NQZ6 YMZ6 RTYZ6 MESZ6 MNQZ6 MYMZ6 M2KZ6 VXZ6 GCZ6 MGCZ6 SIZ6 SILZ6 HGZ6 PLF7 PAZ6 CLF7 MCLF7 NGZ6 MNGZ6 RBZ6 HOZ6 6EZ6 6JZ6 6BZ6 6AZ6 6CZ6 6SZ6 6NZ6 ZCZ6 ZWZ6 ZSF7 ZLZ6 ZMZ6 BTCX6 MBTX6 ETHX6 METX6 NIFTY BANKNIFTY FINNIFTY MIDCPNIFTY SENSEX RELIANCE INFY HDFCBANK TCS SBIN BTCUSDT',
  );
});

test.each([
  ['ZN the day before its first position day', '2026-11-26', 'ZN', 'ZNZ6'],
  ['ZN on its first position day', '2026-11-27', 'ZN', 'ZNH7'],
  ['ES the day before the week of its expiry', '2026-12-09', 'ES', 'ESZ6'],
  ['ES eight days before it expires', '2026-12-10', 'ES', 'ESH7'],
  ['GC before its first notice', '2026-11-27', 'GC', 'GCZ6'],
  ['GC on its first notice', '2026-11-30', 'GC', 'GCG7'],
  ['CL on its last trade date', '2026-11-20', 'CL', 'CLZ6'],
  ['CL the day after', '2026-11-21', 'CL', 'CLF7'],
  ['the turn of the year', '2027-01-04', 'NQ', 'NQH7'],
])('%s (%s): %s is %s', (_name, day, root, id) => {
  expect(on(day).front(root).id).toBe(id);
});

describe('names', () => {
  test.each([
    ['ZN', 'ZNZ6', '2026-12'],
    ['zn', 'ZNZ6', '2026-12'],
    ['TY', 'ZNZ6', '2026-12'],
    ['znz6', 'ZNZ6', '2026-12'],
    ['TYZ6', 'ZNZ6', '2026-12'],
    ['ZNZ26', 'ZNZ6', '2026-12'],
    ['ZNZ2026', 'ZNZ6', '2026-12'],
    ['ZNH7', 'ZNH7', '2027-03'],
    ['ESZ3', 'ESZ3', '2023-12'],
    ['ESZ2013', 'ESZ13', '2013-12'],
    ['ESZ13', 'ESZ13', '2013-12'],
    ['ESZ1', 'ESZ1', '2031-12'],
    ['GCK7', 'GCK7', '2027-05'],
    ['TYZ6 Comdty', 'ZNZ6', '2026-12'],
    ['ZN Sep25', 'ZNU5', '2025-09'],
    ['XCME.ZN.SEP25', 'ZNU5', '2025-09'],
    ['XCMEFFDPSX20250919U0ZN', 'ZNU5', '2025-09'],
    ['SEP 25 CBT 10YR TNOTE', 'ZNU5', '2025-09'],
    ['CON.F.US.EP.Z25', 'ESZ5', '2025-12'],
    ['MESH7', 'MESH7', '2027-03'],
    ['Nifty 50', 'NIFTY', undefined],
  ])('%s is %s', (name, id, deliveryMonth) => {
    const instrument = registry.resolve(name);
    expect([instrument.id, instrument.deliveryMonth]).toEqual([id, deliveryMonth]);
  });

  test.each([
    ['ZX', 'There is no instrument "ZX". Did you mean VX, ZB or ZC?'],
    ['NFTY', 'There is no instrument "NFTY". Did you mean NIFTY, INFY or RTY?'],
    ['ZNX6', 'There is no contract "ZNX6": ZN trades in the months H, M, U, Z. Did you mean ZNZ6, ZNH7 or ZNM7?'],
    ['TYX6 Comdty', 'There is no instrument "TYX6 Comdty". Did you mean TYH6 Comdty, TYM6 Comdty or TYU6 Comdty?'],
    ['BITCOIN', 'There is no instrument "BITCOIN".'],
    ['', 'There is no instrument "".'],
  ])('"%s" is refused with near matches', (name, message) => {
    expect(registry.find(name)).toBeUndefined();
    expect(() => registry.resolve(name)).toThrow(UnknownName);
    expect(() => registry.resolve(name)).toThrow(message);
  });

  test('an unknown root has no contracts', () => {
    expect(() => registry.active('ZX')).toThrow('There is no instrument "ZX"');
    expect(registry.contract('ZX', 2026, 12)).toBeUndefined();
  });
});

test('a contract carries all of its product', () => {
  const { tick, tickValue, ...rest } = registry.resolve('ZTZ6');
  expect({ ...rest, tick: priceToDecimal(tick), tickValue: moneyToDecimal(tickValue) }).toEqual({
    id: 'ZTZ6',
    root: 'ZT',
    name: '2-Year T-Note',
    exchange: 'CBOT',
    currency: 'USD',
    tick: '0.00390625',
    tickValue: '7.8125',
    multiplier: 2_000,
    priceStyle: { kind: 'thirtySeconds', digits: 3 },
    session: 'cme',
    deliveryMonth: '2026-12',
  });
});

test('ticks are worth what the exchanges say', () => {
  const worth = Object.fromEntries(
    definitions.map(({ root, tick, multiplier }) => [
      root,
      `${priceToDecimal(tick)} ${moneyToDecimal(priceValue(tick, 1, multiplier))}`,
    ]),
  );
  expect(worth).toEqual({
    ZT: '0.00390625 7.8125',
    ZF: '0.0078125 7.8125',
    ZN: '0.015625 15.625',
    TN: '0.015625 15.625',
    ZB: '0.03125 31.25',
    UB: '0.03125 31.25',
    SR1: '0.0025 10.4175',
    SR3: '0.0025 6.25',
    ZQ: '0.0025 10.4175',
    ES: '0.25 12.5',
    NQ: '0.25 5',
    YM: '1 5',
    RTY: '0.1 5',
    MES: '0.25 1.25',
    MNQ: '0.25 0.5',
    MYM: '1 0.5',
    M2K: '0.1 0.5',
    VX: '0.05 50',
    GC: '0.1 10',
    MGC: '0.1 1',
    SI: '0.005 25',
    SIL: '0.005 5',
    HG: '0.0005 12.5',
    PL: '0.1 5',
    PA: '0.5 50',
    CL: '0.01 10',
    MCL: '0.01 1',
    NG: '0.001 10',
    MNG: '0.001 1',
    RB: '0.0001 4.2',
    HO: '0.0001 4.2',
    '6E': '0.00005 6.25',
    '6J': '0.0000005 6.25',
    '6B': '0.0001 6.25',
    '6A': '0.00005 5',
    '6C': '0.00005 5',
    '6S': '0.00005 6.25',
    '6N': '0.00005 5',
    ZC: '0.25 12.5',
    ZW: '0.25 12.5',
    ZS: '0.25 12.5',
    ZL: '0.01 6',
    ZM: '0.1 10',
    BTC: '5 25',
    MBT: '5 0.5',
    ETH: '0.5 25',
    MET: '0.5 0.05',
    NIFTY: '0.05 0.05',
    BANKNIFTY: '0.05 0.05',
    FINNIFTY: '0.05 0.05',
    MIDCPNIFTY: '0.05 0.05',
    SENSEX: '0.05 0.05',
    RELIANCE: '0.1 0.1',
    INFY: '0.1 0.1',
    HDFCBANK: '0.05 0.05',
    TCS: '0.1 0.1',
    SBIN: '0.05 0.05',
    BTCUSDT: '0.1 0.0001',
  });
});

describe('listed contracts', () => {
  test('stand in order, the front month first', () => {
    expect(registry.active('ES').map(({ id }) => id)).toEqual(['ESZ6', 'ESH7', 'ESM7', 'ESU7', 'ESZ7']);
    expect(
      on('2026-12-10')
        .active('ES')
        .map(({ id }) => id),
    ).toEqual(['ESH7', 'ESZ6', 'ESM7', 'ESU7', 'ESZ7']);
    expect(
      on('2026-12-19')
        .active('ES')
        .map(({ id }) => id),
    ).toEqual(['ESH7', 'ESM7', 'ESU7', 'ESZ7', 'ESH8']);
    expect(registry.active('GC').map(({ id }) => id)).toEqual(['GCZ6', 'GCG7', 'GCJ7', 'GCM7', 'GCQ7', 'GCV7']);
  });

  test('of all products are those of each', () => {
    const each = definitions.flatMap(({ root }) => registry.active(root));
    expect(registry.active()).toEqual(each);
  });

  test('by year and month, also long gone ones', () => {
    expect([registry.contract('ES', 2013, 12)?.deliveryMonth, registry.contract('ES', 2013, 11)]).toEqual([
      '2013-12',
      undefined,
    ]);
  });

  test('know their days', () => {
    expect([registry.datesOf(registry.resolve('ZNZ6')), registry.datesOf(registry.resolve('NIFTY'))]).toEqual([
      { expiry: '2026-12-21', roll: '2026-11-27' },
      undefined,
    ]);
  });
});

const properties = sharedText('marketdata/futures_symbol_properties.csv');

describe.skipIf(!properties)('multipliers and ticks that others state (needs the shared market data)', () => {
  const rows = (properties ?? '')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','));
  const known = rows.filter(([, root]) => definitionRoots.has(root ?? ''));

  test('of most products', () => {
    expect(known.length).toBeGreaterThan(30);
  });

  test.each(known.map((row) => [row[1]!, row] as const))('%s', (root, row) => {
    const { multiplier, tick } = registry.resolve(root);
    // theirs are in dollars where the exchange quotes cents, and then say so by a magnifier
    const magnifier = Number(row[10] || row[11] || 1);
    expect([multiplier * magnifier, tick / 1e9 / magnifier]).toEqual([Number(row[5]), Number(row[6])]);
  });
});

const ticks = oracle<{ ticks: { product: string; tickSize: number; tickValue: number; pointValue: number }[] }>(
  'fractional_prices.json',
)?.ticks;

describe.skipIf(!ticks)('ticks that others state (needs the shared oracles)', () => {
  const outrights = (ticks ?? []).filter(({ product }) => /^[A-Z]{2}$/.test(product));

  test.each(outrights.map((row) => [row.product, row] as const))('%s', (product, row) => {
    const { tick, tickValue, multiplier } = registry.resolve(product);
    expect([tick / 1e9, tickValue / 1e6, multiplier]).toEqual([row.tickSize, row.tickValue, row.pointValue]);
  });
});
