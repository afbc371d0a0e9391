import { connect } from 'node:net';
import type { VenueEnvironment, VenuesSettings } from '../../config/venues.ts';
import { credentialsOf, venueOf } from '../venues/chosen.ts';
import { VenueUnknown } from '../venues/venue-unknown.ts';
import { type Line, note, ok, problem } from './line.ts';

const patienceMilliseconds = 500;

/** Each environment of each venue: whether it can be opened as the settings have it. No credential is shown, and only this machine is asked. */
export async function venueLines(
  venues: VenuesSettings,
  variables: Readonly<Record<string, string | undefined>>,
): Promise<Line[]> {
  const each = Object.entries(venues).flatMap(([name, { environments }]) =>
    Object.keys(environments).map((environment) => venueLine(venues, name, environment, variables)),
  );
  return Promise.all(each);
}

async function venueLine(
  venues: VenuesSettings,
  name: string,
  environment: string,
  variables: Readonly<Record<string, string | undefined>>,
): Promise<Line> {
  try {
    const venue = venueOf(venues, { name, environment });
    const { absent } = credentialsOf(venue, variables);
    if (venue.environment === 'simulator') return await simulatorLine(name, venue.settings.kind, venue.of);
    return absent.length === 0
      ? ok('venues', `${name} ${venue.environment}: its credentials are set${armedText(venue.environment)}`)
      : note('venues', `${name} ${venue.environment}: ${absent.join(' and ')} not set`);
  } catch (error) {
    if (!(error instanceof VenueUnknown)) throw error;
    return problem('venues', error.message.replace(/\.$/, ''), 'Mend config/venues.json, or local.json over it.');
  }
}

const armedText = (environment: VenueEnvironment): string =>
  environment === 'LIVE' ? '; orders go there once it is armed on the page' : '';

async function simulatorLine(name: string, kind: string, settings: unknown): Promise<Line> {
  const address = Object.values(settings ?? {}).find(
    (value): value is string => typeof value === 'string' && URL.canParse(value),
  );
  const url = address === undefined ? undefined : new URL(address);
  if (url === undefined) return note('venues', `${name} simulator: no address in the settings`);
  const there = await listens(url.hostname, Number(url.port));
  return there
    ? ok('venues', `${name} simulator: there is one at ${url.origin}`)
    : ok('venues', `${name} simulator: none at ${url.origin} now; deskbook sim ${kind} begins one`);
}

function listens(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: patienceMilliseconds });
    const end = (there: boolean) => {
      socket.destroy();
      resolve(there);
    };
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
    socket.once('timeout', () => end(false));
  });
}
