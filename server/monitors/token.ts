import type { Notify } from '../../core/alerts/notification.ts';
import type { Clock } from '../../core/clock.ts';
import { formatDateTime, formatDuration } from '../../core/format.ts';
import type { TokenHealth, VenueHealth } from '../../core/venue/health.ts';
import type { Desk } from '../desk/port.ts';
import type { RemoteVenue } from '../venues/port.ts';
import type { Look, Monitor, Pace } from './monitor.ts';

export interface TokenParts {
  readonly venue: Pick<RemoteVenue, 'health' | 'name'>;
  readonly desk: Pick<Desk, 'hold'>;
  readonly machine: Clock;
  readonly notify: Notify;
  readonly settings: Pace;
}

const KEY = 'token';

/** No order is taken while there is no valid login; told when it lapses and when it is back. */
export class TokenMonitor implements Monitor {
  readonly name = 'token';
  readonly pace: Pace;
  readonly #parts: TokenParts;
  #isHeld = false;

  constructor(parts: TokenParts) {
    this.#parts = parts;
    this.pace = parts.settings;
  }

  look(): Look {
    const health = this.#parts.venue.health();
    const { token } = health;
    if (token === undefined) return { sentence: 'The venue tells of no token.' };
    const why = lapsed(health, token);
    if (why === undefined) this.#release();
    else this.#hold(why);
    return { sentence: why ?? this.#wellSentence(token) };
  }

  #hold(why: string): void {
    const { desk, notify, venue } = this.#parts;
    const sentence = `${venue.name}: ${why}`;
    desk.hold(KEY, sentence);
    if (this.#isHeld) return;
    this.#isHeld = true;
    const detail =
      venue.health().token?.login === undefined
        ? 'No order is taken until there is a new login. Check the credentials in the environment; it is tried again by itself.'
        : 'No order is taken until somebody has logged in; cancels are not possible either. It goes on by itself after that.';
    notify.tell({ type: 'venue', level: 'error', key: `token:${venue.name}`, text: sentence, detail });
  }

  #release(): void {
    const { desk, notify, venue } = this.#parts;
    desk.hold(KEY, undefined);
    if (!this.#isHeld) return;
    this.#isHeld = false;
    const key = `token:${venue.name}`;
    notify.over(key);
    const text = `${venue.name}: there is a new login; orders are taken again.`;
    notify.tell({ type: 'venue', level: 'success', key: `${key}:back`, text });
  }

  #wellSentence({ state, expires }: TokenHealth): string {
    if (state === 'renewing') return 'The token is being renewed.';
    if (expires === undefined) return 'The token is valid.';
    const left = formatDuration(Math.max(0, expires - this.#parts.machine.now()));
    return `The token is valid until ${formatDateTime(expires, 'UTC')} UTC, ${left} from now.`;
  }
}

/** Why there is no login; nothing while one is fetched for the first time. */
function lapsed({ state }: VenueHealth, token: TokenHealth): string | undefined {
  const reason = token.reason === undefined ? '' : ` ${token.reason}`;
  if (token.state === 'lapsed') return `the token has lapsed.${reason}`;
  if (token.state === 'refused') return `the login was refused.${reason}`;
  if (token.state === 'absent' && state !== 'connecting') return `there is no token.${reason}`;
  return undefined;
}
