import type { AccountId } from '../../../core/model/ids.ts';
import { reasonOf } from '../../../core/trace/reason.ts';
import type { Log } from '../../desk/log.ts';
import { asked } from '../asked.ts';
import type { Session } from './session.ts';

/** Whose the login is: a user of Upstox has one account. */
export class User {
  readonly #session: Session;
  readonly #log: Log;
  #account: AccountId | undefined;

  constructor(session: Session, log: Log) {
    this.#session = session;
    this.#log = log;
  }

  /** Once somebody is logged in. */
  get account(): AccountId | undefined {
    return this.#account;
  }

  /** Asks whose the token is; false where there is none and nobody but a person can bring one. Rejects with a `VenueProblem`. */
  async know(): Promise<boolean> {
    const { tokens, login, upstox } = this.#session;
    if (login !== undefined && tokens.health().state !== 'valid') return false;
    await asked(async () => {
      this.#account = (await upstox.profile()).id;
    });
    return true;
  }

  /** Calls when a person has logged in and is known. Returns the function that ends it. */
  onLogin(goOn: () => Promise<void>): () => void {
    const { tokens, login } = this.#session;
    if (login === undefined) return () => undefined;
    const look = async (): Promise<void> => {
      if (await this.know()) await goOn();
    };
    return tokens.onChange(() => {
      look().catch((error: unknown) => this.#log.warn(`Upstox was not asked whose the login is: ${reasonOf(error)}`));
    });
  }
}
