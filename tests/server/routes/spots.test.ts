import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SpotReport } from '../../../server/spots/report.ts';
import { openTestConsole, type TestConsole } from '../open-console.ts';

let desk: TestConsole;
beforeAll(async () => {
  desk = await openTestConsole();
});
afterAll(() => desk.close());

const put = async (instrument: string, body: unknown) => {
  const response = await desk.request('PUT', `/api/spots/${encodeURIComponent(instrument)}`, body);
  const reply = (await response.json()) as SpotReport & { error?: { message: string; hint?: string } };
  const said = [reply.error?.message, reply.error?.hint].filter(Boolean).join(' ');
  return { status: response.status, reply, said: said.replace(/\bZN[HMUZ]\d\b/g, 'ZNZ6') };
};

describe('PUT /api/spots/<instrument>', () => {
  it('states a price by hand, in any form', async () => {
    const { status, reply } = await put('ZN', { price: "110'16+" });
    expect(status).toBe(200);
    expect(reply).toMatchObject({
      instrument: expect.stringMatching(/^ZN[HMUZ]\d$/),
      price: '110.515625',
      shown: "110'165",
      text: "110'16+",
      format: 'cbot',
      source: 'manual',
      state: 'fresh',
      why: 'first in the order',
      offGrid: false,
    });
    expect((await put('TYZ6 Comdty', { price: 'ZN 110-17' })).reply.price).toBe('110.53125');
    expect((await put('ZN', { price: 110.515625 })).reply.price).toBe('110.515625');
  });

  it.each([
    ['ZN', { price: '110-085' }, 422, `"110-085" may be 110'08.5 or 110'08.625: write one of them.`],
    [
      'ZN',
      { price: "110'40" },
      422,
      `40 is more than 31 32nds at character 5 of "110'40". Write a price as 110'165, 110-16+ or 110.515625.`,
    ],
    [
      'ZN',
      { price: '90-16' },
      409,
      "90'160 is 18.1% away from 110'165, the spot of ZNZ6 from manual. Confirm it if it is meant.",
    ],
    ['ZN', { price: 'ZF 110-16' }, 422, 'The text names ZF, and this is the spot of ZNZ6.'],
    ['ZXQ', { price: '110-16' }, 404, 'There is no instrument "ZXQ". Did you mean ZQ, ENQ or MNQ?'],
    ['ZN', { source: 'telex' }, 422, 'ZNZ6 has no spot source "telex"; it has manual, venue mid, venue last.'],
    ['ZN', { address: 'http://elsewhere.example/' }, 400, 'The spot cannot be read: body: Invalid input.'],
  ])('of %s refuses %j', async (instrument, body, status, said) => {
    expect(await put(instrument, body)).toMatchObject({ status, said });
    expect((await desk.json<SpotReport>('/api/spots/ZN')).price).toBe('110.515625');
  });

  it('takes a far one that is confirmed, a source, and the price back', async () => {
    expect((await put('ZN', { price: '90-16', confirm: true })).reply.price).toBe('90.5');
    expect((await put('ZN', { source: 'venue mid' })).reply).toMatchObject({
      source: 'venue mid',
      choice: 'venue mid',
    });
    expect((await put('ZN', { source: null })).reply).toMatchObject({ source: 'manual', choice: null });
    const cleared = await desk.request('DELETE', '/api/spots/ZN');
    expect((await cleared.json()) as SpotReport).toMatchObject({ source: 'venue mid', why: 'manual has no price' });
    expect((await desk.request('DELETE', '/api/spots/ZN')).status).toBe(422);
  });

  it('lists all of them, and SQL has what was stated', async () => {
    const all = await desk.json<readonly SpotReport[]>('/api/spots');
    expect(all.map(({ instrument }) => instrument.slice(0, 2))).toEqual(['ZN', 'ZF', 'TN', 'ZB', 'ES', 'NQ']);
    const { rows } = await desk.analytics.run({
      sql: 'select instrument, source, price, price_number, price_text, text, format from spots order by ts_init',
      params: new Map(),
    });
    expect(rows[0]).toEqual([
      expect.stringMatching(/^ZN/),
      'manual',
      '110.515625000',
      110.515625,
      "110'165",
      "110'16+",
      'cbot',
    ]);
    expect(rows.at(-1)?.slice(1, 3)).toEqual(['manual', null]);
  });

  it('is closed to other sites', async () => {
    const response = await desk.request(
      'PUT',
      '/api/spots/ZN',
      { price: '110-16' },
      { 'sec-fetch-site': 'cross-site' },
    );
    expect(response.status).toBe(403);
  });
});
