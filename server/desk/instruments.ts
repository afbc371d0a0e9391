import type { Calendars } from '../../core/calendar/calendar.ts';
import { deskSession } from '../../core/calendar/desk-session.ts';
import { tradeDateOf } from '../../core/calendar/session.ts';
import type { InstrumentDefinition } from '../../core/model/definition.ts';
import type { Instrument, SessionName } from '../../core/model/instrument.ts';
import { type InstrumentRegistry, instrumentRegistry } from '../../core/model/registry.ts';
import type { Instant, TradeDate } from '../../core/model/time.ts';
import { didYouMean, nearest } from '../../core/nearest.ts';
import { OrderRefused } from './port.ts';

/** The instruments of the configuration as of a day, and the ones that have a market. */
export class DeskInstruments {
  readonly registry: InstrumentRegistry;
  readonly calendars: Calendars;
  /** Whose trade dates the desk's days are. */
  readonly session: SessionName;
  #traded: readonly Instrument[];
  readonly #tradedIds: Set<string>;
  readonly #expiries = new Map<string, TradeDate | undefined>();

  constructor(registry: InstrumentRegistry, traded: readonly Instrument[], calendars: Calendars) {
    this.calendars = calendars;
    this.registry = registry;
    this.#traded = traded;
    this.session = deskSession(traded);
    this.#tradedIds = new Set(traded.map(({ id }) => id));
  }

  get traded(): readonly Instrument[] {
    return this.#traded;
  }

  /** From now on this one has a market too. */
  add(instrument: Instrument): void {
    if (this.has(instrument.id)) return;
    this.#tradedIds.add(instrument.id);
    this.#traded = [...this.#traded, instrument];
  }

  /** The front months of these roots as of `now` have a market, and so have contracts that stand among them. */
  static ofRoots(
    definitions: readonly InstrumentDefinition[],
    roots: readonly string[],
    now: Instant,
    calendars: Calendars,
  ): DeskInstruments {
    const registry = instrumentRegistry(definitions, (session) => tradeDateOf(session, now, calendars), calendars);
    const fronts = new Map(roots.map((root) => registry.front(root)).map((each) => [each.id, each]));
    return new DeskInstruments(registry, [...fronts.values()], calendars);
  }

  has(id: string): boolean {
    return this.#tradedIds.has(id);
  }

  resolve = (name: string): Instrument => this.registry.resolve(name);

  /** Last trade date of a contract. */
  expiryOf(instrument: Instrument): TradeDate | undefined {
    const { id } = instrument;
    if (!this.#expiries.has(id)) {
      this.#expiries.set(id, instrument.expiry ?? this.registry.datesOf(instrument)?.expiry);
    }
    return this.#expiries.get(id);
  }

  /** The instrument of that name if it has a market; throws `OrderRefused` with those that have one. */
  withMarket(name: string, venue: string): Instrument {
    const instrument = this.registry.find(name);
    if (instrument && this.has(instrument.id)) return instrument;
    const ids = this.traded.map(({ id }) => id);
    const near = didYouMean(nearest(name, ids));
    throw new OrderRefused(`${name} has no market at ${venue}; there are ${ids.join(', ')}.${near}`);
  }

  tradeDateOf = (instrument: string, at: Instant): TradeDate =>
    tradeDateOf(this.registry.find(instrument)?.session ?? this.session, at, this.calendars);
}
