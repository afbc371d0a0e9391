import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ManualClock } from '../../../../core/clock.ts';
import { MINUTE, SECOND } from '../../../../core/model/time.ts';
import { Limits } from '../../../../server/simulators/upstox/limits.ts';
import { openUpstox, problem, START } from './opened.ts';

const opened = () => {
  const clock = new ManualClock(START);
  return { clock, limits: new Limits(clock) };
};
/** How many of `asked` go through, one every `every` microseconds. */
function through(kind: 'order' | 'standard', asked: number, every: number): number {
  const { clock, limits } = opened();
  let count = 0;
  for (let call = 0; call < asked; call++) {
    if (limits.take(kind, 'one')) count += 1;
    clock.advance(every);
  }
  return count;
}

describe('limits', () => {
  it.each([
    ['ten orders a second', 'order', 30, 0, 10],
    ['fifty others a second', 'standard', 80, 0, 50],
    ['five hundred a minute', 'order', 900, SECOND / 15, 500],
    ['two thousand in half an hour', 'standard', 3_000, MINUTE / 300, 2_000],
    ['all that keep below', 'order', 900, MINUTE / 60, 900],
  ] as const)('let %s through', (_what, kind, asked, every, expected) => {
    expect(through(kind, asked, every)).toBe(expected);
  });

  it('count each kind of call by itself', () => {
    const { limits } = opened();
    for (let call = 0; call < 10; call++) expect(limits.take('order', 'a')).toBe(true);
    expect([limits.take('order', 'a'), limits.take('order', 'b')]).toEqual([false, true]);
  });

  it('never let more through in any second and any minute, however calls come', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(400_000), { minLength: 30, maxLength: 700 }), (gaps) => {
        const { clock, limits } = opened();
        const taken: number[] = [];
        for (const gap of gaps) {
          clock.advance(gap);
          if (limits.take('order', 'one')) taken.push(clock.now());
        }
        for (const [index, at] of taken.entries()) {
          const tenth = taken[index + 10];
          const later = taken[index + 500];
          expect(tenth === undefined || tenth - at >= SECOND).toBe(true);
          expect(later === undefined || later - at >= MINUTE).toBe(true);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('are told with 429, and no header says when to come again', async () => {
    const upstox = await openUpstox();
    const path = '/v2/order/cancel';
    const answers = await Promise.all(
      Array.from({ length: 11 }, () => upstox.ask(path, { method: 'DELETE', query: { order_id: 'x' } })),
    );
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.map(({ body }) => body)).toEqual([
      { status: 'error', errors: [problem('UDAPI10005', 'Too Many Request Sent')] },
    ]);
    expect(refused[0]?.headers.get('retry-after')).toBeNull();
    expect((await upstox.ask('/v2/user/profile')).status).toBe(200);
    await upstox.close();
  });
});
