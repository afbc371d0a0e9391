import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Fault } from '../../../../server/simulators/port.ts';
import { type OpenTt, openTt } from './open.ts';

const MARKETS = '/ttpds/ext_prod_sim/markets';
let tt: OpenTt;
beforeAll(async () => {
  tt = await openTt();
});
afterAll(() => tt.simulator.close());

const plan = (fault: Fault) =>
  tt.simulator.setFaults({ seed: 'a', rules: [{ at: '/ttpds/*', fault, share: 1, times: 1 }] });

describe('what goes wrong at TT', () => {
  const statuses: [status: 401 | 403 | 408 | 429 | 500 | 502 | 503, message: string][] = [
    [401, 'Unauthorized'],
    [403, 'Forbidden'],
    [408, 'Request Timeout'],
    [429, 'Too Many Requests'],
    [500, 'Internal server error'],
    [502, 'Bad Gateway'],
    [503, 'Service Unavailable'],
  ];
  it.each(statuses)('is said as %i %s', async (status, message) => {
    plan({ kind: 'status', status, retryAfter: 1 });
    const answer = await tt.get(MARKETS);
    expect([answer.status, answer.body, answer.headers.get('retry-after')]).toEqual([status, { message }, '1']);
    expect((await tt.get(MARKETS)).status).toBe(200);
  });

  it('is a success that says no', async () => {
    plan({ kind: 'refused' });
    const { status, body } = await tt.get(MARKETS);
    expect([status, body]).toEqual([200, { status: 'Failed', status_message: 'The service could not do this.' }]);
  });

  it('moves the times of an answer with its clock', async () => {
    await tt.place({ quantity: 1 });
    const path = '/ttledger/ext_prod_sim/fills';
    const [before] = (await tt.get(path)).body.fills;
    const skew = { kind: 'clock_skew', milliseconds: -5_000 } as const;
    tt.simulator.setFaults({ seed: 'a', rules: [{ fault: skew, share: 1, times: 1 }] });
    const [after] = (await tt.get(path)).body.fills;
    expect(BigInt(after!.timeStamp) - BigInt(before!.timeStamp)).toBe(-5_000_000_000n);
  });

  it('ends the token of the call', async () => {
    plan({ kind: 'token_lapsed' });
    expect((await tt.get(MARKETS)).status).toBe(401);
    expect((await tt.get(MARKETS)).status).toBe(401);
    expect(tt.simulator.faults()).toMatchObject({ token_lapsed: 1, status: 7, refused: 1, clock_skew: 1 });
  });
});
