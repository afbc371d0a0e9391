import type { Clock } from '../../../core/clock.ts';
import type { AccountId } from '../../../core/model/ids.ts';
import { type VenueAccount, VenueProblem } from '../../../core/venue/books.ts';
import type { CacheHealth } from '../../../core/venue/health.ts';
import { TtlCache } from '../../calls/cache.ts';
import { type TtHttp, TtRefused } from './http.ts';
import { one, pages } from './pages.ts';
import { accountRecord, limitsRecord } from './parse/account.ts';

const LIMITS_MILLISECONDS = 900_000;

export interface FoundAccounts {
  readonly accounts: readonly VenueAccount[];
  /** Whether every record could be read. */
  readonly whole: boolean;
}

export interface AccountsParts {
  readonly http: TtHttp;
  /** Ids or names; all where it is left out. */
  readonly wanted?: readonly string[] | undefined;
  readonly simulated: boolean;
  readonly clock: Clock;
}

/** Accounts that the key sees, as far as they are wanted. */
export class TtAccounts {
  readonly #parts: AccountsParts;
  readonly #allowed: TtlCache<AccountId, boolean>;

  constructor(parts: AccountsParts) {
    this.#parts = parts;
    this.#allowed = new TtlCache({
      name: 'limits',
      clock: parts.clock,
      entries: 1_000,
      milliseconds: LIMITS_MILLISECONDS,
    });
  }

  async all(signal?: AbortSignal): Promise<FoundAccounts> {
    const { http, wanted, simulated } = this.#parts;
    const { rows, whole } = await pages(
      http,
      { service: 'ttaccount', path: 'accounts', signal },
      'accounts',
      accountRecord,
    );
    const absent = wanted?.filter((name) => !rows.some((row) => row.id === name || row.name === name)) ?? [];
    if (absent.length > 0) {
      const names = rows.map(({ name }) => name).slice(0, 20);
      throw new VenueProblem(
        `TT has no account ${absent.join(', ')} for this key; it has ${names.join(', ') || 'none'}. Correct "accounts" in venues.json.`,
      );
    }
    const watched = rows.filter(({ id, name }) => !wanted || wanted.includes(id) || wanted.includes(name));
    const accounts = watched.map(async ({ id, name, currency }) => ({
      id,
      name,
      currency: currency ?? 'USD',
      canTrade: await this.#mayTrade(id),
      simulated,
    }));
    return { accounts: await Promise.all(accounts), whole };
  }

  health(): CacheHealth {
    return this.#allowed.health();
  }

  /** An account whose limits TT does not tell may trade, as far as anybody knows. */
  #mayTrade(id: AccountId): Promise<boolean> {
    return this.#allowed.get(id, async () => {
      const ask = { service: 'ttaccount', path: `account/${id}/limits`, urgency: 'last' } as const;
      try {
        return (await one(this.#parts.http, ask, 'accountLimits', limitsRecord))?.tradingAllowed ?? true;
      } catch (error) {
        if (error instanceof TtRefused) return true;
        throw error;
      }
    });
  }
}
