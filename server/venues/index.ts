import type { VenueKind } from './port.ts';
import { ttVenue } from './tt/index.ts';

/** Every client there is, by the `kind` of `config/venues.json`. */
export const venueKinds: readonly VenueKind[] = [ttVenue];
