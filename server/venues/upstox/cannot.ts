import type { VenueCapabilities } from '../../../core/venue/port.ts';
import type { FeedMode } from './feed/subscriptions.ts';

const levels: Readonly<Record<FeedMode, number>> = { full: 5, full_d30: 30, option_greeks: 1, ltpc: 0 };

/** What Upstox takes and tells. */
export const capabilitiesOf = (mode: FeedMode): VenueCapabilities => ({
  orderTypes: ['market', 'limit', 'stop', 'stop_limit'],
  timesInForce: ['day', 'ioc'],
  products: ['carry', 'intraday', 'delivery'],
  replace: true,
  depthLevels: levels[mode],
  synthetic: false,
  streaming: true,
  cannot: {
    brackets:
      "Upstox has no orders that carry brackets any more, so Deskbook's own protection is used: it places stop and target as fills come.",
    oco: 'Upstox links no two orders of this kind; Deskbook cancels the other one itself.',
    queue: 'Upstox does not tell where an order stands at its price.',
    self_trade: 'Upstox does not say what becomes of two orders of one account that meet.',
  },
});
