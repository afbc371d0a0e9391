import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SECOND } from '../../../../core/model/time.ts';
import { toPortfolio } from './feed/listener.ts';
import { openUpstox, order, type Row } from './opened.ts';

const share = 'NSE_EQ|INE002A01018';

const step = fc.record({
  which: fc.constantFrom('future', 'option', 'share'),
  product: fc.constantFrom('D', 'I'),
  side: fc.constantFrom('BUY', 'SELL'),
  type: fc.constantFrom('MARKET', 'LIMIT', 'SL-M'),
  lots: fc.integer({ min: 1, max: 40 }),
  away: fc.integer({ min: -6, max: 6 }),
  next: fc.constantFrom('wait', 'cancel', 'more'),
});

describe('whatever is ordered', () => {
  it('is the same in orders, executions, positions, the stream and the books of the exchange', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 15 }), async (steps) => {
        const upstox = await openUpstox();
        const rows = await upstox.instruments();
        const keyOf = (name: string) => String(rows.find((row) => row.trading_symbol === name)?.instrument_key);
        const keys = { future: keyOf('NIFTY FUT 23 NOV 26'), option: keyOf('NIFTY 24300 CE 01 DEC 26'), share };
        const listener = await toPortfolio(upstox).open();
        const all = async (path: string) => (await upstox.ask<Row[]>(path)).body.data;
        for (const { which, product, side, type, lots, away, next } of steps) {
          upstox.run(2 * SECOND);
          const key = keys[which];
          const quotes = await upstox.ask<Record<string, Row>>('/v2/market-quote/ltp', {
            query: { instrument_key: key },
          });
          const last = Number(Object.values(quotes.body.data)[0]?.last_price);
          const at = Math.round((last + away * 0.1) * 10) / 10;
          const { body } = await upstox.ask<{ order_ids: string[] }>('/v3/order/place', {
            method: 'POST',
            body: order(key, {
              quantity: which === 'share' ? lots : lots * 65,
              slice: true,
              product,
              transaction_type: side,
              order_type: type,
              price: type === 'LIMIT' ? at : 0,
              trigger_price: type === 'SL-M' ? at : 0,
            }),
          });
          for (const id of body.data.order_ids) {
            if (next === 'cancel') await upstox.ask('/v3/order/cancel', { method: 'DELETE', query: { order_id: id } });
            if (next === 'more' && type === 'LIMIT')
              await upstox.ask('/v3/order/modify', {
                method: 'PUT',
                body: {
                  order_id: id,
                  quantity: 41 * 65,
                  price: at,
                  order_type: type,
                  validity: 'DAY',
                  trigger_price: 0,
                },
              });
          }
        }
        const [statuses, orders, trades, positions] = await Promise.all([
          all('/v2/order/history?tag=one-1'),
          all('/v2/order/retrieve-all'),
          all('/v2/order/trades/get-trades-for-day'),
          all('/v2/portfolio/short-term-positions'),
        ]);
        await listener.until(({ heard }) => heard.length >= statuses.length + trades.length);
        const sum = (list: readonly Row[], is: (row: Row) => boolean, of: (row: Row) => number) =>
          list.filter(is).reduce((total, row) => total + of(row), 0);
        const signed = (row: Row) => Number(row.quantity) * (row.transaction_type === 'BUY' ? 1 : -1);
        for (const row of orders) {
          const own = trades.filter(({ order_id }) => order_id === row.order_id);
          const filled = sum(
            own,
            () => true,
            ({ quantity }) => Number(quantity),
          );
          expect(row.filled_quantity).toBe(filled);
          const cost = sum(
            own,
            () => true,
            ({ quantity, average_price }) => Number(quantity) * Number(average_price),
          );
          expect(Math.abs(Number(row.average_price) * filled - cost)).toBeLessThan(0.001 * filled + 0.01);
          const told = listener.heard.filter(({ order_id }) => order_id === row.order_id).at(-1);
          expect([told?.status, told?.filled_quantity]).toEqual([row.status, row.filled_quantity]);
        }
        for (const position of positions) {
          const isOwn = (row: Row) =>
            row.instrument_token === position.instrument_token && row.product === position.product;
          expect(position.quantity).toBe(sum(trades, isOwn, signed));
          const told = listener.heard.filter((row) => row.update_type === 'position' && isOwn(row)).at(-1);
          expect(told?.quantity).toBe(position.quantity);
        }
        const held = upstox.simulator.exchange.positions(upstox.simulator.exchange.accounts[0]!.id);
        for (const { instrument, quantity } of held) {
          const name = upstox.simulator.exchange.instruments.some(({ id }) => id === instrument) ? share : undefined;
          const own = positions.filter(({ instrument_token, trading_symbol }) =>
            name
              ? instrument_token === name
              : trading_symbol === (instrument.endsWith('F') ? 'NIFTY26NOVFUT' : 'NIFTY26D0124300CE'),
          );
          expect(
            sum(
              own,
              () => true,
              (row) => Number(row.quantity),
            ),
          ).toBe(quantity);
        }
        listener.close();
        await upstox.close();
      }),
      { numRuns: 6 },
    );
  }, 60_000);
});
