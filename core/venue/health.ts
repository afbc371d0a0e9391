import type { Instant } from '../model/time.ts';
import type { BreakerName } from '../trace/state.ts';

/** How a venue and everything it is reached by stand; instants are the machine's. */
export interface VenueHealth {
  readonly venue: string;
  readonly environment: string;
  readonly state: 'connecting' | 'connected' | 'reconnecting' | 'disconnected' | 'refused';
  readonly since: Instant;
  /** Why it is not connected: what is wrong and what to do. */
  readonly reason?: string;
  readonly token?: TokenHealth;
  readonly services: readonly ServiceHealth[];
  readonly streams: readonly StreamHealth[];
  readonly caches: readonly CacheHealth[];
  /** Records that could not be read, since the start. */
  readonly malformed: number;
  /** The venue's clock less the machine's, microseconds, as its answers tell. */
  readonly clockSkew?: number;
}

export interface TokenHealth {
  readonly state: 'absent' | 'valid' | 'renewing' | 'lapsed' | 'refused';
  readonly expires?: Instant;
  readonly renewed?: Instant;
  readonly reason?: string;
  /** Where a person logs in, while that is due. */
  readonly login?: string;
}

/** What is called by one name at a venue: `ttledger`, `history`, `orders`. */
export interface ServiceHealth {
  readonly name: string;
  readonly breaker: BreakerName;
  readonly calls: number;
  readonly failures: number;
  readonly retries: number;
  /** Milliseconds of the last few hundred calls. */
  readonly p50?: number;
  readonly p99?: number;
  /** Calls that may be made at once now, and those that an empty spell allows. */
  readonly headroom?: { readonly left: number; readonly of: number };
  readonly lastError?: { readonly at: Instant; readonly sentence: string; readonly traceId?: string };
}

export interface StreamHealth {
  readonly name: string;
  readonly state: 'connecting' | 'connected' | 'reconnecting' | 'disconnected';
  readonly since: Instant;
  readonly lastMessage?: Instant;
  readonly messages: number;
  readonly reconnects: number;
  readonly subscriptions: number;
}

export interface CacheHealth {
  readonly name: string;
  readonly entries: number;
  readonly hits: number;
  readonly misses: number;
}
