import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ManualClock } from '../../../core/clock.ts';
import { instant, MILLISECOND, MINUTE, SECOND } from '../../../core/model/time.ts';
import type { Tokens } from '../../../server/calls/port.ts';
import { CallFailed } from '../../../server/calls/port.ts';
import { type Acquired, createTokens, type TokensOptions } from '../../../server/calls/tokens.ts';

const start = instant(1_780_000_000_000_000);
const HOUR_MILLISECONDS = 3_600_000;
let file = '';
const open: Tokens[] = [];

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  file = path.join(mkdtempSync(path.join(tmpdir(), 'tokens-')), 'kept', 'test-SIM.token.json');
});
afterEach(async () => {
  for (const tokens of open.splice(0)) await tokens.close();
  vi.useRealTimers();
  rmSync(path.dirname(path.dirname(file)), { recursive: true, force: true });
});

type Reply = Acquired | Error;
const gives = (token: string, lifeMilliseconds = 24 * HOUR_MILLISECONDS): Acquired => ({ token, lifeMilliseconds });
const away = new CallFailed('host cannot be reached.', { failure: 'connection', reached: 'no' });
const wrong = new CallFailed('The key is wrong.', { failure: 'token', reached: 'yes' });

/** Tokens whose acquiring gives these replies, one after the other, the last for ever. */
function make(replies: readonly Reply[], options: Partial<TokensOptions> = {}, clock = new ManualClock(start)) {
  const warnings: string[] = [];
  const asked: (string | undefined)[] = [];
  const acquire = async (current: string | undefined): Promise<Acquired> => {
    asked.push(current);
    const reply = replies[asked.length - 1] ?? replies.at(-1);
    if (reply === undefined || reply instanceof Error) throw reply;
    return reply;
  };
  const warn = (message: string): void => void warnings.push(message);
  const tokens = createTokens({
    name: 'test-SIM',
    folder: path.dirname(file),
    owner: 'http://host joe',
    acquire,
    clock,
    random: () => 0.5,
    log: { info: warn, warn, error: warn },
    ...options,
  });
  open.push(tokens);
  const pass = async (microseconds: number): Promise<void> => {
    for (let left = microseconds; left > 0; left -= 10 * SECOND) {
      const by = Math.min(left, 10 * SECOND);
      clock.advance(by);
      await vi.advanceTimersByTimeAsync(by / MILLISECOND);
    }
  };
  return { tokens, asked, warnings, clock, pass };
}

const outcome = (promise: Promise<string>): Promise<string> =>
  promise.catch((error: unknown) =>
    error instanceof CallFailed ? `${error.failure}, ${error.reached}: ${error.message}` : 'other',
  );

/** What is written is written behind the caller's back. */
async function eventually(holds: () => void): Promise<void> {
  for (let left = 400; ; left -= 1) {
    try {
      return holds();
    } catch (error) {
      if (left === 0) throw error;
      await sleep(5);
    }
  }
}

const written = (token = 'one'): Promise<void> =>
  eventually(() => expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ token }));

describe('a token', () => {
  it('is fetched once for all who ask, and kept', async () => {
    const { tokens, asked } = make([gives('one')]);
    expect(tokens.health()).toEqual({ state: 'absent' });
    const asking = Promise.all([tokens.token(), tokens.token(), tokens.token()]);
    expect(tokens.health().state).toBe('renewing');
    expect(await asking).toEqual(['one', 'one', 'one']);
    expect(await tokens.token()).toBe('one');
    expect(asked).toEqual([undefined]);
    expect(tokens.health()).toEqual({ state: 'valid', renewed: start, expires: start + 24 * 60 * MINUTE });
  });

  it.each([
    [gives('one', HOUR_MILLISECONDS), 50],
    [gives('one', 20 * 60_000), 10],
    [gives('one', 10 * 60_000), 5],
  ])('of %j is renewed after %d minutes', async (one, minutes) => {
    const { tokens, asked, pass } = make([one, gives('two')]);
    await tokens.token();
    await pass(minutes * MINUTE - SECOND);
    expect(asked.length).toBe(1);
    await pass(SECOND);
    expect([asked, await tokens.token()]).toEqual([[undefined, 'one'], 'two']);
  });

  it('lapses when no other comes, though nobody asks, and comes back', async () => {
    const replies: Reply[] = [gives('one', 10 * 60_000), away];
    const { tokens, pass } = make(replies);
    const told: string[] = [];
    tokens.onChange(() => told.push(tokens.health().state));
    await tokens.token();
    await pass(6 * MINUTE);
    expect(tokens.health()).toMatchObject({
      state: 'valid',
      reason: 'test-SIM has no new token: host cannot be reached.',
    });
    await pass(4 * MINUTE);
    expect([...new Set(told)]).toEqual(['valid', 'lapsed']);
    expect(told.indexOf('lapsed')).toBe(told.lastIndexOf('valid') + 1);
    expect(tokens.health()).toEqual({ state: 'lapsed', reason: 'test-SIM has no new token: host cannot be reached.' });
    replies.push(...Array<Reply>(60).fill(gives('two')));
    await pass(MINUTE);
    expect([await tokens.token(), tokens.health().state]).toEqual(['two', 'valid']);
  });

  it('rests after an attempt that failed', async () => {
    const { tokens, asked, clock } = make([away, away, gives('one')]);
    const none = 'token, no: test-SIM has no new token: host cannot be reached.';
    expect(await outcome(tokens.token())).toBe(none);
    expect(tokens.health().state).toBe('absent');
    expect(await outcome(tokens.token())).toBe(`${none} It is tried again from 20:26:41 UTC on.`);
    clock.advance(SECOND);
    const again = outcome(tokens.token());
    expect(tokens.health().state).toBe('absent');
    expect(await again).toBe(none);
    clock.advance(2 * SECOND);
    expect(await tokens.token()).toBe('one');
    expect(asked.length).toBe(3);
  });

  it('is not asked for again by itself where the credentials are refused', async () => {
    const { tokens, asked, pass } = make([wrong]);
    expect(await outcome(tokens.token())).toBe('token, no: test-SIM has no new token: The key is wrong.');
    expect(tokens.health()).toEqual({ state: 'refused', reason: 'test-SIM has no new token: The key is wrong.' });
    await pass(60 * MINUTE);
    expect(asked.length).toBe(1);
    await outcome(tokens.token());
    expect(asked.length).toBe(2);
  });

  it('that is refused is replaced once, however many say so and however late', async () => {
    const { tokens, asked } = make([gives('one'), gives('two')]);
    await tokens.token();
    const told: string[] = [];
    tokens.onChange(() => told.push(tokens.health().state));
    expect(await Promise.all([tokens.refused('one'), tokens.refused('one'), tokens.token()])).toEqual([
      'two',
      'two',
      'two',
    ]);
    expect(await tokens.refused('one')).toBe('two');
    expect([asked.length, told]).toEqual([2, ['renewing', 'valid']]);
  });

  it('that nobody ever takes is not fetched without end', async () => {
    const { tokens, asked, clock } = make([gives('one'), gives('two'), gives('three'), gives('four')]);
    await tokens.token();
    await tokens.refused('one');
    const rest = 'token, no: test-SIM does not take its token any more. It is tried again from 20:26:40 UTC on.';
    expect(await outcome(tokens.refused('two'))).toBe(rest);
    expect(asked.length).toBe(2);
    clock.advance(SECOND);
    expect(await tokens.token()).toBe('three');
  });

  it('that has lapsed when it comes is none', async () => {
    const { tokens } = make([gives('one', -5)]);
    expect(await outcome(tokens.token())).toBe(
      'token, no: test-SIM has no new token: the new one has lapsed already. Check the clock of this machine.',
    );
  });

  it('is told of once it has ended that there is none', async () => {
    const { tokens } = make([gives('one')]);
    await tokens.close();
    expect(await outcome(tokens.token())).toBe('token, no: test-SIM has ended and gets no token.');
  });
});

describe('the file', () => {
  it('is readable by its owner alone and used after a restart', async () => {
    await make([gives('one')]).tokens.token();
    await written();
    expect([statSync(file).mode & 0o777, statSync(path.dirname(file)).mode & 0o777]).toEqual([0o600, 0o700]);
    expect(readdirSync(path.dirname(file))).toEqual(['test-SIM.token.json']);
    const { tokens, asked } = make([gives('two')], {}, new ManualClock(instant(start + MINUTE)));
    expect([await tokens.token(), asked, tokens.health().renewed]).toEqual(['one', [], start]);
  });

  it.each<[string, Partial<TokensOptions>, number]>([
    ['another owner', { owner: 'http://host jane' }, MINUTE],
    ['a time when it has lapsed', {}, 25 * 60 * MINUTE],
  ])('is not used for %s', async (_, options, later) => {
    await make([gives('one')]).tokens.token();
    await written();
    const { tokens, warnings } = make([gives('two')], options, new ManualClock(instant(start + later)));
    expect([await tokens.token(), warnings]).toEqual(['two', []]);
  });

  it.each(['', '{', '[]', '{"owner":"x","token":"zQ7secret"}', 'zQ7secret'])(
    'that says %j is told of and not used',
    async (text) => {
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, text);
      chmodSync(file, 0o644);
      const { tokens, warnings } = make([gives('one')]);
      expect(await tokens.token()).toBe('one');
      expect(warnings).toEqual([
        `${file} cannot be read as a token and is not used; a new one is fetched. (it is damaged)`,
      ]);
      await written();
      expect(statSync(file).mode & 0o777).toBe(0o600);
    },
  );

  it('forgets a token that was refused', async () => {
    const { tokens } = make([gives('one'), wrong]);
    await tokens.token();
    await written();
    await outcome(tokens.refused('one'));
    await eventually(() => expect(readdirSync(path.dirname(file))).toEqual([]));
  });

  it('that cannot be written stops nobody', async () => {
    writeFileSync(path.dirname(file), 'a file where the folder should be');
    const { tokens, warnings } = make([gives('one')]);
    expect(await tokens.token()).toBe('one');
    await eventually(() => expect(warnings.at(-1)).toContain('could not be written (EEXIST); the console goes on'));
  });
});

it('asks at most once at a time and gives only what was given, whatever happens', async () => {
  type Deed = 'ask' | 'refuse' | 'pass';
  const deeds = fc.array(fc.constantFrom<Deed>('ask', 'refuse', 'pass'), { maxLength: 30 });
  let runs = 0;
  const fails = fc.array(fc.boolean(), { minLength: 1, maxLength: 10 });
  await fc.assert(
    fc.asyncProperty(deeds, fails, async (history, failing) => {
      let count = 0;
      let atOnce = 0;
      let most = 0;
      const given = new Set<string>();
      const acquire = async (): Promise<Acquired> => {
        most = Math.max(most, ++atOnce);
        await Promise.resolve();
        atOnce -= 1;
        if (failing[count++ % failing.length]) throw away;
        given.add(`token-${count}`);
        return gives(`token-${count}`, 60_000);
      };
      const { tokens, pass } = make([], { acquire, name: `run-${++runs}` });
      let last = '';
      const got: Promise<string | undefined>[] = [];
      for (const deed of history) {
        if (deed === 'pass') await pass(20 * SECOND);
        else got.push((deed === 'ask' ? tokens.token() : tokens.refused(last)).catch(() => undefined));
        last = (await got.at(-1)) ?? last;
      }
      const tokensGot = (await Promise.all(got)).filter((one) => one !== undefined);
      expect([most <= 1, tokensGot.filter((one) => !given.has(one))]).toEqual([true, []]);
      await tokens.close();
    }),
    { numRuns: 40 },
  );
});
