import type { VenueAbility, VenueCapabilities } from '../../../core/venue/port.ts';

/** Why TT takes no order from here, and what does. */
export const noOrders =
  'TT REST places no orders: place them in TT itself, by TT FIX or by a TT SDK, and Deskbook shows and books them.';

const noStream = 'TT REST has no market data: look at it in TT, or trade on paper beside it.';

const ofOrders: readonly VenueAbility[] = [
  'orders',
  'market',
  'limit',
  'stop',
  'stop_limit',
  'day',
  'ioc',
  'replace',
  'brackets',
  'oco',
  'queue',
  'self_trade',
];
const ofData: readonly VenueAbility[] = ['depth', 'quotes', 'trades', 'history'];

const sentences = (abilities: readonly VenueAbility[], sentence: string): Partial<Record<VenueAbility, string>> =>
  Object.fromEntries(abilities.map((ability) => [ability, sentence]));

export const ttCapabilities: VenueCapabilities = {
  orderTypes: [],
  timesInForce: [],
  replace: false,
  depthLevels: 0,
  synthetic: false,
  streaming: false,
  cannot: { ...sentences(ofOrders, noOrders), ...sentences(ofData, noStream) },
};
