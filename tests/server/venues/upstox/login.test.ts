import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { codeIn } from '../../../../server/venues/upstox/login.ts';
import { account, endAll, eventually, opened } from './opened.ts';

afterEach(endAll);

/** What a browser does: it asks for the page and is sent on, to an address that nobody needs to listen at. */
async function sentTo(page: string): Promise<string> {
  const { headers } = await fetch(page, { redirect: 'manual' });
  return headers.get('location') ?? '';
}

test('nobody but a person logs in, trading resumes with it, and the token is kept for its owner alone', async () => {
  const at = await opened({ environment: 'LIVE' });
  const { venue, folder } = at;
  await venue.connect();
  expect(venue.health()).toMatchObject({ state: 'refused', token: { state: 'absent' } });
  expect(venue.health().reason).toBe(
    'Nobody is logged in at upstox-LIVE. Log in at Upstox: deskbook login upstox, or the page.',
  );
  expect(venue.accounts).toEqual([]);
  await expect(venue.books.accounts()).rejects.toThrow('Nobody is logged in');
  await expect(venue.login?.redeem('not the code')).rejects.toThrow('There is no code in that.');
  await expect(venue.login?.redeem('wrong')).rejects.toThrow('Upstox does not take the code. It is good once');
  expect(venue.health().state).toBe('refused');

  const address = await sentTo(venue.login?.url() ?? '');
  expect(address).toMatch(/^http:\/\/127\.0\.0\.1:4870\/\?/);
  await venue.login?.redeem(address);
  await eventually(() => venue.health().state === 'connected', 'connected');
  expect(venue.accounts).toEqual([account]);
  expect(venue.health().token?.state).toBe('valid');
  const ends = (venue.health().token?.expires ?? 0) / 1_000;
  expect(new Date(ends + 5.5 * 3_600_000).toISOString().slice(11, 16)).toMatch(/^03:(29|30)$/);

  const kept = (): string[] => readdirSync(folder).filter((name) => name.endsWith('.token.json'));
  await eventually(() => kept().length === 1, 'kept');
  expect(kept().map((name) => statSync(path.join(folder, name)).mode & 0o777)).toEqual([0o600]);
  const later = at.again();
  await later.connect();
  expect([later.health().token?.state, later.accounts]).toEqual(['valid', [account]]);
});

test('a login that the venue ends is told, and another one goes on', async () => {
  const { venue, faults, simulator } = await opened({ environment: 'LIVE' });
  await venue.connect();
  await venue.login?.redeem(await sentTo(venue.login?.url() ?? ''));
  await eventually(() => venue.health().state === 'connected', 'connected');
  faults([{ at: '/v2/user/profile', fault: { kind: 'token_lapsed' }, share: 1, times: 1 }]);
  await venue.books.accounts().catch(() => undefined);
  await eventually(() => venue.health().state === 'refused', 'refused');
  expect(venue.health().token?.reason).toContain('The login of upstox-LIVE has ended.');
  expect(simulator.faults()).toMatchObject({ token_lapsed: 1 });
  await venue.login?.redeem(await sentTo(venue.login?.url() ?? ''));
  await eventually(() => venue.health().state !== 'refused', 'resumed');
  expect((await venue.books.accounts())[0]?.id).toBe(account);
});

test.for([
  ['mk404x', 'mk404x'],
  [' mk404x\n', 'mk404x'],
  ['https://127.0.0.1:4870/?code=mk404x&state=XX56849', 'mk404x'],
] as const)('the code in %j is %s', ([text, code]) => {
  expect(codeIn(text)).toBe(code);
});

test.for(['', 'https://127.0.0.1:4870/?error=denied', 'two words'])('there is no code in %j', (text) => {
  expect(() => codeIn(text)).toThrow('There is no code in that.');
});
