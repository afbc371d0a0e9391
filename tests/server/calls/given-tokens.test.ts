import { mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { machineClock } from '../../../core/clock.ts';
import { HOUR, type Instant, instant, MILLISECOND } from '../../../core/model/time.ts';
import { GivenTokens } from '../../../server/calls/given-tokens.ts';

const url = 'https://login.example/?key=1';
const advice = 'Log in.';

function tokensIn(folder: string, clock: { now(): Instant } = machineClock, owner = 'somebody') {
  const log = { error() {}, warn() {}, info() {} };
  return new GivenTokens({ name: 'kite-LIVE', folder, owner, url: () => url, advice, clock, log });
}

const newFolder = (): string => mkdtempSync(path.join(tmpdir(), 'deskbook-given-'));
const later = (by: number): Instant => instant(machineClock.now() + by);

test('nobody is logged in until a token is given, and its sentence says where and what to do', async () => {
  const tokens = tokensIn(newFolder());
  expect(tokens.health()).toEqual({ state: 'absent', reason: 'Nobody is logged in at kite-LIVE. Log in.', login: url });
  await expect(tokens.token()).rejects.toMatchObject({ failure: 'token', reached: 'no' });
  await tokens.close();
});

test('what is given holds over a restart, in a file of its owner alone, and for no other owner', async () => {
  const folder = newFolder();
  const tokens = tokensIn(folder);
  let told = 0;
  tokens.onChange(() => {
    told += 1;
  });
  const expires = later(HOUR);
  tokens.give({ token: 'a-token', expires });
  expect([await tokens.token(), tokens.health().state, told]).toEqual(['a-token', 'valid', 1]);
  await tokens.close();
  const [file = ''] = readdirSync(folder);
  expect(statSync(path.join(folder, file)).mode & 0o777).toBe(0o600);
  expect(readFileSync(path.join(folder, file), 'utf8')).not.toContain('somebody');
  const again = tokensIn(folder);
  expect(await again.token()).toBe('a-token');
  expect(again.health()).toMatchObject({ state: 'valid', expires });
  const other = tokensIn(folder, machineClock, 'somebody else');
  expect(other.health().state).toBe('absent');
  await Promise.all([again.close(), other.close()]);
});

test('one that is refused, or whose time has come, is a login that has ended', async () => {
  const folder = newFolder();
  const tokens = tokensIn(folder);
  tokens.give({ token: 'first', expires: later(HOUR) });
  await expect(tokens.refused('another')).resolves.toBe('first');
  await expect(tokens.refused('first')).rejects.toThrow('The login of kite-LIVE has ended. Log in.');
  expect(tokens.health()).toMatchObject({ state: 'lapsed', login: url });
  let told = 0;
  tokens.onChange(() => {
    told += 1;
  });
  tokens.give({ token: 'second', expires: later(40 * MILLISECOND) });
  await expect.poll(() => [tokens.health().state, told]).toEqual(['lapsed', 2]);
  await tokens.close();
  expect(readdirSync(folder)).toEqual([]);
});
