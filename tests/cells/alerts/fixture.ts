import type { AlertsState } from '../../../core/alerts/notification.ts';
import { instant, SECOND } from '../../../core/model/time.ts';
import { now } from '../live-topics.ts';

export const morningAlerts: AlertsState = {
  notifications: [
    {
      id: 4,
      type: 'venue',
      level: 'error',
      key: 'venue.token',
      text: 'The token of projectx was refused.',
      detail: 'Look at PROJECT_X_API_KEY and start again.',
      at: instant(now - 5 * SECOND),
      heldBack: 2,
    },
    {
      id: 3,
      type: 'order_fill',
      level: 'success',
      key: 'fill.T-1',
      text: "Bought 2 ZNZ6 at 110'085.",
      account: 'SIM-1',
      instrument: 'ZNZ6',
      side: 'buy',
      subject: { kind: 'order', id: 'T-1' },
      at: instant(now - 60 * SECOND),
      heldBack: 0,
    },
    {
      id: 2,
      type: 'monitor',
      level: 'warning',
      key: 'feed.ZNZ6',
      text: 'ZNZ6 is late.',
      at: instant(now - 120 * SECOND),
      heldBack: 0,
      acknowledged: { at: instant(now - 100 * SECOND), by: 'vera' },
      resolved: instant(now - 90 * SECOND),
    },
  ],
  unacknowledged: 1,
  deliveries: [
    { target: 'discord', off: 'The variable DISCORD_WEBHOOK_URL is not set.', waiting: 0, delivered: 0, failed: 0 },
    {
      target: 'webhook',
      waiting: 2,
      delivered: 17,
      failed: 1,
      lastError: { at: instant(now - 3 * SECOND), sentence: 'answered 503' },
    },
  ],
  conditions: [
    { name: 'loss-of-day', state: 'well', value: '120.5', sentence: 'Fires below -50000, clears at -40000.' },
  ],
};
