import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Opened, openUpstox, type Row } from '../opened.ts';

const index = 'NSE_INDEX|Nifty 50';
let upstox: Opened;
beforeAll(async () => {
  upstox = await openUpstox();
});
afterAll(() => upstox.close());

interface Side {
  readonly instrument_key: string;
  readonly market_data: Readonly<Record<string, number>>;
  readonly option_greeks: Readonly<Record<string, number>>;
}
interface Strike extends Row {
  readonly strike_price: number;
  readonly call_options: Side;
  readonly put_options: Side;
}

describe('options', () => {
  it('are listed with their day, of all expiries or of one', async () => {
    const path = '/v2/option/contract';
    const all = (await upstox.ask<Row[]>(path, { query: { instrument_key: index } })).body.data;
    const days = [...new Set(all.map(({ expiry }) => expiry))];
    expect(days).toEqual(['2026-11-23', '2026-12-01', '2026-12-08']);
    const one = await upstox.ask<Row[]>(path, { query: { instrument_key: index, expiry_date: '2026-12-01' } });
    expect(one.body.data).toEqual(all.filter(({ expiry }) => expiry === '2026-12-01'));
    const listed = (await upstox.instruments()).find(
      ({ trading_symbol }) => trading_symbol === 'NIFTY 24300 CE 01 DEC 26',
    );
    const { asset_symbol: _symbol, asset_key: _key, asset_type: _type, qty_multiplier: _by, ...shared } = listed ?? {};
    expect(all.find(({ instrument_key }) => instrument_key === listed?.instrument_key)).toEqual({
      ...shared,
      expiry: '2026-12-01',
    });
  });

  it('of one expiry are told by strike, calls and puts that agree', async () => {
    const { body } = await upstox.ask<Strike[]>('/v2/option/chain', {
      query: { instrument_key: index, expiry_date: '2026-12-01' },
    });
    const strikes = body.data.map(({ strike_price }) => strike_price);
    expect(strikes).toHaveLength(41);
    expect(strikes).toEqual([...strikes].sort((a, b) => a - b));
    for (const { strike_price, underlying_spot_price, call_options: call, put_options: put, ...row } of body.data) {
      expect(row).toEqual({ expiry: '2026-12-01', pcr: row.pcr, underlying_key: index });
      expect(Object.keys(call.market_data)).toEqual([
        'ltp',
        'volume',
        'oi',
        'close_price',
        'bid_price',
        'bid_qty',
        'ask_price',
        'ask_qty',
        'prev_oi',
      ]);
      expect(call.market_data.bid_price).toBeLessThan(call.market_data.ask_price ?? 0);
      // a call less a put is the forward less the strike, as far as books are wide
      const parity = (call.market_data.ltp ?? 0) - (put.market_data.ltp ?? 0);
      expect(Math.abs(parity - (Number(underlying_spot_price) - strike_price))).toBeLessThan(120);
      expect(Math.abs((call.option_greeks.delta ?? 0) - (put.option_greeks.delta ?? 0) - 1)).toBeLessThan(0.05);
      expect(call.option_greeks.pop).toBeGreaterThanOrEqual(0);
    }
  });

  it.each([
    ['/v2/option/contract', {}, 'UDAPI1009'],
    ['/v2/option/contract', { instrument_key: 'NSE_INDEX|None' }, 'UDAPI1087'],
    ['/v2/option/contract', { instrument_key: index, expiry_date: '01-12-2026' }, 'UDAPI1088'],
    ['/v2/option/chain', { instrument_key: index }, 'UDAPI1088'],
  ])('are not told for %s %j', async (path, query, code) => {
    const { status, body } = await upstox.ask(path, { query: query as Record<string, string> });
    expect([status, body.errors[0]?.error_code]).toEqual([400, code]);
  });
});
