import type { Malformed } from '../malformed.ts';
import type { VenueOptions } from '../port.ts';
import { Standing } from '../standing.ts';
import type { Contracts } from './contracts.ts';
import type { Session } from './session.ts';
import type { UpstoxSettings } from './settings.ts';
import type { Streams } from './streams.ts';

export interface StandingParts {
  readonly options: VenueOptions<UpstoxSettings>;
  readonly session: Session;
  readonly streams: Streams;
  readonly contracts: Contracts;
  readonly malformed: Malformed;
}

/** How Upstox and everything it is reached by stand. */
export function standingOf({ options, session, streams, contracts, malformed }: StandingParts): Standing {
  const { tokens, login } = session;
  const both = [streams.portfolio, streams.market];
  return new Standing({
    clock: options.clock,
    tokens,
    stands(wasConnected) {
      const { state } = tokens.health();
      // nobody but a person ends either
      if (state === 'refused' || (login !== undefined && state !== 'valid')) return 'refused';
      if (both.every(({ connected }) => connected)) return 'connected';
      return wasConnected ? 'reconnecting' : 'connecting';
    },
    reason() {
      const { state, reason } = tokens.health();
      if (state !== 'valid' && reason !== undefined) return reason;
      const away = both.filter(({ connected }) => !connected).map((each) => each.health().name);
      if (away.length === 0) return undefined;
      return `The ${away.join(' stream and the ')} stream of Upstox ${away.length > 1 ? 'are' : 'is'} not connected; connecting goes on by itself.`;
    },
    rest() {
      const clockSkew = session.skew();
      return {
        venue: options.name,
        environment: options.environment,
        token: tokens.health(),
        services: session.services(),
        streams: both.map((each) => each.health()),
        caches: contracts.health(),
        malformed: malformed.count,
        ...(clockSkew === undefined ? {} : { clockSkew }),
      };
    },
  });
}
