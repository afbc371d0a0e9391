import { createHash, randomBytes } from 'node:crypto';
import type { Clock } from '../../../core/clock.ts';
import { DAY, HOUR, type Instant, MILLISECOND, MINUTE } from '../../../core/model/time.ts';
import { KiteError } from './errors.ts';
import { dayStart } from './numbers.ts';
import { API_KEY, API_SECRET, REQUEST_TOKEN } from './people.ts';

/** Every token ends at this time of the Indian day, whenever it was given. */
const FLUSH = 6 * HOUR;
const REQUEST_LIFE = 10 * MINUTE;

/** What goes through the login page and comes out as an access token. */
const checksumOf = (requestToken: string): string =>
  createHash('sha256').update(`${API_KEY}${requestToken}${API_SECRET}`).digest('hex');

/** Request tokens of the login page, which are good once, and access tokens, which are good until the morning. */
export class Sessions {
  readonly #clock: Clock;
  readonly #life: number | undefined;
  readonly #requests = new Map<string, Instant>();
  readonly #tokens = new Map<string, Instant>();

  /** `life` is in milliseconds; until the next flush where it is left out. */
  constructor(clock: Clock, life?: number) {
    this.#clock = clock;
    this.#life = life;
  }

  /** What the login page sends back with the person. */
  request(): string {
    const token = randomBytes(16).toString('hex');
    this.#requests.set(token, (this.#clock.now() + REQUEST_LIFE) as Instant);
    return token;
  }

  /** Gives an access token for a request token. Throws a `KiteError`. */
  begin({ apiKey, requestToken, checksum }: Record<'apiKey' | 'requestToken' | 'checksum', string>): string {
    if (apiKey !== API_KEY) throw new KiteError('InputException', 'Invalid `api_key`.');
    if (checksum !== checksumOf(requestToken)) throw new KiteError('TokenException', 'Invalid `checksum`.');
    const until = requestToken === REQUEST_TOKEN ? Number.POSITIVE_INFINITY : this.#requests.get(requestToken);
    this.#requests.delete(requestToken);
    if (until === undefined || until <= this.#clock.now())
      throw new KiteError('TokenException', 'Token is invalid or has expired.');
    const token = randomBytes(16).toString('hex');
    this.#tokens.set(token, this.#expiry());
    return token;
  }

  isValid = (apiKey: string, token: string): boolean =>
    apiKey === API_KEY && (this.#tokens.get(token) ?? 0) > this.#clock.now();

  end(token: string): void {
    this.#tokens.delete(token);
  }

  #expiry(): Instant {
    const now = this.#clock.now();
    if (this.#life !== undefined) return (now + this.#life * MILLISECOND) as Instant;
    const flush = dayStart(now) + FLUSH;
    return (flush > now ? flush : flush + DAY) as Instant;
  }
}
