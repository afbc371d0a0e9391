import { Hono } from 'hono';
import { afterEach, describe, expect, it } from 'vitest';
import { machineClock } from '../../../../core/clock.ts';
import { type Listening, listen } from '../../../../server/listen.ts';
import { callFaults, type FaultyEnv } from '../../../../server/simulators/faults/calls.ts';
import { Faults } from '../../../../server/simulators/faults/faults.ts';
import { faultRoutes } from '../../../../server/simulators/faults/routes.ts';
import type { Fault } from '../../../../server/simulators/port.ts';

let listening: Listening | undefined;
afterEach(async () => {
  await listening?.close();
  listening = undefined;
});

async function open(...faults: Fault[]) {
  const drawn = new Faults(machineClock, {
    seed: 'a',
    rules: faults.map((fault) => ({ at: '/work*', fault, share: 1 })),
  });
  const seen = { done: 0, lapsed: 0 };
  const app = new Hono<FaultyEnv>();
  app.use(
    callFaults(drawn, {
      status: (context, status) => context.json({ message: `status ${status}` }, status),
      refused: (context, code) => context.json({ success: false, code }),
      lapse: () => {
        seen.lapsed += 1;
      },
    }),
  );
  app.route('/', faultRoutes(drawn));
  app.get('/work', (context) => {
    seen.done += 1;
    return context.json({ done: seen.done, skew: context.get('skew') });
  });
  listening = await listen(app, 0);
  const { address } = listening;
  const get = (path = '/work') => fetch(`${address}${path}`, { headers: { connection: 'close' } });
  return { address, get, seen, drawn };
}

describe('a call', () => {
  it('is answered with a status in the place of its answer', async () => {
    const { get, seen } = await open({ kind: 'status', status: 503, retryAfter: 7 });
    const answer = await get();
    expect([answer.status, answer.headers.get('retry-after'), await answer.json(), seen.done]).toEqual([
      503,
      '7',
      { message: 'status 503' },
      0,
    ]);
  });

  it('is refused without being done', async () => {
    const { get, seen } = await open({ kind: 'refused', code: 2 });
    const answer = await get();
    expect([answer.status, await answer.json(), seen.done]).toEqual([200, { success: false, code: 2 }, 0]);
  });

  it('is sent elsewhere and done there', async () => {
    const { get, seen, drawn } = await open({ kind: 'redirected' });
    drawn.set({ seed: 'a', rules: [{ fault: { kind: 'redirected' }, share: 1, times: 1 }] });
    const answer = await get();
    expect([answer.redirected, new URL(answer.url).search, answer.status, seen.done]).toEqual([
      true,
      '?redirected=true',
      200,
      1,
    ]);
  });

  it('is done and not answered', async () => {
    const { get, seen } = await open({ kind: 'answer_lost' });
    await expect(get()).rejects.toThrow();
    expect(seen.done).toBe(1);
  });

  it('is neither done nor answered', async () => {
    const { get, seen } = await open({ kind: 'request_lost' });
    await expect(get()).rejects.toThrow();
    expect(seen.done).toBe(0);
  });

  it('is done and answered with what cannot be read', async () => {
    const { get, seen } = await open({ kind: 'malformed' });
    expect(await (await get()).text()).not.toBe('{"done":1,"skew":0}');
    expect(seen.done).toBe(1);
  });

  it('is answered by another clock', async () => {
    const { get } = await open({ kind: 'clock_skew', milliseconds: 3_600_000 });
    const answer = await get();
    const ahead = Date.parse(answer.headers.get('date') ?? '') - Date.now();
    expect(ahead).toBeGreaterThan(3_500_000);
    expect(await answer.json()).toEqual({ done: 1, skew: 3_600_000 });
  });

  it('finds its token lapsed, after it waited', async () => {
    const { get, seen } = await open({ kind: 'latency', milliseconds: 5, jitter: 5 }, { kind: 'token_lapsed' });
    await get();
    expect(seen).toEqual({ done: 1, lapsed: 1 });
  });

  it('of the simulator itself is never disturbed, and tells and changes the plan', async () => {
    const { address, get, seen } = await open({ kind: 'request_lost' });
    await expect(get()).rejects.toThrow();
    expect(await (await get('/simulator/faults')).json()).toMatchObject({
      counts: { request_lost: 1 },
      plan: { seed: 'a' },
    });
    const put = (body: string, headers: Record<string, string> = {}) =>
      fetch(`${address}/simulator/faults`, {
        method: 'PUT',
        body,
        headers: { 'content-type': 'application/json', ...headers },
      });
    const wrong = await put('{"seed":1,"rules":[]}');
    expect([wrong.status, await wrong.json()]).toEqual([
      400,
      { error: expect.objectContaining({ message: expect.stringContaining('The plan: seed:') }) },
    ]);
    expect((await put('{"seed":"b","rules":[]}', { origin: 'http://elsewhere.example' })).status).toBe(403);
    expect((await put('{"seed":"b","rules":[]}')).status).toBe(200);
    expect(await (await get()).json()).toEqual({ done: 1, skew: 0 });
    expect(seen.done).toBe(1);
  });
});
