import { toMilliseconds } from '../../core/model/time.ts';
import type { RemoteVenue } from '../venues/port.ts';

/** How a login that only a person can make stands. */
export interface LoginReport {
  readonly venue: string;
  readonly environment: string;
  /** Whether somebody has to log in now. */
  readonly due: boolean;
  /** Where. */
  readonly url: string;
  /** When the one that holds will end, milliseconds since 1970; null while there is none. */
  readonly until: number | null;
  readonly sentence: string;
}

/** Undefined for a venue that logs in by itself. */
export function loginReport(venue: Pick<RemoteVenue, 'health' | 'login'>): LoginReport | undefined {
  const { login } = venue;
  if (login === undefined) return undefined;
  const { venue: name, environment, token } = venue.health();
  const isDue = token?.state !== 'valid';
  const until = isDue || token.expires === undefined ? null : toMilliseconds(token.expires);
  const sentence =
    token?.reason ??
    (isDue ? `Nobody is logged in at ${name}.` : `There is a login at ${name}; another one takes its place.`);
  return { venue: name, environment, due: isDue, url: login.url(), until, sentence };
}
