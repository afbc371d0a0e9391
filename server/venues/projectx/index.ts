import type { VenueKind } from '../port.ts';
import { type ProjectxSettings, projectxSettings } from './settings.ts';
import { ProjectxVenue } from './venue.ts';

/** Gateways of the ProjectX API, as TopstepX has one. */
export const projectxVenue: VenueKind<ProjectxSettings> = {
  name: 'projectx',
  symbology: 'projectx',
  settings: projectxSettings,
  credentials: ['userName', 'apiKey'],
  open: (options) => new ProjectxVenue(options),
};
