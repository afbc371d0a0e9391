import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOUR } from '../../../../../core/model/time.ts';
import { type Opened, openUpstox, order, type Row } from '../opened.ts';

const share = 'NSE_EQ|INE002A01018';
let upstox: Opened;
beforeAll(async () => {
  upstox = await openUpstox({ tokenLife: 86_400_000 });
});
afterAll(() => upstox.close());

const change = (...segments: readonly (readonly [string, string])[]) =>
  upstox.ask<Row[]>('/v2/user/kill-switch', {
    method: 'POST',
    body: segments.map(([segment, action]) => ({ segment, action })),
  });
const stopped = async () =>
  (await upstox.ask<Row[]>('/v2/user/kill-switch')).body.data
    .filter(({ kill_switch_enabled }) => kill_switch_enabled)
    .map(({ segment }) => segment);
const place = (price = 1_000) =>
  upstox.ask<{ order_ids: string[] }>('/v3/order/place', {
    method: 'POST',
    body: order(share, { quantity: 1, order_type: 'LIMIT', price }),
  });

describe('the kill switch', () => {
  it('changes all that is asked for or nothing', async () => {
    expect(await stopped()).toEqual([]);
    const codes = [];
    for (const other of [
      ['NYSE', 'DISABLE'],
      ['MCX_FO', 'DISABLE'],
      ['BSE_EQ', 'STOP'],
    ] as const)
      codes.push((await change(['NSE_EQ', 'DISABLE'], other)).body.errors[0]?.error_code);
    expect(codes).toEqual(['UDAPI1186', 'UDAPI1186', 'UDAPI1188']);
    expect(await stopped()).toEqual([]);
  });

  it('cancels what is open, takes no more, and stays for twelve hours', async () => {
    await place(1_300);
    const { body } = await change(['NSE_EQ', 'DISABLE']);
    expect(body.data.find(({ segment }) => segment === 'NSE_EQ')).toEqual({
      segment: 'NSE_EQ',
      segment_status: 'ACTIVE',
      kill_switch_enabled: true,
    });
    expect((await upstox.ask<Row[]>('/v2/order/retrieve-all')).body.data.map(({ status }) => status)).toEqual([
      'cancelled',
    ]);
    expect((await place()).status).toBe(400);
    expect((await change(['NSE_EQ', 'ENABLE'])).body.errors[0]?.error_code).toBe('UDAPI1185');
    upstox.clock.advance(12 * HOUR);
    expect((await change(['NSE_EQ', 'ENABLE'])).status).toBe(200);
    expect(await stopped()).toEqual([]);
  });

  it('does not stop a segment in which something is held', async () => {
    const bought = order(share, { quantity: 1 });
    await upstox.ask('/v3/order/place', { method: 'POST', body: bought });
    expect((await change(['NSE_EQ', 'DISABLE'])).body.errors[0]?.error_code).toBe('UDAPI1184');
  });
});
