import { describe, expect, it } from 'vitest';
import { MINUTE, SECOND } from '../../../../core/model/time.ts';
import { CALL, FUTURE, open, type Row } from './opened.ts';

const csv = async (answer: Response): Promise<string[][]> =>
  (await answer.text())
    .trimEnd()
    .split('\n')
    .map((line) => line.split(','));

describe('the list of instruments', () => {
  it('is CSV, whole or of an exchange, and needs no token', async () => {
    const kite = await open({}, false);
    const all = await csv(await kite.send('GET', '/instruments'));
    expect(all[0]?.join(',')).toBe(
      'instrument_token,exchange_token,tradingsymbol,name,last_price,expiry,strike,tick_size,lot_size,instrument_type,segment,exchange',
    );
    const byName = new Map(all.map((row) => [row[2], row]));
    expect(['NIFTY 50', 'INFY', FUTURE, CALL].map((name) => byName.get(name)?.slice(2).join(','))).toEqual([
      'NIFTY 50,NIFTY 50,0.0,,0.0,0.0,0,EQ,INDICES,NSE',
      'INFY,INFOSYS,0.0,,0.0,0.1,1,EQ,NSE,NSE',
      `${FUTURE},NIFTY,0.0,2026-11-23,0.0,0.1,65,FUT,NFO-FUT,NFO`,
      `${CALL},NIFTY,0.0,2026-12-01,24300,0.05,65,CE,NFO-OPT,NFO`,
    ]);
    expect(byName.get('NIFTY 50')?.slice(0, 2)).toEqual(['256265', '1001']);
    expect(byName.get('INFY')?.slice(0, 2)).toEqual(['408065', '1594']);
    expect(new Set(all.slice(1).map(([token]) => token)).size).toBe(all.length - 1);
    const segments = new Map([
      ['NSE', 1],
      ['NFO', 2],
      ['INDICES', 9],
    ]);
    expect(
      all
        .slice(1)
        .every(
          ([token, exchangeToken, ...row]) =>
            Number(token) === Number(exchangeToken) * 256 + (segments.get(row[8] ?? '') ?? 2),
        ),
    ).toBe(true);
    kite.run(SECOND);
    const nse = await csv(await kite.send('GET', '/instruments/NSE'));
    expect(nse.slice(1).map((row) => row[2])).toEqual(['NIFTY 50', 'INFY', 'SBIN']);
  });

  it('is the same at the next start', async () => {
    const [one, two] = [await open({}, false), await open({ seed: 'another' }, false)];
    const lists = await Promise.all([one, two].map(async (kite) => (await kite.send('GET', '/instruments')).text()));
    expect(lists[0]).toBe(lists[1]);
  });
});

describe('quotes', () => {
  it('tell what is asked for by name or token, and leave out what nobody knows', async () => {
    const kite = await open();
    const quotes = await kite.get<Record<string, Row>>(
      `/quote/ltp?i=NFO:${CALL}&i=NSE:NIFTY+50&i=408065&i=NSE:NOTHING`,
    );
    expect(new Set(Object.keys(quotes))).toEqual(new Set(['408065', `NFO:${CALL}`, 'NSE:NIFTY 50']));
    expect(quotes['NSE:NIFTY 50']?.instrument_token).toBe(256_265);
  });

  it('show a book whose best prices surround the last ones', async () => {
    const kite = await open();
    const name = `NFO:${FUTURE}`;
    const { [name]: quote } = await kite.get<Record<string, { depth: Record<'buy' | 'sell', { price: number }[]> }>>(
      `/quote?i=${name}`,
    );
    const [buy = [], sell = []] = [quote?.depth.buy, quote?.depth.sell];
    expect([buy.length, sell.length]).toEqual([5, 5]);
    expect(buy[0]?.price).toBeLessThan(sell[0]?.price ?? 0);
    expect(buy.map(({ price }) => price)).toEqual(buy.map(({ price }) => price).toSorted((a, b) => b - a));
  });

  it.each([
    ['/quote', 500],
    ['/quote/ohlc', 1_000],
    ['/quote/ltp', 1_000],
  ])('of %s are at most %d', async (path, most) => {
    const kite = await open();
    const names = (count: number) => Array.from({ length: count }, (_, at) => `i=NSE:X${at}`).join('&');
    expect((await kite.call('GET', `${path}?${names(most)}`)).status).toBe(200);
    expect((await kite.call('GET', `${path}?${names(most + 1)}`)).status).toBe(400);
  });
});

describe('candles', () => {
  const path = (interval: string, from: string, to: string, more = '') =>
    `/instruments/historical/256265/${interval}?from=${from}&to=${to}${more}`;

  it('are of Indian time, both ends in it, and joined from the open on', async () => {
    const kite = await open();
    const { candles: minutes } = await kite.get<{ candles: [string, ...number[]][] }>(
      path('minute', '2026-11-17+09:15:00', '2026-11-17+09:44:00'),
    );
    expect([minutes.length, minutes[0]?.[0], minutes.at(-1)?.[0]]).toEqual([
      30,
      '2026-11-17T09:15:00+0530',
      '2026-11-17T09:44:00+0530',
    ]);
    const { candles: quarters } = await kite.get<{ candles: [string, ...number[]][] }>(
      path('15minute', '2026-11-17+09:15:00', '2026-11-17+09:44:00', '&oi=1'),
    );
    const first = minutes.slice(0, 15);
    const column = (at: number) => first.map((row) => Number(row[at]));
    expect(quarters).toHaveLength(2);
    expect(quarters[0]).toEqual([
      '2026-11-17T09:15:00+0530',
      column(1)[0],
      Math.max(...column(2)),
      Math.min(...column(3)),
      column(4).at(-1),
      0,
      0,
    ]);
    const { candles: days } = await kite.get<{ candles: [string, ...number[]][] }>(
      path('day', '2026-11-16', '2026-11-17+23:59:59'),
    );
    expect(days.map(([at]) => at)).toEqual(['2026-11-16T00:00:00+0530', '2026-11-17T00:00:00+0530']);
  });

  it('go on with what trades now', async () => {
    const kite = await open();
    for (let minute = 0; minute < 12; minute++) kite.run(20 * SECOND);
    const { candles } = await kite.get<{ candles: [string, ...number[]][] }>(
      path('minute', '2026-11-18+09:55:00', '2026-11-18+10:03:00'),
    );
    expect(candles.map(([at]) => at.slice(11, 16))).toEqual([
      '09:55',
      '09:56',
      '09:57',
      '09:58',
      '09:59',
      '10:00',
      '10:01',
      '10:02',
      '10:03',
    ]);
    kite.run(MINUTE);
  });

  it.each([
    ['/instruments/historical/1/minute?from=2026-11-17&to=2026-11-18', 'invalid token'],
    [path('2minute', '2026-11-17', '2026-11-18'), 'invalid interval'],
    [path('minute', 'yesterday', '2026-11-18'), 'invalid from date'],
    [path('minute', '2026-11-18', '2026-11-17'), 'from date cannot be after to date'],
    [path('minute', '2026-09-01', '2026-11-18'), 'interval exceeds max limit: 60 days'],
    [path('day', '2026-11-17', '2026-11-18', '&continuous=1'), 'continuous data is of futures and of days alone'],
  ])('are refused for %s', async (address, message) => {
    const kite = await open();
    expect(await kite.call('GET', address)).toMatchObject({
      status: 400,
      body: { message, error_type: 'InputException' },
    });
  });
});
