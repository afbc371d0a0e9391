import { type VenueAccount, VenueProblem } from '../../../core/venue/books.ts';
import type { TtHttp } from './http.ts';
import { pages } from './pages.ts';
import { accountRecord } from './parse/account.ts';

export interface FoundAccounts {
  readonly accounts: readonly VenueAccount[];
  /** Whether every record could be read. */
  readonly whole: boolean;
}

export interface AccountsOf {
  readonly http: TtHttp;
  /** Ids or names; all where it is left out. */
  readonly wanted?: readonly string[] | undefined;
  readonly simulated: boolean;
  readonly signal?: AbortSignal;
}

/** Accounts that the key sees, as far as they are wanted. None of them can be traded from here. */
export async function accountsOf({ http, wanted, simulated, signal }: AccountsOf): Promise<FoundAccounts> {
  const { rows: found, whole } = await pages(
    http,
    { service: 'ttaccount', path: 'accounts', signal },
    'accounts',
    accountRecord,
  );
  const absent = wanted?.filter((name) => !found.some(({ id, name: own }) => id === name || own === name)) ?? [];
  if (absent.length > 0) {
    const names = found.map(({ name }) => name).slice(0, 20);
    throw new VenueProblem(
      `TT has no account ${absent.join(', ')} for this key; it has ${names.join(', ') || 'none'}. Correct "accounts" in venues.json.`,
    );
  }
  const accounts = found
    .filter(({ id, name }) => wanted === undefined || wanted.includes(id) || wanted.includes(name))
    .map(({ id, name, currency }) => ({ id, name, currency: currency ?? 'USD', canTrade: false, simulated }));
  return { accounts, whole };
}
