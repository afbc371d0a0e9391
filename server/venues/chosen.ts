import {
  type VenueEnvironment,
  type VenueSettings,
  type VenuesSettings,
  venueEnvironments,
} from '../../config/venues.ts';
import { didYouMean, nearest } from '../../core/nearest.ts';
import { venueKinds } from './index.ts';
import type { VenueKind } from './port.ts';
import { VenueUnknown } from './venue-unknown.ts';

/** A market of `config/venues.json`. */
export interface VenueChoice {
  readonly name: string;
  /** The one of the settings where it is left out. */
  readonly environment?: string | undefined;
}

/** What a choice comes to. */
export interface ChosenVenue {
  readonly name: string;
  readonly environment: VenueEnvironment;
  readonly kind: VenueKind;
  readonly settings: VenueSettings;
  /** Of the environment, as the kind's schema gives them. */
  readonly of: unknown;
  readonly credentials: Readonly<Record<string, string>>;
}

/** What the simulators take. */
const simulatorUser = 'simulator';
const simulatorSecret = 'simulator-secret';

const isSecret = (name: string): boolean => /secret|key|password/i.test(name) && name !== 'appKey';

/** The kind and the settings of a venue, without what it is logged in with. Throws a `VenueUnknown`. */
export function venueOf(venues: VenuesSettings, choice: VenueChoice): Omit<ChosenVenue, 'credentials'> {
  const { name } = choice;
  const settings = venues[name];
  if (settings === undefined) {
    const names = Object.keys(venues);
    const all = names.length > 0 ? ` There are ${names.join(', ')}.` : '';
    throw new VenueUnknown(`venues.json has no venue "${name}".${didYouMean(nearest(name, names, 1)) || all}`);
  }
  const kind = venueKinds.find((each) => each.name === settings.kind);
  if (kind === undefined) {
    const kinds = venueKinds.map((each) => each.name);
    throw new VenueUnknown(
      `${name}.kind is "${settings.kind}" in venues.json; there are ${kinds.join(', ')}.${didYouMean(nearest(settings.kind, kinds, 1))}`,
    );
  }
  const environment = environmentOf(name, settings, choice.environment);
  const read = kind.settings.safeParse(settings.environments[environment]);
  if (!read.success) {
    const sentences = read.error.issues.map(
      ({ path, message }) => `${[name, 'environments', environment, ...path.map(String)].join('.')}: ${message}`,
    );
    throw new VenueUnknown(`venues.json: ${sentences.join('; ')}.`);
  }
  return { name, environment, kind, settings, of: read.data };
}

/** The same with its credentials out of `variables`. Throws a `VenueUnknown` that names the variables that are missing. */
export function chosenVenue(
  venues: VenuesSettings,
  choice: VenueChoice,
  variables: Readonly<Record<string, string | undefined>>,
): ChosenVenue {
  const venue = venueOf(venues, choice);
  const { absent, credentials } = credentialsOf(venue, variables);
  if (absent.length === 0) return { ...venue, credentials };
  throw new VenueUnknown(
    `${venue.name} in ${venue.environment} needs ${absent.join(' and ')} in the environment. Set ${absent.length === 1 ? 'it' : 'them'} and start Deskbook again.`,
  );
}

/** Values of the variables that a venue's settings name, and the names of those that are not set. */
export function credentialsOf(
  { environment, kind, settings, name }: Omit<ChosenVenue, 'credentials'>,
  variables: Readonly<Record<string, string | undefined>>,
): { readonly credentials: Readonly<Record<string, string>>; readonly absent: readonly string[] } {
  const credentials: Record<string, string> = {};
  const absent: string[] = [];
  for (const each of kind.credentials) {
    if (environment === 'simulator') {
      credentials[each] = isSecret(each) ? simulatorSecret : simulatorUser;
      continue;
    }
    const variable = settings.credentials[environment]?.[each];
    const value = variable === undefined ? undefined : variables[variable];
    if (value === undefined || value === '') absent.push(variable ?? `${name}.credentials.${environment}.${each}`);
    else credentials[each] = value;
  }
  return { credentials, absent };
}

function environmentOf(name: string, { environments, environment }: VenueSettings, asked?: string): VenueEnvironment {
  if (asked === undefined) return environment;
  const found = venueEnvironments.find((each) => each.toLowerCase() === asked.toLowerCase());
  const there = Object.keys(environments);
  if (found !== undefined && environments[found] !== undefined) return found;
  throw new VenueUnknown(`${name} has no environment "${asked}" in venues.json; it has ${there.join(', ')}.`);
}
