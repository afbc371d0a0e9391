import { describe, expect, it } from 'vitest';
import { health as kind } from '../../../cells/health/index.ts';
import { frames } from '../../../cells/health/server.ts';
import type { HealthState } from '../../../core/venue/state.ts';
import { expectGolden } from '../golden.ts';
import { contextOf, framesOf, now } from '../live-topics.ts';
import { morningHealth } from './fixture.ts';

const one = async (health: HealthState | undefined) => {
  const [value] = await framesOf(frames({}, contextOf({ health })));
  return value!;
};

const paper: HealthState = { ...morningHealth, venues: [], monitors: morningHealth.monitors.slice(0, 1) };

describe('frames of health', () => {
  it('says of a venue in one line what wants a look', async () => {
    const { venues, monitors } = await one(morningHealth);
    expect(venues[0]).toMatchObject({
      name: 'projectx',
      environment: 'simulator',
      tone: 'well',
      state: 'connected 3 h',
      reason: null,
      facts: [
        { name: 'token', text: 'valid, 21 h 00 min left', tone: 'well' },
        { name: 'feed', text: '1 min, 1 of 2 stale', tone: 'odd' },
        { name: 'headroom', text: '7 of 50', tone: 'odd' },
        { name: 'cache hits', text: '90%', tone: 'none' },
        { name: 'clock', text: '1.4 s behind', tone: 'none' },
        { name: 'unreadable', text: '2', tone: 'odd' },
      ],
      lastError: {
        age: '12 s',
        sentence: 'History/retrieveBars: too many calls (429); it is asked again after 30 s.',
        trace: { id: '0af7651916cd43dd8448eb211c80319c', ts: now - 12_000_000 },
      },
    });
    expect(monitors.map(({ name, tone, state, success }) => [name, tone, state, success])).toEqual([
      ['connection', 'well', 'well', '1 s'],
      ['fills', 'bad', 'failing', '1 min'],
      ['positions', 'odd', 'late', ''],
      ['disk', 'none', 'starting', ''],
    ]);
  });

  it('says above everything why no order is taken', async () => {
    const value = await one({ ...morningHealth, trouble: 'projectx is away.' });
    expect(value.trouble).toBe('projectx is away.');
    expect(kind.caption?.(value)).toBe('no order is taken');
    expect(kind.caption?.(await one(morningHealth))).toBe('2 of 4 monitors not well');
    expect(kind.caption?.(await one(paper))).toBe('all well');
  });
});

describe('the view of health', () => {
  const [venue] = morningHealth.venues;
  it.each([
    ['morning', morningHealth],
    ['paper', paper],
    [
      'away',
      {
        ...morningHealth,
        trouble: 'projectx is away.',
        venues: [
          {
            ...venue!,
            state: 'refused' as const,
            reason: 'The API key is not known. Check PROJECT_X_API_KEY.',
            token: { state: 'refused' as const },
            services: [],
            streams: [],
            caches: [],
          },
        ],
      },
    ],
    ['none', undefined],
  ])('%s', async (name, state) => {
    await expectGolden(kind, name, await one(state), {});
  });
});
