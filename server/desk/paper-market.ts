import type { Config } from '../../config/load.ts';
import { type Clock, machineClock } from '../../core/clock.ts';
import { HOUR } from '../../core/model/time.ts';
import type { SyntheticSettings } from '../../core/venue/paper/synthetic/settings.ts';
import { paperVenue } from '../../core/venue/paper/venue.ts';
import type { DataFolder } from '../journal/data-folder.ts';
import type { Journal, RunKey } from '../journal/port.ts';
import { SqliteRecorder } from '../journal/recorder.ts';
import { defaultBounds } from '../journal/retention.ts';
import { demoDecider, layDemo } from './demo.ts';
import type { DeskMarket, DriverHooks, OpenMarket } from './desk-market.ts';
import { DeskInstruments } from './instruments.ts';
import type { Log } from './log.ts';
import { type DeskRecord, MARKET_FILE } from './record.ts';
import { Timer } from './timer.ts';

const STARTS = 'starts';

export interface PaperMarketOptions {
  readonly config: Config;
  readonly clock: Clock;
  readonly log: Log;
}

export const syntheticOf = (config: Config): SyntheticSettings =>
  Object.fromEntries(config.market.instruments.map(({ root, ...product }) => [root, product]));

const runKey = (config: Config): RunKey => ({ environment: config.environment, run: 'main' });

/** Each start has a number of its own, so that no id of the venue or a strategy comes twice and the market does not repeat itself. */
async function nextStart(journal: Journal): Promise<number> {
  const start = Number(journal.meta(STARTS) ?? '0') + 1;
  await journal.setMeta(STARTS, String(start));
  return start;
}

/** The synthetic market of the front months, going on from the last trades of the record, with the demo in it. */
export class PaperMarket implements DeskMarket {
  readonly clock: Clock;
  readonly instruments: DeskInstruments;
  readonly #options: PaperMarketOptions;

  constructor(options: PaperMarketOptions) {
    const { config, clock } = options;
    this.#options = options;
    this.clock = clock;
    const roots = config.market.instruments.map(({ root }) => root);
    this.instruments = DeskInstruments.ofRoots(config.instruments, roots, clock.now(), config.calendars);
  }

  key(): RunKey {
    return runKey(this.#options.config);
  }

  recorder(folder: DataFolder): SqliteRecorder {
    const { config, log } = this.#options;
    return new SqliteRecorder(folder.file(MARKET_FILE), this.key(), {
      machine: machineClock,
      tradeDateOf: this.instruments.tradeDateOf,
      bounds: { ...defaultBounds, tickAge: config.record.hours * HOUR, bytes: config.record.bytes },
      onError: (error) => log.error(`The market record could not be written: ${String(error)}.`),
    });
  }

  async open(record: DeskRecord<SqliteRecorder>): Promise<OpenMarket> {
    const { config, clock } = this.#options;
    const start = await nextStart(record.journal);
    const demo = await layDemo(config, record, clock.now());
    const venue = paperVenue({
      clock,
      instruments: this.instruments.traded,
      seed: `${config.seed}-${start}`,
      idPrefix: `P${start}`,
      synthetic: syntheticOf(config),
      levels: config.market.levels,
      calendars: config.calendars,
      groups: config.productGroups,
      hours: config.market.hours,
      selfTrade: config.market.selfTradePrevention,
    });
    venue.seedFrom(record.recorder.lastTrades());
    return {
      venue,
      driver: (hooks: DriverHooks) => ({
        driver: new Timer({ clock, advance: (to) => venue.advance(to), skip: (to) => venue.skip(to), ...hooks }),
      }),
      async connected(desk, parts) {
        venue.restore(parts.orders.open());
        await desk.settled();
        if (demo) desk.decider = demoDecider(config, start, desk, parts);
      },
    };
  }
}
