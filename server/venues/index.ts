import type { VenueKind } from './port.ts';

/** Every client there is, by the `kind` of `config/venues.json`. */
export const venueKinds: readonly VenueKind[] = [];
