import type { VenueKind } from '../port.ts';
import { connectionTo } from './connection.ts';
import { type TtSettings, ttSettings } from './settings.ts';
import { TtVenue } from './venue.ts';

/** Trading Technologies by TT REST 2.0: accounts, orders, fills and positions as TT has them; orders are placed in TT. */
export const ttVenue: VenueKind<TtSettings> = {
  name: 'tt',
  symbology: 'tt',
  settings: ttSettings,
  credentials: ['appKey', 'appSecret'],
  open: (options) => new TtVenue(options, connectionTo(options)),
};
