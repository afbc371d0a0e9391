import { randomBytes } from 'node:crypto';
import type { Config } from '../../config/load.ts';
import { type Clock, machineClock } from '../../core/clock.ts';
import { HOUR } from '../../core/model/time.ts';
import type { DataFolder } from '../journal/data-folder.ts';
import type { Journal, RunKey } from '../journal/port.ts';
import { SqliteRecorder } from '../journal/recorder.ts';
import { defaultBounds } from '../journal/retention.ts';
import type { RemoteVenue } from '../venues/port.ts';
import type { DeskMarket, DriverHooks, OpenMarket } from './desk-market.ts';
import { DeskInstruments } from './instruments.ts';
import type { Log } from './log.ts';
import { type DeskRecord, MARKET_FILE } from './record.ts';
import { Timer } from './timer.ts';

const TAG = 'venue_tag';
const TAG_BYTES = 4;

export interface VenueMarketOptions {
  readonly config: Config;
  readonly log: Log;
  /** `projectx-live`: what rows of the journal are written under, and what the page shows. */
  readonly environment: string;
  /** Roots whose front months by the calendar are traded or watched, or contracts in place of them. */
  readonly roots: readonly string[];
  /** The machine's where it is left out. */
  readonly clock?: Clock;
  /** Opens the client. `tag` is put into the tags of its orders. */
  open(parts: { readonly instruments: DeskInstruments; readonly tag: string }): RemoteVenue;
}

/** A journal's own word, so that orders of two data folders never meet at a venue. */
async function tagOf(journal: Journal): Promise<string> {
  const known = journal.meta(TAG);
  if (known) return known;
  const made = `db${randomBytes(TAG_BYTES).toString('hex')}`;
  await journal.setMeta(TAG, made);
  return made;
}

/** The market of a venue over the network, on the machine's clock. */
export class VenueMarket implements DeskMarket {
  readonly clock: Clock;
  readonly instruments: DeskInstruments;
  readonly #options: VenueMarketOptions;
  #venue: RemoteVenue | undefined;

  constructor(options: VenueMarketOptions) {
    const { config, roots, clock = machineClock } = options;
    this.#options = options;
    this.clock = clock;
    this.instruments = DeskInstruments.ofRoots(config.instruments, roots, this.clock.now(), config.calendars);
  }

  /** Once it is open. */
  get venue(): RemoteVenue | undefined {
    return this.#venue;
  }

  key(): RunKey {
    return { environment: this.#options.environment, run: 'main' };
  }

  recorder(folder: DataFolder): SqliteRecorder {
    const { config, log } = this.#options;
    return new SqliteRecorder(folder.file(MARKET_FILE), this.key(), {
      machine: this.clock,
      tradeDateOf: this.instruments.tradeDateOf,
      bounds: { ...defaultBounds, tickAge: config.record.hours * HOUR, bytes: config.record.bytes },
      onError: (error) => log.error(`The market record could not be written: ${String(error)}.`),
    });
  }

  async open({ journal }: DeskRecord<SqliteRecorder>): Promise<OpenMarket> {
    const venue = this.#options.open({ instruments: this.instruments, tag: await tagOf(journal) });
    this.#venue = venue;
    const { clock } = this;
    return {
      venue,
      driver: (hooks: DriverHooks) => ({ driver: new Timer({ clock, advance() {}, skip() {}, ...hooks }) }),
      async connected(_, parts) {
        venue.restore(parts.orders.open());
      },
    };
  }
}
