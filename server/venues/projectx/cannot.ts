import type { VenueCapabilities } from '../../../core/venue/port.ts';
import { DEPTH_LEVELS } from './depth.ts';

/** What a ProjectX gateway takes and tells. */
export const capabilities: VenueCapabilities = {
  orderTypes: ['market', 'limit', 'stop'],
  timesInForce: ['day'],
  replace: true,
  depthLevels: DEPTH_LEVELS,
  synthetic: false,
  streaming: true,
  cannot: {
    ioc: 'The gateway has no time in force: a limit order rests until it trades, is canceled or the gateway ends it, and a market order trades at once anyway.',
    stop_limit:
      'The gateway knows the type and its page on placing orders does not, so whether it takes one is not known. Send a stop, or a limit.',
    brackets:
      "Whether orders may carry brackets is a setting of each account that cannot be asked for, so Deskbook's own protection is used: it places stop and target as fills come.",
    oco: 'The gateway links no two orders; Deskbook cancels the other one itself.',
    queue: 'The gateway does not tell where an order stands at its price.',
    self_trade: 'The gateway does not say what becomes of two orders of one account that meet.',
  },
};
