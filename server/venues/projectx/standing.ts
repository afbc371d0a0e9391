import type { Malformed } from '../malformed.ts';
import type { VenueOptions } from '../port.ts';
import { Standing } from '../standing.ts';
import type { Contracts } from './contracts.ts';
import type { Hub } from './hub.ts';
import type { Session } from './session.ts';
import type { ProjectxSettings } from './settings.ts';

export interface StandingParts {
  readonly options: VenueOptions<ProjectxSettings>;
  readonly session: Session;
  readonly hubs: { readonly user: Hub; readonly market: Hub };
  readonly contracts: Contracts;
  readonly malformed: Malformed;
}

/** How the gateway and everything it is reached by stand. */
export function standingOf({ options, session, hubs, contracts, malformed }: StandingParts): Standing {
  const { tokens, calls } = session;
  const both = [hubs.user, hubs.market];
  return new Standing({
    clock: options.clock,
    tokens,
    stands(wasConnected) {
      if (tokens.health().state === 'refused') return 'refused';
      if (both.every(({ connected }) => connected)) return 'connected';
      return wasConnected ? 'reconnecting' : 'connecting';
    },
    reason() {
      const { state, reason } = tokens.health();
      if (state !== 'valid' && reason !== undefined) return reason;
      const away = both.filter(({ connected }) => !connected).map((hub) => hub.health().name);
      if (away.length === 0) return undefined;
      return `The ${away.join(' hub and the ')} hub of the gateway ${away.length > 1 ? 'are' : 'is'} not connected; connecting goes on by itself.`;
    },
    rest() {
      const clockSkew = calls.clockSkew();
      return {
        venue: options.name,
        environment: options.environment,
        token: tokens.health(),
        services: calls.health(),
        streams: both.map((hub) => hub.health()),
        caches: contracts.health(),
        malformed: malformed.count,
        ...(clockSkew === undefined ? {} : { clockSkew }),
      };
    },
  });
}
