import { type Clock, machineClock } from '../../core/clock.ts';
import { type Instant, instant, MILLISECOND, MINUTE } from '../../core/model/time.ts';
import type { Venue } from '../../core/venue/port.ts';
import type { ArmingInfo } from '../../views/wire.ts';
import type { ChosenVenue } from '../venues/chosen.ts';
import { type Desk, OrderRefused } from './port.ts';

const HOLD = 'arming';
const LOOK_MILLISECONDS = 1_000;
const loopback = ['localhost', '127.0.0.1', '[::1]'];

/**
 * What lets orders go to a venue that takes any: in LIVE a person who says so; in any other environment nothing is asked for on this machine, and nothing goes
 * anywhere else.
 */
export function armingOf(
  { venue, chosen }: { readonly venue: Venue; readonly chosen: ChosenVenue },
  desk: Desk,
): Arming | undefined {
  if (venue.capabilities.orderTypes.length === 0) return undefined;
  const { name, environment, settings, of } = chosen;
  const hold = desk.hold.bind(desk);
  if (environment === 'LIVE') {
    return new Arming({ word: environment, venue: name, minutes: settings.armedMinutes, clock: machineClock, hold });
  }
  const away = addressesOf(of).find((address) => !loopback.includes(new URL(address).hostname));
  if (away !== undefined) {
    hold('environment', `Orders leave this machine in LIVE alone, and ${name} is ${environment} at ${away}.`);
  }
  return undefined;
}

const addressesOf = (settings: unknown): readonly string[] =>
  typeof settings === 'object' && settings !== null
    ? Object.values(settings).filter((value): value is string => typeof value === 'string' && URL.canParse(value))
    : [];

export interface ArmingParts {
  /** What a person types to arm: the environment's name. */
  readonly word: string;
  readonly venue: string;
  readonly minutes: number;
  /** The machine's. */
  readonly clock: Clock;
  hold(name: string, sentence: string | undefined, spares?: 'exits'): void;
}

/** Keeps orders from a venue where they cost real money until somebody says the word, for a while and never over a restart. */
export class Arming {
  readonly #parts: ArmingParts;
  #until: Instant | undefined;
  #timer: NodeJS.Timeout | undefined;
  /** A timer stands still while the machine sleeps, and the time that was given does not. */
  #looking: NodeJS.Timeout | undefined;

  constructor(parts: ArmingParts) {
    this.#parts = parts;
    this.disarm();
  }

  info(): ArmingInfo {
    const { word, venue } = this.#parts;
    return { word, venue, until: this.#until === undefined ? null : this.#until / MILLISECOND };
  }

  /** Throws an `OrderRefused` where the word is another. */
  arm(said: string): void {
    const { word, minutes, clock, hold } = this.#parts;
    if (said.trim() !== word) throw new OrderRefused(`To arm, the word is ${word}; got ${JSON.stringify(said)}.`);
    this.close();
    const until = instant(clock.now() + minutes * MINUTE);
    this.#until = until;
    this.#timer = setTimeout(() => this.disarm(), (minutes * MINUTE) / MILLISECOND).unref();
    this.#looking = setInterval(() => clock.now() >= until && this.disarm(), LOOK_MILLISECONDS).unref();
    hold(HOLD, undefined);
  }

  disarm(): void {
    const { word, venue, hold } = this.#parts;
    this.close();
    this.#until = undefined;
    const sentence = `${venue} is ${word} and not armed. Say ${word} in the bar of the page, or deskbook arm ${word}, to arm it; cancels go through.`;
    hold(HOLD, sentence, 'exits');
  }

  close(): void {
    clearTimeout(this.#timer);
    clearInterval(this.#looking);
  }
}
