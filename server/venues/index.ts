import { kiteVenue } from './kite/index.ts';
import type { VenueKind } from './port.ts';
import { projectxVenue } from './projectx/index.ts';
import { ttVenue } from './tt/index.ts';
import { upstoxVenue } from './upstox/index.ts';

/** Every client there is, by the `kind` of `config/venues.json`. */
export const venueKinds: readonly VenueKind[] = [projectxVenue, ttVenue, kiteVenue, upstoxVenue];
