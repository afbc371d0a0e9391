import type { ServerResponse } from 'node:http';
import fc from 'fast-check';
import { afterEach, expect, it } from 'vitest';
import { CallFailed } from '../../../server/calls/port.ts';
import { callsOf, endAll, get, place, serve } from './tools.ts';

afterEach(endAll);

type Fault = 'none' | 'cut' | 'half' | 'silence' | 'slow' | 500 | 429 | 401 | 408 | 303;
const faults = fc.constantFrom<Fault>('none', 'none', 'cut', 'half', 'silence', 'slow', 500, 429, 401, 408, 303);

function answer(fault: Fault, response: ServerResponse): void {
  if (typeof fault === 'number') response.writeHead(fault, { location: '/again' }).end();
  else if (fault === 'cut') response.socket?.destroy();
  else if (fault === 'none') response.end('done');
  else if (fault === 'slow') setTimeout(() => response.end('done'), 15);
  else if (fault === 'half') {
    response.writeHead(200, { 'content-length': '9' }).write('do');
    setImmediate(() => response.socket?.destroy());
  }
}

/** A call as it was made, with the faults that its attempts meet and when it is given up. */
const someCalls = fc.array(
  fc.record({
    order: fc.boolean(),
    faults: fc.array(faults, { minLength: 1, maxLength: 4 }),
    giveUp: fc.option(fc.nat(20), { nil: undefined }),
    urgency: fc.constantFrom('first' as const, 'usual' as const, 'last' as const),
  }),
  { minLength: 1, maxLength: 12 },
);

it('a call that must not be repeated arrives at most once, and says truly whether it may have', async () => {
  await fc.assert(
    fc.asyncProperty(someCalls, fc.integer({ min: 1, max: 3 }), async (history, connections) => {
      const arrived = new Map<string, number>();
      const server = await serve(({ headers }, response) => {
        const id = String(headers['x-id']);
        const count = arrived.get(id) ?? 0;
        arrived.set(id, count + 1);
        const met = history[Number(id)]?.faults ?? [];
        answer(met[Math.min(count, met.length - 1)] ?? 'none', response);
      });
      const { calls } = callsOf(server.address, {
        connections,
        timeoutMilliseconds: 40,
        waitMilliseconds: 30,
        breaker: { failures: 4, rest: 20_000 },
      });
      const made = history.map(async ({ order, giveUp, urgency }, index) => {
        const signal = giveUp === undefined ? {} : { signal: AbortSignal.timeout(giveUp) };
        const more = { headers: { 'x-id': String(index) }, urgency, ...signal };
        const outcome = await calls.call(order ? place(more) : get(more)).catch((error: unknown) => error);
        return { order, index, outcome };
      });
      for (const { order, index, outcome } of await Promise.all(made)) {
        const count = arrived.get(String(index)) ?? 0;
        if (!order) continue;
        expect(count).toBeLessThanOrEqual(1);
        if (!(outcome instanceof CallFailed))
          expect([count, outcome]).toEqual([1, expect.objectContaining({ status: 200 })]);
        else if (outcome.reached === 'yes') expect(count).toBe(1);
        else if (outcome.reached === 'no') expect([0, 401, 429]).toContain(count && outcome.answer?.status);
      }
      await endAll();
    }),
    { numRuns: 40, endOnFailure: true },
  );
}, 30_000);
