import type { Malformed } from '../malformed.ts';
import type { VenueOptions } from '../port.ts';
import { Standing } from '../standing.ts';
import type { Contracts } from './contracts.ts';
import type { Session } from './session.ts';
import type { KiteSettings } from './settings.ts';
import type { Ticker } from './ticker/ticker.ts';

export interface StandingParts {
  readonly options: VenueOptions<KiteSettings>;
  readonly session: Session;
  readonly ticker: Ticker;
  readonly contracts: Contracts;
  readonly malformed: Malformed;
  /** The account and its instruments are known. */
  readonly hasBegun: () => boolean;
}

/** How Kite and everything it is reached by stand. */
export function standingOf({ options, session, ticker, contracts, malformed, hasBegun }: StandingParts): Standing {
  const { tokens, calls } = session;
  return new Standing({
    clock: options.clock,
    tokens,
    stands(wasConnected) {
      const token = tokens.health();
      if (token.state === 'refused' || token.login !== undefined) return 'refused';
      if (hasBegun() && ticker.connected) return 'connected';
      return wasConnected ? 'reconnecting' : 'connecting';
    },
    reason() {
      const { state, reason } = tokens.health();
      if (state !== 'valid' && reason !== undefined) return reason;
      if (!hasBegun()) return 'Its account and instruments are still being asked for.';
      return "Kite's ticker is not connected; connecting goes on by itself.";
    },
    rest() {
      const clockSkew = calls.clockSkew();
      return {
        venue: options.name,
        environment: options.environment,
        token: tokens.health(),
        services: calls.health(),
        streams: ticker.health(),
        caches: contracts.health(),
        malformed: malformed.count,
        ...(clockSkew === undefined ? {} : { clockSkew }),
      };
    },
  });
}
