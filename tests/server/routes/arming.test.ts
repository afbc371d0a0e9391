import { afterEach, expect, it } from 'vitest';
import { ManualClock } from '../../../core/clock.ts';
import { instant } from '../../../core/model/time.ts';
import { Arming } from '../../../server/desk/arming.ts';
import { armingRoutes } from '../../../server/routes/arming.ts';
import { openTestConsole } from '../open-console.ts';

const clock = new ManualClock(instant(1_795_000_000_000_000));
const arming = new Arming({ word: 'LIVE', venue: 'projectx', minutes: 480, clock, hold: () => {} });
afterEach(() => arming.disarm());

const post = (body: unknown) =>
  armingRoutes(arming).request('/api/arming', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

it('arms by the word, tells until when, and disarms', async () => {
  expect(await (await post({ word: 'LIVE' })).json()).toEqual({
    arming: { venue: 'projectx', word: 'LIVE', until: 1_795_000_000_000 + 480 * 60_000 },
  });
  expect(await (await post({ armed: false })).json()).toEqual({
    arming: { venue: 'projectx', word: 'LIVE', until: null },
  });
});

it('has nothing to arm on paper', async () => {
  const console = await openTestConsole();
  try {
    expect(await console.json('/api/arming')).toEqual({ arming: null });
    const reply = await console.request('POST', '/api/arming', { word: 'LIVE' });
    expect([reply.status, await reply.json()]).toEqual([
      409,
      { error: { message: 'There is nothing to arm: no order here costs real money.' } },
    ]);
  } finally {
    await console.close();
  }
});
