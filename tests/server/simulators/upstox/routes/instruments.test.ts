import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Opened, openUpstox } from '../opened.ts';

let upstox: Opened;
beforeAll(async () => {
  upstox = await openUpstox();
});
afterAll(() => upstox.close());

const one = async (name: string) => {
  const {
    exchange_token: token,
    instrument_key: key,
    ...row
  } = (await upstox.instruments()).find(({ trading_symbol }) => trading_symbol === name) as Readonly<
    Record<string, unknown>
  >;
  return { token, key, row };
};

describe('the list of the morning', () => {
  it('has an index by its name', async () => {
    const { key, row } = await one('NIFTY');
    expect(key).toBe('NSE_INDEX|Nifty 50');
    expect(row).toEqual({
      segment: 'NSE_INDEX',
      name: 'Nifty 50',
      exchange: 'NSE',
      instrument_type: 'INDEX',
      trading_symbol: 'NIFTY',
    });
  });

  it('has a share by its ISIN', async () => {
    const { key, row } = await one('RELIANCE');
    expect(key).toBe('NSE_EQ|INE002A01018');
    expect(row).toEqual({
      segment: 'NSE_EQ',
      name: 'RELIANCE INDUSTRIES',
      exchange: 'NSE',
      instrument_type: 'EQ',
      trading_symbol: 'RELIANCE',
      isin: 'INE002A01018',
      lot_size: 1,
      freeze_quantity: 100_000,
      qty_multiplier: 1,
      tick_size: 10,
      short_name: 'RELIANCE',
      security_type: 'NORMAL',
    });
  });

  it('has futures and options by their number, ticks in paise and the last instant of the day on which they end', async () => {
    const future = await one('NIFTY FUT 23 NOV 26');
    const option = await one('NIFTY 24300 CE 01 DEC 26');
    expect([future.key, option.key]).toEqual([`NSE_FO|${future.token}`, `NSE_FO|${option.token}`]);
    const shared = {
      segment: 'NSE_FO',
      name: 'NIFTY',
      exchange: 'NSE',
      underlying_symbol: 'NIFTY',
      asset_symbol: 'NIFTY',
      lot_size: 65,
      minimum_lot: 65,
      freeze_quantity: 1_800,
      underlying_key: 'NSE_INDEX|Nifty 50',
      asset_key: 'NSE_INDEX|Nifty 50',
      underlying_type: 'INDEX',
      asset_type: 'INDEX',
      qty_multiplier: 1,
    };
    expect(future.row).toEqual({
      ...shared,
      weekly: false,
      instrument_type: 'FUT',
      tick_size: 10,
      trading_symbol: 'NIFTY FUT 23 NOV 26',
      expiry: Date.parse('2026-11-23T18:29:59Z'),
    });
    expect(option.row).toEqual({
      ...shared,
      weekly: true,
      instrument_type: 'CE',
      tick_size: 5,
      trading_symbol: 'NIFTY 24300 CE 01 DEC 26',
      strike_price: 24_300,
      expiry: Date.parse('2026-12-01T18:29:59Z'),
    });
  });

  it('comes by exchange, the same as in the list of all, and no other file does', async () => {
    const [all, nse, mcx] = await Promise.all([
      upstox.instruments(),
      upstox.instruments('NSE.json.gz'),
      upstox.instruments('MCX.json.gz'),
    ]);
    expect(nse).toEqual(all);
    expect(mcx).toEqual([]);
    expect(new Set(all.map((row) => row.instrument_key)).size).toBe(all.length);
    expect((await upstox.send('/market-quote/instruments/exchange/NSE.csv')).status).toBe(404);
  });
});
