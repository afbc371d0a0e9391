import type { VenueCapabilities } from '../../../core/venue/port.ts';

const DEPTH_LEVELS = 5;

/** What Kite takes and tells. */
export const capabilities: VenueCapabilities = {
  orderTypes: ['market', 'limit', 'stop', 'stop_limit'],
  timesInForce: ['day', 'ioc'],
  products: ['carry', 'intraday', 'delivery'],
  replace: true,
  depthLevels: DEPTH_LEVELS,
  synthetic: false,
  streaming: true,
  cannot: {
    brackets:
      "Kite has withdrawn orders with brackets, so Deskbook's own protection is used: it places stop and target as fills come.",
    oco: 'Kite links two orders only as triggers of their own; Deskbook cancels the other one itself.',
    queue: 'Kite does not tell where an order stands at its price.',
    self_trade: 'Kite does not say what becomes of two orders of one account that meet.',
  },
};
