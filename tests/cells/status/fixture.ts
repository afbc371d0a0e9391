import { instant, SECOND } from '../../../core/model/time.ts';
import type { RefusalsState, StatusState } from '../../../core/topics.ts';
import { now, tradeDate } from '../live-topics.ts';

export const morningStatus: StatusState = {
  environment: 'paper',
  venue: 'paper',
  synthetic: true,
  run: 'paper-1',
  started: instant(now - 7_447 * SECOND),
  now,
  tradeDate,
  sessions: [
    { session: 'cme', group: 'rates', phase: 'open', tradeDate, until: instant(now + 2 * 3_600 * SECOND) },
    { session: 'cme', group: 'equity', phase: 'open', tradeDate, until: instant(now + 2 * 3_600 * SECOND) },
    {
      session: 'nse',
      group: 'equity',
      phase: 'closed',
      tradeDate,
      reason: 'weekend',
      until: instant(now + 60 * 3_600 * SECOND),
    },
  ],
  feeds: [
    { instrument: 'ZNZ6', tsLast: instant(now - 14_000), eventsPerSecond: 412 },
    { instrument: 'ESZ6', tsLast: instant(now - 12 * SECOND), eventsPerSecond: 0 },
    { instrument: 'NIFTY', eventsPerSecond: 0 },
  ],
  journal: {
    orders: 3_310,
    fills: 1_204,
    marketRows: 2_104_551,
    bytes: 48_211_968,
    commitMicroseconds: 212,
    waiting: 0,
    dropped: 0,
  },
  versions: [
    { name: 'deskbook', version: '0.1.0' },
    { name: 'node', version: '20.20.0' },
    { name: 'duckdb', version: '1.5.6' },
  ],
};

/** Seven refusals, of which the newest six are at hand. */
export const morningRefusals: RefusalsState = {
  total: 7,
  refusals: [
    {
      at: instant(now - 62 * SECOND),
      subject: 'order',
      reason: "The price is off the grid of ZNZ6. The nearest prices are 110'080 and 110'085.",
    },
    ...Array.from({ length: 5 }, (_, index) => ({
      at: instant(now - (3_600 + index) * SECOND),
      subject: 'fill',
      reason: `Fill X-${index} has the quantity 0; it is a whole number from 1 up.`,
    })),
  ],
};
