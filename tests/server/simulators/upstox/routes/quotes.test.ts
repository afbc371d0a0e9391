import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SECOND } from '../../../../../core/model/time.ts';
import { type Opened, openUpstox, type Row } from '../opened.ts';

const index = 'NSE_INDEX|Nifty 50';
const share = 'NSE_EQ|INE002A01018';
let upstox: Opened;
let future: string;
let option: string;
beforeAll(async () => {
  upstox = await openUpstox();
  const rows = await upstox.instruments();
  const keyOf = (name: string) => String(rows.find(({ trading_symbol }) => trading_symbol === name)?.instrument_key);
  future = keyOf('NIFTY FUT 23 NOV 26');
  option = keyOf('NIFTY 24300 CE 01 DEC 26');
  upstox.run(5 * SECOND);
});
afterAll(() => upstox.close());

const ask = (path: string, keys: readonly string[], query: Record<string, string> = {}) =>
  upstox.ask<Record<string, Row>>(path, { query: { instrument_key: keys.join(','), ...query } });

describe('quotes', () => {
  it('answer by segment and trading symbol, with the key in each', async () => {
    const { body } = await ask('/v2/market-quote/ltp', [index, share, future, option]);
    expect(Object.entries(body.data).map(([name, row]) => [name, row.instrument_token])).toEqual([
      ['NSE_INDEX:Nifty 50', index],
      ['NSE_EQ:RELIANCE', share],
      ['NSE_FO:NIFTY26NOVFUT', future],
      ['NSE_FO:NIFTY26D0124300CE', option],
    ]);
    for (const row of Object.values(body.data)) expect(Object.keys(row)).toEqual(['last_price', 'instrument_token']);
  });

  it('have volume and the day before in the third version, and an index has no volume', async () => {
    const { body } = await ask('/v3/market-quote/ltp', [index, future]);
    expect(Object.keys(body.data['NSE_FO:NIFTY26NOVFUT'] ?? {})).toEqual([
      'last_price',
      'instrument_token',
      'ltq',
      'volume',
      'cp',
    ]);
    expect(body.data['NSE_INDEX:Nifty 50']).toMatchObject({ ltq: 0, volume: 0 });
    expect(Number(body.data['NSE_FO:NIFTY26NOVFUT']?.volume)).toBeGreaterThan(0);
  });

  it('are whole, with five levels of the book on either side', async () => {
    const { body } = await ask('/v2/market-quote/quotes', [future]);
    const row = body.data['NSE_FO:NIFTY26NOVFUT'] ?? {};
    expect(Object.keys(row)).toEqual([
      'ohlc',
      'depth',
      'timestamp',
      'instrument_token',
      'symbol',
      'last_price',
      'volume',
      'average_price',
      'oi',
      'net_change',
      'total_buy_quantity',
      'total_sell_quantity',
      'lower_circuit_limit',
      'upper_circuit_limit',
      'last_trade_time',
      'oi_day_high',
      'oi_day_low',
    ]);
    const { buy, sell } = row.depth as Record<'buy' | 'sell', { price: number; quantity: number }[]>;
    expect([buy.length, sell.length]).toEqual([5, 5]);
    const prices = [...buy.toReversed(), ...sell].map(({ price }) => price);
    expect(prices).toEqual([...prices].sort((a, b) => a - b));
    expect(row.timestamp).toBe('2026-11-18T11:00:05.000+05:30');
    const { body: ofIndex } = await ask('/v2/market-quote/quotes', [index]);
    expect(ofIndex.data['NSE_INDEX:Nifty 50']).toMatchObject({ oi: 0, total_buy_quantity: 0, volume: 0 });
  });

  it('have candles of today, the minute and the half hour', async () => {
    const day = await ask('/v3/market-quote/ohlc', [future], { interval: '1d' });
    expect(day.body.data['NSE_FO:NIFTY26NOVFUT']).toMatchObject({
      prev_ohlc: null,
      live_ohlc: { ts: Date.parse('2026-11-17T18:30:00Z') },
    });
    const half = await ask('/v3/market-quote/ohlc', [future], { interval: 'I30' });
    expect(half.body.data['NSE_FO:NIFTY26NOVFUT']).toMatchObject({
      prev_ohlc: { ts: Date.parse('2026-11-18T04:45:00Z') },
      live_ohlc: { ts: Date.parse('2026-11-18T05:15:00Z') },
    });
    const older = await ask('/v2/market-quote/ohlc', [future], { interval: '1d' });
    expect(Object.keys((older.body.data['NSE_FO:NIFTY26NOVFUT']?.ohlc as Row | undefined) ?? {})).toEqual([
      'open',
      'high',
      'low',
      'close',
    ]);
  });

  it('have greeks of options alone', async () => {
    const { body } = await ask('/v3/market-quote/option-greek', [option, future]);
    expect(Object.keys(body.data)).toEqual(['NSE_FO:NIFTY26D0124300CE']);
    const row = body.data['NSE_FO:NIFTY26D0124300CE'] ?? {};
    expect(Object.keys(row)).toEqual([
      'last_price',
      'instrument_token',
      'ltq',
      'volume',
      'cp',
      'delta',
      'gamma',
      'theta',
      'vega',
      'iv',
      'oi',
    ]);
    expect([Number(row.delta) > 0.3, Number(row.delta) < 0.7, Number(row.theta) < 0]).toEqual([true, true, true]);
    expect([Number(row.iv) > 0.08, Number(row.iv) < 0.3]).toEqual([true, true]);
  });

  it.each([
    ['no key', '/v2/market-quote/ltp', [], {}, 'UDAPI1009'],
    ['no form of a key', '/v2/market-quote/ltp', ['NIFTY'], {}, 'UDAPI1011'],
    ['an unknown key', '/v2/market-quote/ltp', ['NSE_FO|1'], {}, 'UDAPI1087'],
    [
      'too many',
      '/v3/market-quote/option-greek',
      Array.from({ length: 51 }, (_, at) => `NSE_FO|${at}`),
      {},
      'UDAPI100043',
    ],
    ['no interval', '/v3/market-quote/ohlc', [index], {}, 'UDAPI1027'],
    ['another interval', '/v3/market-quote/ohlc', [index], { interval: 'I5' }, 'UDAPI1028'],
  ])('refuse %s', async (_what, path, keys, query, code) => {
    const { status, body } = await ask(path, keys, query as Record<string, string>);
    expect([status, body.errors[0]?.error_code]).toEqual([400, code]);
  });
});
