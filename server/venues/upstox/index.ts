import type { VenueKind } from '../port.ts';
import { type UpstoxSettings, upstoxSettings } from './settings.ts';
import { UpstoxVenue } from './venue.ts';

/** Upstox, a broker of India, by versions 2 and 3 of its API. */
export const upstoxVenue: VenueKind<UpstoxSettings> = {
  name: 'upstox',
  symbology: 'upstox',
  settings: upstoxSettings,
  credentials: ['clientId', 'clientSecret'],
  open: (options) => new UpstoxVenue(options),
};
