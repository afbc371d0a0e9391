import type { SpotSettings } from '../../config/spots.ts';
import { formatPercent } from '../../core/format.ts';
import type { Instrument } from '../../core/model/instrument.ts';
import { DAY } from '../../core/model/time.ts';
import { distanceRatio, isFar } from '../../core/spot/distance.ts';
import { exactPriceText } from '../../core/spot/exact-text.ts';
import { readSpot } from '../../core/spot/read-spot.ts';
import type { InstrumentSpot, Spot, SpotsState } from '../../core/spot/state.ts';
import type { Desk } from '../desk/port.ts';
import type { Journal, SpotRow } from '../journal/port.ts';
import { type Followed, followed, instrumentSpot } from './instrument.ts';
import { SpotFar, SpotRefused, type SpotRequest, type Spots } from './port.ts';
import { rowOf, SpotRecord } from './record.ts';
import type { SourceTools } from './source.ts';
import { isManual, type ManualSource } from './sources/manual.ts';

export interface SpotDependencies extends Omit<SourceTools, 'bus' | 'clock'> {
  readonly desk: Pick<Desk, 'bus' | 'clock' | 'instruments' | 'instrument'>;
  readonly journal: Pick<Journal, 'appendSpots' | 'newestSpots' | 'meta' | 'setMeta'>;
  readonly settings: SpotSettings;
  readonly failed: (sentence: string) => void;
}

const TOPIC = 'spots';
/** Changes are shown at most so often, ages once a second. */
const SHOW_MILLISECONDS = 250;
const SHOWS_A_SECOND = 4;
/** An instrument that nobody configured and no market has is forgotten with its last price. */
const FORGET = 7 * DAY;

const choiceKey = (instrument: string): string => `spot_source.${instrument}`;

/** The spots of a desk, as the journal has them; defines the topic `spots`. */
export class DeskSpots implements Spots {
  readonly #dependencies: SpotDependencies;
  readonly #tools: SourceTools;
  readonly #record: SpotRecord;
  readonly #followed = new Map<string, Followed>();
  #changed = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(dependencies: SpotDependencies) {
    this.#dependencies = dependencies;
    const { desk, journal, machine, settings } = dependencies;
    this.#tools = { ...dependencies, bus: desk.bus, clock: desk.clock };
    this.#record = new SpotRecord({
      journal,
      now: () => machine.now(),
      failed: (error) => dependencies.failed(`A spot could not be journalled: ${String(error)}.`),
    });
    for (const instrument of desk.instruments()) this.#follow(instrument);
    for (const name of Object.keys(settings.instruments)) this.#followNamed(name);
    for (const row of journal.newestSpots()) this.#restore(row);
    desk.bus.define<SpotsState>(TOPIC, () => this.state());
  }

  state(): SpotsState {
    const { askBeyondPercent } = this.#dependencies.settings;
    return { askBeyondPercent, spots: Array.from(this.#followed.values(), instrumentSpot) };
  }

  of(name: string): InstrumentSpot {
    const instrument = this.#dependencies.desk.instrument(name);
    const known = this.#followed.get(instrument.id);
    return known ? instrumentSpot(known) : { instrument: instrument.id, offers: [], why: 'nobody has stated one' };
  }

  async set({ instrument: name, price: text, confirm = false }: SpotRequest): Promise<InstrumentSpot> {
    const { desk, journal } = this.#dependencies;
    const instrument = desk.instrument(name);
    const { price, format } = readSpot(text, instrument.priceStyle);
    const known = this.#follow(instrument);
    const manual = manualOf(known);
    if (!confirm) this.#askIfFar(price, instrument, instrumentSpot(known));
    const now = desk.clock.now();
    const spot: Spot = { price, text: text.trim(), format, stated: now, learned: now };
    await onDisk(journal.appendSpots([rowOf(instrument.id, manual.name, spot)]));
    manual.state(spot);
    if (known.choice !== undefined && known.choice !== manual.name) await this.#keepChoice(known, undefined);
    return this.#shown(known);
  }

  async withdraw(name: string): Promise<InstrumentSpot> {
    const { desk, journal } = this.#dependencies;
    const { id } = desk.instrument(name);
    const known = this.#followed.get(id);
    const manual = known && manualOf(known);
    const { spot } = manual?.said() ?? {};
    if (!known || !manual || !spot)
      throw new SpotRefused(`Nobody has stated a spot of ${id}, so there is nothing to take back.`);
    const now = desk.clock.now();
    const row = { ...rowOf(id, manual.name, { ...spot, stated: now, learned: now }), price: null };
    await onDisk(journal.appendSpots([row]));
    manual.withdraw();
    return this.#shown(known);
  }

  async choose(name: string, source: string | null): Promise<InstrumentSpot> {
    const instrument = this.#dependencies.desk.instrument(name);
    const known = this.#follow(instrument);
    const names = known.sources.map((each) => each.source.name);
    if (source !== null && !names.includes(source)) {
      throw new SpotRefused(`${instrument.id} has no spot source "${source}"; it has ${names.join(', ')}.`);
    }
    await this.#keepChoice(known, source ?? undefined);
    return this.#shown(known);
  }

  start(): void {
    let ticks = 0;
    for (const each of this.#followed.values()) this.#startSources(each);
    this.#timer ??= setInterval(() => {
      ticks += 1;
      if (this.#changed || ticks % SHOWS_A_SECOND === 0) this.#touch();
    }, SHOW_MILLISECONDS);
    this.#timer.unref();
  }

  async look(): Promise<void> {
    await Promise.all(this.#sources().map((source) => source.look()));
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await Promise.all(this.#sources().map((source) => source.stop()));
    await this.#record.flush();
  }

  #sources() {
    return [...this.#followed.values()].flatMap(({ sources }) => sources.map(({ source }) => source));
  }

  #follow(instrument: Instrument): Followed {
    const known = this.#followed.get(instrument.id);
    if (known) return known;
    const { desk, journal, settings } = this.#dependencies;
    const isFront = desk.instrument(instrument.root).id === instrument.id;
    const made = followed(instrument, settings, { isFront, tools: this.#tools });
    made.choice = journal.meta(choiceKey(instrument.id)) || undefined;
    this.#followed.set(instrument.id, made);
    if (this.#timer) this.#startSources(made);
    return made;
  }

  #startSources({ instrument, sources }: Followed): void {
    for (const { source } of sources) {
      source.start(() => {
        this.#changed = true;
        const { spot } = source.kept ? source.said() : {};
        if (spot) this.#record.note(rowOf(instrument.id, source.name, spot));
      });
    }
  }

  #restore(row: SpotRow): void {
    const { desk } = this.#dependencies;
    this.#record.restored(row);
    const { price } = row;
    if (price === null) return;
    const known =
      this.#followed.get(row.instrument) ??
      (desk.clock.now() - row.learned < FORGET ? this.#find(row.instrument) : undefined);
    const source = known?.sources.find((each) => each.source.name === row.source)?.source;
    const { text, format, stated, learned } = row;
    source?.restore({ price, text, format, stated, learned });
  }

  /** A contract may be none on the day of a recording; everything else goes on without it. */
  #followNamed(name: string): void {
    try {
      this.#follow(this.#dependencies.desk.instrument(name));
    } catch (error) {
      this.#dependencies.failed(`The settings of spots name ${name}, which is left out: ${(error as Error).message}`);
    }
  }

  #find(name: string): Followed | undefined {
    try {
      return this.#follow(this.#dependencies.desk.instrument(name));
    } catch {
      return undefined;
    }
  }

  #askIfFar(price: Spot['price'], { id, priceStyle }: Instrument, { used }: InstrumentSpot): void {
    const { askBeyondPercent } = this.#dependencies.settings;
    if (!used || !isFar(price, used.spot.price, askBeyondPercent)) return;
    const [given, last] = [price, used.spot.price].map((each) => exactPriceText(each, priceStyle));
    const away = formatPercent(distanceRatio(price, used.spot.price));
    throw new SpotFar(`${given} is ${away} away from ${last}, the spot of ${id} from ${used.source}.`);
  }

  async #keepChoice(known: Followed, choice: string | undefined): Promise<void> {
    await onDisk(this.#dependencies.journal.setMeta(choiceKey(known.instrument.id), choice ?? ''));
    known.choice = choice;
  }

  #shown(known: Followed): InstrumentSpot {
    this.#touch();
    return instrumentSpot(known);
  }

  #touch(): void {
    this.#changed = false;
    this.#dependencies.desk.bus.touch(TOPIC);
  }
}

/** What is not on disk is not taken. */
async function onDisk(written: Promise<void>): Promise<void> {
  try {
    await written;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new SpotRefused(
      `The journal could not be written (${reason}), so nothing was changed. See to the disk and try again.`,
    );
  }
}

function manualOf({ instrument, sources }: Followed): ManualSource {
  for (const { source } of sources) if (isManual(source)) return source;
  throw new SpotRefused(
    `The settings give ${instrument.id} no manual source: add {"from": "manual", "oldAfterSeconds": 900} in config/spots.json.`,
  );
}
