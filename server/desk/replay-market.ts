import Sqlite from 'better-sqlite3';
import type { Config } from '../../config/load.ts';
import type { Clock } from '../../core/clock.ts';
import { ReplayClock } from '../../core/replay/clock.ts';
import { ReplayVenue } from '../../core/venue/replay/venue.ts';
import type { RecordingFile } from '../analytics/protocol.ts';
import type { DataFolder } from '../journal/data-folder.ts';
import { MarketReader } from '../journal/market-reader.ts';
import type { RunKey } from '../journal/port.ts';
import { beginReplay } from '../journal/runs.ts';
import { Statements } from '../journal/statements.ts';
import type { ReplayChoice } from '../market-choice.ts';
import { openRecording } from '../recordings/open.ts';
import type { StoredRecording } from '../recordings/recording.ts';
import type { DeskMarket, OpenMarket } from './desk-market.ts';
import { DeskInstruments } from './instruments.ts';
import { type DeskRecord, JOURNAL_FILE } from './record.ts';
import { RecordingRecorder } from './recording-recorder.ts';
import { ReplayDriver } from './replay-driver.ts';

/** Whose rows the tables of a recording's file are. */
const ROWS: RunKey = { environment: 'replay', run: 'recording' };

export interface ReplayMarketOptions {
  readonly config: Config;
  /** The data folder. */
  readonly folder: string;
  readonly choice: ReplayChoice;
  readonly machine: Clock;
}

/** A recorded market, played from its beginning under a run of its own. */
export class ReplayMarket implements DeskMarket<RecordingRecorder> {
  readonly clock: ReplayClock;
  readonly instruments: DeskInstruments;
  /** Where analysis reads what was recorded. */
  readonly file: RecordingFile;
  readonly #options: ReplayMarketOptions;
  readonly #recording: StoredRecording;

  private constructor(options: ReplayMarketOptions, recording: StoredRecording) {
    this.#options = options;
    this.#recording = recording;
    const { from, to, registry, contracts } = recording;
    this.clock = new ReplayClock({ machine: options.machine, from, to, speed: options.choice.speed });
    this.instruments = new DeskInstruments(registry, contracts, options.config.calendars);
    this.file = { file: recording.file, ...ROWS };
  }

  /** Reads a file into a recording where it is none yet. Rejects with `ImportRefused` where it cannot be read. */
  static async open(options: ReplayMarketOptions): Promise<ReplayMarket> {
    const { config, folder, choice } = options;
    const recording = await openRecording(folder, choice.recording, { ...config, instrument: choice.instrument });
    return new ReplayMarket(options, recording);
  }

  /** Lets go of the recording where no desk was opened on it; a desk does so itself. */
  close(): void {
    this.#recording.close();
  }

  key(folder: DataFolder): RunKey {
    const { id, name, from } = this.#recording;
    return beginReplay(folder.file(JOURNAL_FILE), { recording: id, about: name, from });
  }

  recorder(): RecordingRecorder {
    const database = new Sqlite(this.#recording.file, { readonly: true, fileMustExist: true });
    const close = () => {
      database.close();
      this.#recording.close();
    };
    return new RecordingRecorder({
      reader: new MarketReader(new Statements(database, 'market'), ROWS),
      clock: this.clock,
      close,
    });
  }

  async open({ journal }: DeskRecord<RecordingRecorder>): Promise<OpenMarket> {
    const { config, choice, machine } = this.#options;
    const { clock } = this;
    const { calendars } = config;
    const recording = this.#recording;
    const venue = new ReplayVenue({
      recording,
      instruments: this.instruments.traded,
      clock,
      idPrefix: 'R',
      levels: config.market.levels,
      calendars,
    });
    return {
      venue,
      driver: (hooks) => {
        const driver = new ReplayDriver({ recording, run: journal.key.run, venue, clock, machine, calendars, hooks });
        return { driver, replay: driver };
      },
      async connected(_desk, { replay }) {
        if (choice.from !== undefined && choice.from > clock.now()) await replay?.jumpTo(choice.from);
        if (choice.playing) replay?.play();
      },
    };
  }
}
