import type { Instant } from '../../core/model/time.ts';
import { Bucket, Pause, type Rule, Window } from './limits.ts';

/** What a venue documents of how often it may be called. */
export interface LimitSettings {
  /** No stretch of so many milliseconds has more calls. */
  readonly windows?: readonly { readonly calls: number; readonly milliseconds: number }[];
  /** So many calls at once, filled again evenly. */
  readonly bucket?: { readonly calls: number; readonly perSecond: number };
  /** Another limit that its calls keep as well. */
  readonly within?: string;
}

/** The rules of one limit, with those that it is within. */
export class Limit {
  readonly rules: readonly Rule[];
  readonly pause: Pause;

  constructor(own: readonly Rule[], around: Limit | undefined) {
    this.pause = new Pause();
    this.rules = [this.pause, ...own, ...(around?.rules ?? [])];
  }

  /** Of the rule that has the least left. */
  headroom(now: Instant): { readonly left: number; readonly of: number } | undefined {
    const counted = this.rules.filter((rule) => Number.isFinite(rule.of));
    if (counted.length === 0) return undefined;
    const paused = this.rules.some((rule) => !Number.isFinite(rule.of) && rule.left(now) === 0);
    const states = counted.map((rule) => ({ left: paused ? 0 : Math.max(0, rule.left(now)), of: rule.of }));
    return states.reduce((least, state) => (state.left / state.of < least.left / least.of ? state : least));
  }
}

/** Limits by their names; services that have none of their own keep `usual`. */
export class LimitBook {
  readonly #settings: Readonly<Record<string, LimitSettings>>;
  readonly #limits = new Map<string, Limit>();
  readonly #none = new Limit([], undefined);

  constructor(settings: Readonly<Record<string, LimitSettings>>) {
    this.#settings = settings;
    for (const name of Object.keys(settings)) this.#make(name, []);
  }

  /** Throws a `RangeError` for a limit that is asked for by name and not there. */
  of(name: string | undefined, service: string): Limit {
    if (name === undefined) return this.#limits.get(service) ?? this.#limits.get('usual') ?? this.#none;
    const limit = this.#limits.get(name);
    if (limit === undefined) throw new RangeError(`There is no limit ${name}; there are ${this.#names()}.`);
    return limit;
  }

  #make(name: string, inside: readonly string[]): Limit {
    const made = this.#limits.get(name);
    if (made !== undefined) return made;
    const settings = Object.hasOwn(this.#settings, name) ? this.#settings[name] : undefined;
    if (settings === undefined)
      throw new RangeError(`The limit ${inside.at(-1)} is within ${name}; there are ${this.#names()}.`);
    if (inside.includes(name)) throw new RangeError(`The limit ${name} is within itself.`);
    const around = settings.within === undefined ? undefined : this.#make(settings.within, [...inside, name]);
    const own = [
      ...(settings.windows ?? []).map((window) => new Window(window)),
      ...(settings.bucket ? [new Bucket(settings.bucket)] : []),
    ];
    const limit = new Limit(own, around);
    this.#limits.set(name, limit);
    return limit;
  }

  #names(): string {
    return Object.keys(this.#settings).join(', ') || 'none';
  }
}
