import { mkdtempSync, rmSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { ManualClock, machineClock } from '../../../core/clock.ts';
import { instant, SECOND } from '../../../core/model/time.ts';
import { CallFailed, type Tokens } from '../../../server/calls/port.ts';
import { type Acquired, createTokens } from '../../../server/calls/tokens.ts';
import { told } from '../../core/trace/recording.ts';
import { atEnd, callsOf, endAll, get, json, outcomeOf, place, serve } from './tools.ts';

afterEach(endAll);

const ok = (response: ServerResponse) => json(response, { ok: true });
const start = instant(1_780_000_000_000_000);

/** Tokens `token-1`, `token-2` and so on. */
function tokensOf(acquire?: () => Promise<Acquired>): Tokens & { readonly fetched: () => number } {
  const folder = mkdtempSync(path.join(tmpdir(), 'calls-'));
  let count = 0;
  const tokens = createTokens({
    name: 'venue-SIM',
    folder,
    owner: 'joe',
    acquire: async () => {
      count += 1;
      return acquire ? acquire() : { token: `token-${count}`, lifeMilliseconds: 3_600_000 };
    },
    clock: machineClock,
    random: () => 0.5,
    log: { info() {}, warn() {}, error() {} },
  });
  atEnd(async () => {
    await tokens.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return Object.assign(tokens, { fetched: () => count });
}

describe('a token', () => {
  it('that the other end does not take is replaced once for all calls, and each is sent again once', async () => {
    const server = await serve(({ headers }, response) =>
      headers.authorization === 'Bearer token-2' ? ok(response) : json(response, { message: 'who are you?' }, 401),
    );
    const tokens = tokensOf();
    const { calls } = callsOf(server.address, { tokens });
    const answers = await Promise.all([calls.call(get()), calls.call(place()), calls.call(get())]);
    expect([answers.map(({ status }) => status), tokens.fetched(), server.received.length]).toEqual([
      [200, 200, 200],
      2,
      6,
    ]);
  });

  it('that is never taken ends the call after one more', async () => {
    const server = await serve((_, response) => json(response, { message: 'no' }, 401));
    const { calls } = callsOf(server.address, { tokens: tokensOf() });
    expect(await outcomeOf(calls.call(place()))).toBe(
      'token, reached no: host does not take the token for orders/place: {"message":"no"}. Check the credentials.',
    );
    expect(server.received.map(({ headers }) => headers.authorization)).toEqual(['Bearer token-1', 'Bearer token-2']);
  });

  it('that cannot be got lets nothing go out', async () => {
    const server = await serve((_, response) => ok(response));
    const tokens = tokensOf(async () => {
      throw new CallFailed('The key is wrong.', { failure: 'token', reached: 'no' });
    });
    const { calls } = callsOf(server.address, { tokens });
    expect(await outcomeOf(calls.call(place()))).toBe(
      'token, reached no: venue-SIM has no new token: The key is wrong.',
    );
    expect(await outcomeOf(calls.call(get({ authorized: false })))).toBe('200 {"ok":true}');
    expect(server.received.map(({ headers }) => headers.authorization)).toEqual([undefined]);
  });
});

describe('a service that fails', () => {
  it('rests, lets one call through after its rest, and is well again', async () => {
    const clock = new ManualClock(start);
    const server = await serve((_, response) => json(response, {}, 500));
    const { calls } = callsOf(server.address, { clock, breaker: { failures: 2 } });
    for (let n = 0; n < 2; n += 1) await outcomeOf(calls.call(place()));
    expect(await outcomeOf(calls.call(place()))).toBe(
      'resting, reached no: orders/place was not sent: orders at host failed too often and rests until 20:26:45 UTC. Last: host answered 500 to orders/place: {}. Whether it was done is not known; it is not sent again.',
    );
    expect(calls.health()).toMatchObject([{ name: 'orders', breaker: 'open', calls: 3, failures: 3 }]);
    server.respond = (_, response) => setTimeout(() => ok(response), 20);
    expect(await outcomeOf(calls.call(get()))).toBe('200 {"ok":true}');
    clock.advance(5 * SECOND);
    const both = await Promise.all([outcomeOf(calls.call(place())), outcomeOf(calls.call(place()))]);
    expect(both.map((outcome) => outcome.slice(0, 19))).toEqual(['200 {"ok":true}', 'resting, reached no']);
    expect(calls.health()).toMatchObject([{ breaker: 'closed' }, { name: 'ledger' }]);
    expect(server.received.length).toBe(4);
  });

  it('tells of its calls, with the trace of the last that failed', async () => {
    const server = await serve((_, response, count) => (count === 1 ? json(response, 'gone', 404) : ok(response)));
    const clock = new ManualClock(start);
    const { calls, trace } = callsOf(server.address, {
      clock,
      limits: { usual: { windows: [{ calls: 10, milliseconds: 1_000 }] } },
    });
    await outcomeOf(calls.call(get()));
    await calls.call(get());
    const [health, ...others] = calls.health();
    const [failed] = trace.records;
    expect(others).toEqual([]);
    expect({ ...health, p50: undefined, p99: undefined }).toEqual({
      name: 'ledger',
      breaker: 'closed',
      calls: 2,
      failures: 1,
      retries: 0,
      p50: undefined,
      p99: undefined,
      headroom: { left: 8, of: 10 },
      lastError: {
        at: start,
        sentence: `${new URL(server.address).host} answered 404 to ledger/fills: "gone".`,
        traceId: failed && trace.tracer.idsOf(failed).traceId,
      },
    });
    expect((health?.p50 ?? 0) > 0 && (health?.p99 ?? 0) >= (health?.p50 ?? 0)).toBe(true);
    expect(told(trace.records)[0]).toBe('calls/ledger/fills(GET, /ledger/fills) ✗');
  });
});

describe('limits', () => {
  it('are kept by service and by name, and say what waits too long', async () => {
    const server = await serve((_, response) => ok(response));
    const { calls } = callsOf(server.address, {
      waitMilliseconds: 200,
      limits: {
        usual: { windows: [{ calls: 20, milliseconds: 60_000 }] },
        post: { windows: [{ calls: 1, milliseconds: 10_000 }], within: 'usual' },
      },
    });
    await calls.call(place({ limit: 'post' }));
    expect(await outcomeOf(calls.call(place({ limit: 'post' })))).toBe(
      'limited, reached no: orders/place was not sent: the limit of host (one call in 10 s) has no room for it within 0.2 s. Call less often, or later.',
    );
    expect(await outcomeOf(calls.call(get()))).toBe('200 {"ok":true}');
    await expect(calls.call(get({ limit: 'pots' }))).rejects.toThrow('There is no limit pots; there are usual, post.');
  });

  it('rest for all when the other end asks for it, by seconds or by its own clock', async () => {
    const there = Date.UTC(2020, 0, 1, 12);
    const asks = [
      { 'retry-after': '1' },
      { 'retry-after': new Date(there + 1_000).toUTCString(), date: new Date(there).toUTCString() },
    ];
    for (const headers of asks) {
      const server = await serve((_, response, count) =>
        count === 1 ? json(response, {}, 429, headers) : ok(response),
      );
      const { calls } = callsOf(server.address);
      const first = calls.call(get());
      while (server.received.length === 0) await sleep(1);
      await sleep(20);
      await Promise.all([first, calls.call(get())]);
      const [refused, ...others] = server.received.map(({ at }) => at);
      expect(others.map((at) => at - (refused ?? 0) >= 990)).toEqual([true, true]);
      expect(calls.health()).toMatchObject([{ calls: 2, failures: 0, retries: 1 }]);
    }
  });
});

describe('what is under way', () => {
  it('can be given up', async () => {
    const server = await serve(() => undefined);
    const { calls } = callsOf(server.address, { connections: 1 });
    const giving = [new AbortController(), new AbortController()] as const;
    const sent = outcomeOf(calls.call(place({ signal: giving[0].signal })));
    const waiting = outcomeOf(calls.call(place({ signal: giving[1].signal })));
    while (server.received.length === 0) await sleep(1);
    giving[1].abort();
    giving[0].abort();
    expect([await sent, await waiting]).toEqual([
      'aborted, reached maybe: orders/place was given up. Whether it was done is not known; it is not sent again.',
      'aborted, reached no: orders/place was given up before it was sent.',
    ]);
    expect(calls.health()).toMatchObject([{ calls: 2, failures: 0, breaker: 'closed' }]);
  });

  it('is waited for at the end, and what waits is refused', async () => {
    const server = await serve((_, response) => setTimeout(() => ok(response), 30));
    const { calls } = callsOf(server.address, { connections: 1 });
    const all = [outcomeOf(calls.call(get())), outcomeOf(calls.call(get()))];
    while (server.received.length === 0) await sleep(1);
    await calls.close();
    expect(await Promise.all([...all, outcomeOf(calls.call(get()))])).toEqual([
      '200 {"ok":true}',
      'aborted, reached no: ledger/fills was not sent: calls of host have ended.',
      'aborted, reached no: ledger/fills was not sent: calls of host have ended.',
    ]);
  });

  it('does not wait for its next attempt at the end', async () => {
    const server = await serve((_, response) => json(response, {}, 503));
    const { calls } = callsOf(server.address, { retries: { first: 60_000, longest: 60_000 } });
    const call = outcomeOf(calls.call(get()));
    while (server.received.length === 0) await sleep(1);
    await sleep(20);
    await calls.close();
    expect(await call).toBe(
      'aborted, reached maybe: ledger/fills was given up. Before: host answered 503 to ledger/fills: {}.',
    );
  });
});

it('tells how far the other clock is away', async () => {
  const server = await serve((_, response) =>
    json(response, {}, 200, { date: new Date(Date.now() + 3_600_000).toUTCString() }),
  );
  const { calls } = callsOf(server.address);
  expect(calls.clockSkew()).toBe(undefined);
  await calls.call(get());
  expect(Math.abs((calls.clockSkew() ?? 0) - 3_600 * SECOND)).toBeLessThan(5 * SECOND);
});

it.each(['ftp://host', 'host:80', 'https://joe:secret@host', 'https://host/?key=secret'])(
  '%s is no address of calls',
  (address) => {
    expect(() => callsOf(address)).toThrow(/is no address that begins|may have a path and nothing else/);
  },
);

it.each(['/../other', '/a?b=c', '/a#b', '/a b'])('%s is no path of a call', async (of) => {
  const { calls } = callsOf('http://127.0.0.1:1');
  await expect(calls.call(get({ path: of }))).rejects.toThrow('is no path of a call.');
});
