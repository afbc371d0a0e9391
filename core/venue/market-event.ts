import type { MarketEvent, VenueEvent } from './port.ts';

const types: ReadonlySet<VenueEvent['type']> = new Set<MarketEvent['type']>([
  'trade',
  'quote',
  'bar',
  'depth',
  'open_interest',
]);

/** Whether an event is of the market, and not of orders or the books that a venue keeps of us. */
export const isMarketEvent = (event: VenueEvent): event is MarketEvent => types.has(event.type);
