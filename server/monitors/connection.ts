import type { Notify } from '../../core/alerts/notification.ts';
import type { Clock } from '../../core/clock.ts';
import { formatDuration } from '../../core/format.ts';
import type { Instant } from '../../core/model/time.ts';
import type { VenueHealth } from '../../core/venue/health.ts';
import type { Desk } from '../desk/port.ts';
import type { RemoteVenue } from '../venues/port.ts';
import type { Look, Monitor, Pace } from './monitor.ts';

export interface ConnectionParts {
  readonly venue: Pick<RemoteVenue, 'health' | 'name'>;
  readonly desk: Pick<Desk, 'hold'>;
  readonly machine: Clock;
  readonly notify: Notify;
  /** Called when the venue is back. */
  back(): void;
  readonly settings: Pace;
}

const KEY = 'connection';

/** While the venue is away no new order is taken; cancels go on. */
export class ConnectionMonitor implements Monitor {
  readonly name = 'connection';
  readonly pace: Pace;
  readonly #parts: ConnectionParts;
  #away: Instant | undefined;
  #wasThere = false;

  constructor(parts: ConnectionParts) {
    this.#parts = parts;
    this.pace = parts.settings;
  }

  get isAway(): boolean {
    return this.#away !== undefined;
  }

  look(): Look {
    const { venue, machine } = this.#parts;
    const health = venue.health();
    if (health.state === 'connected') {
      this.#there();
      return { sentence: `Connected for ${formatDuration(Math.max(0, machine.now() - health.since))}.` };
    }
    return { sentence: this.#gone(health) };
  }

  #there(): void {
    const { desk, machine, notify, venue, back } = this.#parts;
    desk.hold(KEY, undefined);
    const away = this.#away;
    this.#away = undefined;
    if (away === undefined && this.#wasThere) return;
    const isBack = this.#wasThere && away !== undefined;
    this.#wasThere = true;
    notify.over(`connection:${venue.name}`);
    if (isBack) {
      const text = `${venue.name} is back after ${formatDuration(machine.now() - away)}; orders are taken again.`;
      notify.tell({ type: 'venue', level: 'success', key: `connection:${venue.name}:back`, text });
    }
    back();
  }

  #gone({ state, reason, token }: VenueHealth): string {
    const { desk, machine, notify, venue } = this.#parts;
    const why = reason === undefined ? '' : ` ${reason}`;
    // which the token's monitor tells
    const isLoginDue = token?.login !== undefined;
    const sentence = isLoginDue ? `${venue.name} waits for a login.${why}` : `${venue.name} is ${words[state]}.${why}`;
    desk.hold(KEY, sentence);
    const isNew = this.#away === undefined;
    this.#away ??= machine.now();
    // the first connection is no news, unless it is refused
    if (isNew && !isLoginDue && (this.#wasThere || state === 'refused' || state === 'disconnected')) {
      const detail =
        'No new order is taken until it is back; cancels go on. What is shown of its books is as old as it says.';
      notify.tell({ type: 'venue', level: 'error', key: `connection:${venue.name}`, text: sentence, detail });
    }
    return sentence;
  }
}

const words: Readonly<Record<VenueHealth['state'], string>> = {
  connecting: 'being connected to',
  connected: 'connected',
  reconnecting: 'away; the connection is being made again',
  disconnected: 'not connected',
  refused: 'refusing the connection',
};
