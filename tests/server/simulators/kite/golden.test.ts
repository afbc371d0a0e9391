import { describe, expect, it } from 'vitest';
import { oracle, sharedText } from '../../../oracle.ts';
import { shape } from '../projectx/shape.ts';
import { CALL, FUTURE, open, type Row } from './opened.ts';

const captured = (name: string): Row | undefined => oracle<Row>(`kite/${name}`);
const isThere = captured('orders.json') !== undefined;

const keysOf = (value: unknown): string[] => Object.keys(value as Row).sort();
const first = <T>(rows: unknown): T => (rows as T[])[0]!;

/** Names that a capture has and ours lacks; what newer documents add to older captures may be there. */
const missing = (ours: unknown, theirs: unknown): string[] => keysOf(theirs).filter((key) => !(key in (ours as Row)));

/** Without the shared folder there is nothing to compare with. */
describe.skipIf(!isThere)('shapes as captured', () => {
  it('are those of orders and their history', async () => {
    const kite = await open();
    const id = await kite.place({ tag: 'tag1' });
    const orders = (captured('orders.json')?.data ?? []) as Row[];
    const [ours] = await kite.get<Row[]>('/orders');
    const special = new Set(['auction_number', 'terminal_id']);
    const theirs = new Set(orders.flatMap(keysOf).filter((key) => !special.has(key)));
    expect(new Set(keysOf(ours))).toEqual(theirs);
    const info = (captured('order_info.json')?.data ?? []) as Row[];
    expect(missing(first(await kite.history(id)), info[0])).toEqual([]);
    const limit = await kite.place({ order_type: 'LIMIT', price: '1' });
    await kite.data('PUT', `/orders/regular/${limit}`, { price: '1.05' });
    const walk = (rows: readonly Row[]) =>
      rows.map(({ status, pending_quantity, filled_quantity }) => [
        status,
        Number(pending_quantity) > 0,
        filled_quantity,
      ]);
    expect(walk(await kite.history(limit))).toEqual(walk(info));
    const trades = (captured('order_trades.json')?.data ?? []) as Row[];
    expect(keysOf(first(await kite.get(`/orders/${id}/trades`)))).toEqual(keysOf(trades[0]));
  });

  it('are those of slices', async () => {
    const kite = await open();
    const form = { exchange: 'NFO', tradingsymbol: FUTURE, transaction_type: 'BUY', product: 'NRML' };
    const { body } = await kite.call('POST', '/orders/regular', {
      ...form,
      order_type: 'MARKET',
      quantity: String(65 * 28),
      autoslice: 'true',
    });
    const theirs = captured('autoslice_response.json') as { data: { children: unknown[] } };
    expect(shape(body)).toEqual(shape(theirs));
  });

  it('are those of positions and margins', async () => {
    const kite = await open();
    await kite.place();
    const theirs = captured('positions.json')?.data as { net: Row[] };
    const ours = await kite.get<{ net: Row[] }>('/portfolio/positions');
    expect(shape(ours)).toEqual(shape({ ...theirs, day: theirs.net }));
    expect(shape(await kite.get('/user/margins'))).toEqual(shape(captured('margins.json')?.data));
  });

  it('are those of quotes and candles', async () => {
    const kite = await open();
    const quote = async (path: string) => first<unknown>(Object.values(await kite.get<Row>(`${path}?i=NSE:INFY`)));
    const theirs = (name: string) => first<unknown>(Object.values(captured(name)?.data as Row));
    expect(shape(await quote('/quote'))).toEqual(shape(theirs('quote.json')));
    expect(shape(await quote('/quote/ohlc'))).toEqual(shape(theirs('ohlc.json')));
    expect(shape(await quote('/quote/ltp'))).toEqual(shape(theirs('ltp.json')));
    const path = '/instruments/historical/408065/minute?from=2026-11-17+09:15:00&to=2026-11-17+09:20:00';
    expect(shape(await kite.get(path))).toEqual(shape(captured('historical_minute.json')?.data));
    expect(shape(await kite.get(`${path}&oi=1`))).toEqual(shape(captured('historical_oi.json')?.data));
  });

  it('are those of what orders would need and cost', async () => {
    const kite = await open();
    const order = {
      exchange: 'NFO',
      tradingsymbol: CALL,
      transaction_type: 'BUY',
      variety: 'regular',
      product: 'NRML',
      order_type: 'LIMIT',
      quantity: 65,
      price: 100,
    };
    const ask = async (path: string) => {
      const answer = await fetch(`${kite.simulator.address}${path}`, {
        method: 'POST',
        headers: { 'X-Kite-Version': '3', 'content-type': 'application/json', ...kite.authorization() },
        body: JSON.stringify([order]),
      });
      return (await answer.json()) as { data: Row[] };
    };
    const sorted = (rows: unknown) => JSON.parse(JSON.stringify(shape(first(rows)))) as Row;
    expect(sorted((await ask('/margins/orders')).data)).toEqual(sorted(captured('order_margins.json')?.data));
    expect(sorted((await ask('/charges/orders')).data)).toEqual(sorted(captured('virtual_contract_note.json')?.data));
  });

  it('are those of the list of instruments', async () => {
    const kite = await open();
    const header = (text: string | undefined) => text?.split('\n')[0]?.trim();
    const answer = await kite.send('GET', '/instruments/NSE');
    expect(header(await answer.text())).toBe(header(sharedText('oracles/kite/instruments_nse.csv')));
  });
});
