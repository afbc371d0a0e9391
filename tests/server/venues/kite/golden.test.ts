import { describe, expect, test } from 'vitest';
import type { AccountId } from '../../../../core/model/ids.ts';
import type { Answer } from '../../../../server/calls/port.ts';
import { accountOf } from '../../../../server/venues/kite/books.ts';
import { Kite } from '../../../../server/venues/kite/http.ts';
import { marginsAnswer } from '../../../../server/venues/kite/parse/account.ts';
import { indiaTime } from '../../../../server/venues/kite/parse/instant.ts';
import { orderRecord } from '../../../../server/venues/kite/parse/order.ts';
import { quoteRecord } from '../../../../server/venues/kite/parse/quote.ts';
import type { Malformed } from '../../../../server/venues/parse/records.ts';
import { oracle, sharedText } from '../../../oracle.ts';

const isHere = sharedText('oracles/kite/orders.json') !== undefined;

/** Kite as it answers with one document. */
function answering(file: string): { kite: Kite; malformed: Malformed[] } {
  const malformed: Malformed[] = [];
  const text = sharedText(`oracles/kite/${file}`) ?? '';
  const answer: Answer = { status: 200, headers: new Map(), text, milliseconds: 0, requestId: '1' };
  return { kite: new Kite({ call: async () => answer }, (each) => malformed.push(each)), malformed };
}

describe.skipIf(!isHere)(
  'documents of Kite (DESKBOOK_SHARED names no folder with oracles/kite where these are skipped)',
  () => {
    test('orders', async () => {
      const { kite, malformed } = answering('orders.json');
      const rows = await kite.orders();
      expect(
        rows
          .slice(0, 2)
          .map(({ contractId, standing, side, type, terms }) => [contractId, standing, side, type, terms]),
      ).toEqual([
        ['CDS:USDINR21JUNFUT', 'canceled', 'buy', 'limit', { quantity: 1, price: 72e9 }],
        ['NSE:IOC', 'filled', 'buy', 'limit', { quantity: 1, price: 109.4e9 }],
      ]);
      expect(rows).toHaveLength(oracle<{ data: unknown[] }>('kite/orders.json')?.data.length ?? 0);
      expect(malformed).toEqual([]);
      expect(indiaTime(rows[0]!.tsUpdated)).toBe('2021-05-31 09:18:58');
    });

    test('the statuses of an order', async () => {
      const { kite } = answering('order_info.json');
      expect(await kite.statuses('1' as never)).toEqual([
        'PUT ORDER REQ RECEIVED',
        'VALIDATION PENDING',
        'OPEN PENDING',
        'OPEN',
        'MODIFY VALIDATION PENDING',
        'MODIFY PENDING',
        'MODIFIED',
        'OPEN',
      ]);
    });

    test('trades of an order', async () => {
      const { kite, malformed } = answering('order_trades.json');
      expect(await kite.trades()).toEqual([
        {
          id: '200000000000000-10000000',
          order: '200000000000000',
          contractId: 'MCX:GOLDPETAL21JUNFUT',
          side: 'buy',
          quantity: 1,
          price: 4852e9,
          voided: false,
          ts: Date.parse('2021-05-31T16:00:36+05:30') * 1_000,
        },
      ]);
      expect(malformed).toEqual([]);
    });

    test('positions', async () => {
      const { kite, malformed } = answering('positions.json');
      expect(await kite.positions()).toEqual([
        { contractId: 'MCX:LEADMINI17DECFUT', quantity: 1, overnight: 0, average: 161.05 },
        { contractId: 'MCX:GOLDGUINEA17DECFUT', quantity: 0, overnight: 3, average: 0 },
        { contractId: 'NSE:SBIN', quantity: 0, overnight: 0, average: 0 },
      ]);
      expect(malformed).toEqual([]);
    });

    test('margins', () => {
      const margins = marginsAnswer.parse(oracle<{ data: unknown }>('kite/margins.json')?.data);
      const profile = { user_id: 'AB1234' as AccountId, user_name: 'A B', exchanges: ['NSE'] };
      expect(accountOf(profile, margins, false)).toEqual({
        id: 'AB1234',
        name: 'A B',
        currency: 'INR',
        balance: 245_431_600_000,
        canTrade: true,
        simulated: false,
      });
    });

    test.each(['historical_minute.json', 'historical_oi.json'])('%s', async (file) => {
      const { kite, malformed } = answering(file);
      const bars = await kite.candles(1, 'minute', {});
      const told = oracle<{ data: { candles: [string, ...number[]][] } }>(`kite/${file}`)?.data.candles;
      expect(bars.map(({ tsStart, close, volume }) => [tsStart / 1e6, close / 1e9, volume])).toEqual(
        told?.map(([at, , , , close, volume]) => [Date.parse(at.replace('+0530', '+05:30')) / 1e3, close, volume]),
      );
      expect(malformed).toEqual([]);
    });

    test.each(['ltp.json', 'ohlc.json', 'quote.json'])('%s', async (file) => {
      const { kite, malformed } = answering(file);
      const told = oracle<{ data: Record<string, unknown> }>(`kite/${file}`)?.data['NSE:INFY'];
      expect(await kite.quote('NSE:INFY')).toEqual(quoteRecord.parse(told));
      expect((await kite.quote('NSE:INFY'))?.instrument_token).toBe(408065);
      expect(await kite.quote('NSE:constructor')).toBeUndefined();
      expect(malformed).toEqual([]);
    });

    test('the first id of an order that was sliced', async () => {
      const { kite } = answering('autoslice_response.json');
      expect(await kite.place({})).toBe('1914227164488687616');
    });

    test('a postback is a row of an order', () => {
      expect(orderRecord.parse(oracle('kite/postback.json'))).toMatchObject({
        id: '220303000308932',
        contractId: 'NSE:SBIN',
        standing: 'filled',
        type: 'market',
        filledQuantity: 1,
        terms: { quantity: 1 },
      });
    });

    test.each(['basket_margins', 'order_margins', 'virtual_contract_note', 'gtt_get_order'])(
      '%s, which is not used, is an answer like any other',
      async (name) => {
        const { kite, malformed } = answering(`${name}.json`);
        await expect(kite.cancel('1' as never)).resolves.toBeUndefined();
        expect(malformed).toEqual([]);
      },
    );
  },
);
