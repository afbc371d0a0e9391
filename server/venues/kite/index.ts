import type { VenueKind } from '../port.ts';
import { type KiteSettings, kiteSettings } from './settings.ts';
import { KiteVenue } from './venue.ts';

/** Kite Connect of Zerodha. */
export const kiteVenue: VenueKind<KiteSettings> = {
  name: 'kite',
  symbology: 'kite',
  settings: kiteSettings,
  credentials: ['appKey', 'appSecret'],
  open: (options) => new KiteVenue(options),
};
