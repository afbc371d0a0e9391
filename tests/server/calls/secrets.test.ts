import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { afterEach, expect, it } from 'vitest';
import { machineClock } from '../../../core/clock.ts';
import type { Calls } from '../../../server/calls/port.ts';
import { createTokens } from '../../../server/calls/tokens.ts';
import { atEnd, callsOf, endAll, get, json, place, serve } from './tools.ts';

afterEach(endAll);

const letters = fc.constantFrom(...'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789-._~+/"\\ é%');
const secret = fc.array(letters, { minLength: 12, maxLength: 30 }).map((all) => `zQ7${all.join('')}zQ7`);

/** What a secret may look like somewhere. */
const writings = (text: string): string[] => [
  text,
  encodeURIComponent(text),
  new URLSearchParams({ x: text }).toString().slice(2),
  JSON.stringify(text).slice(1, -1),
  Buffer.from(text).toString('base64').replace(/=+$/, ''),
];

it('no key and no token is ever in an error, a log, a trace or a figure, whatever the other end says', async () => {
  const answers = fc.constantFrom<readonly number[]>(
    [200],
    [401, 200],
    [500],
    [429],
    [400],
    [403],
    [303],
    [200, 200, 0],
  );
  await fc.assert(
    fc.asyncProperty(secret, secret, secret, answers, async (key, password, suffix, statuses) => {
      const token = encodeURIComponent(suffix);
      let count = 0;
      const server = await serve(({ url, headers, body }, response) => {
        if (url.startsWith('/login')) return json(response, { success: true, token });
        const status = statuses[count++ % statuses.length];
        const echo = { said: `${key} ${password} ${token}`, url, headers, body };
        if (!status) response.socket?.destroy();
        else json(response, echo, status, { location: `http://elsewhere.invalid/?x=${token}`, 'x-echo': token });
      });
      const lines: string[] = [];
      const say = (line: string): void => void lines.push(line);
      const folder = mkdtempSync(path.join(tmpdir(), 'secrets-'));
      const tokens = createTokens({
        name: 'venue-SIM',
        folder,
        owner: `${server.address} ${key}`,
        acquire: () => login(calls, key, password),
        clock: machineClock,
        random: () => 0,
        log: { info: say, warn: say, error: say },
      });
      const { calls, trace } = callsOf(server.address, {
        tokens,
        secrets: [key, password],
        headers: { 'x-api-key': encodeURIComponent(key) },
      });
      atEnd(async () => {
        await tokens.close();
        rmSync(folder, { recursive: true, force: true });
      });
      const outcomes = [];
      for (const to of [get(), place(), get()]) outcomes.push(await calls.call(to).catch((error: unknown) => error));
      const failures = outcomes.filter((outcome) => outcome instanceof Error);
      const seen = [
        ...lines,
        inspect(failures, { depth: 9, maxStringLength: 99_999, showHidden: true }),
        ...failures.map((error) => `${error.message}\n${error.stack}`),
        inspect(trace.records, { depth: 9, maxStringLength: 99_999 }),
        JSON.stringify([calls.health(), tokens.health()]),
      ].join('\n');
      for (const writing of [key, password, token].flatMap(writings)) expect(seen.includes(writing)).toBe(false);
      expect(trace.records.length).toBeGreaterThan(0);
      await endAll();
    }),
    { numRuns: 40, endOnFailure: true },
  );
}, 30_000);

async function login(calls: Calls, key: string, password: string) {
  const { text } = await calls.call({
    service: 'login',
    name: 'token',
    method: 'POST',
    path: '/login',
    query: { hint: password },
    body: { form: { user: key, words: password } },
    repeat: 'safe',
    authorized: false,
  });
  const { token } = JSON.parse(text) as { readonly token: string };
  return { token, lifeMilliseconds: 3_600_000 };
}
