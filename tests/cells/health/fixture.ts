import { HOUR, instant, MILLISECOND, MINUTE, SECOND } from '../../../core/model/time.ts';
import type { HealthState } from '../../../core/venue/state.ts';
import { now } from '../live-topics.ts';

const trace = '0af7651916cd43dd8448eb211c80319c';

/** A venue whose history is limited and failed once, a monitor that fails, and one that is late. */
export const morningHealth: HealthState = {
  now,
  venues: [
    {
      venue: 'projectx',
      environment: 'simulator',
      state: 'connected',
      since: instant(now - 3 * HOUR),
      token: { state: 'valid', expires: instant(now + 21 * HOUR), renewed: instant(now - 3 * HOUR) },
      services: [
        {
          name: 'orders',
          breaker: 'closed',
          calls: 1_204,
          failures: 0,
          retries: 2,
          p50: 3.2,
          p99: 11.7,
          headroom: { left: 198, of: 200 },
        },
        {
          name: 'history',
          breaker: 'open',
          calls: 61,
          failures: 5,
          retries: 12,
          headroom: { left: 7, of: 50 },
          lastError: {
            at: instant(now - 12 * SECOND),
            sentence: 'History/retrieveBars: too many calls (429); it is asked again after 30 s.',
            traceId: trace,
          },
        },
      ],
      streams: [
        {
          name: 'user hub',
          state: 'connected',
          since: instant(now - 40 * MINUTE),
          lastMessage: instant(now - 2 * SECOND),
          messages: 5_310,
          reconnects: 1,
          subscriptions: 4,
        },
        {
          name: 'market hub',
          state: 'reconnecting',
          since: instant(now - 4 * SECOND),
          messages: 0,
          reconnects: 3,
          subscriptions: 8,
        },
      ],
      caches: [{ name: 'contracts', entries: 12, hits: 90, misses: 10 }],
      malformed: 2,
      clockSkew: -1_400 * MILLISECOND,
    },
  ],
  caches: [
    { name: 'bars in memory', entries: 14, hits: 1_940, misses: 60 },
    { name: 'bars on disk', entries: 0, hits: 0, misses: 0 },
  ],
  monitors: [
    {
      name: 'connection',
      state: 'well',
      lastRun: instant(now - SECOND),
      lastSuccess: instant(now - SECOND),
      runs: 2_160,
      failures: 0,
      restarts: 0,
      sentence: 'Connected for 3 h 00 min.',
      traceId: trace,
    },
    {
      name: 'fills',
      state: 'failing',
      lastRun: instant(now - 3 * SECOND),
      lastSuccess: instant(now - 95 * SECOND),
      runs: 720,
      failures: 4,
      restarts: 1,
      sentence: 'Account A-1: Trade/search has not answered within 10 s. It is asked again by itself.',
      traceId: trace,
    },
    { name: 'positions', state: 'late', lastRun: instant(now - 4 * MINUTE), runs: 1, failures: 0, restarts: 0 },
    { name: 'disk', state: 'starting', runs: 0, failures: 0, restarts: 0 },
  ],
  feeds: [
    { instrument: 'ZNZ6', tsLast: instant(now - 300 * MILLISECOND), stale: false },
    { instrument: 'ESZ6', tsLast: instant(now - 75 * SECOND), stale: true },
  ],
};
