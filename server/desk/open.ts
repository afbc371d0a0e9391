import type { Config } from '../../config/load.ts';
import { createBus } from '../../core/bus.ts';
import { tradeDateOf } from '../../core/calendar/session.ts';
import type { Clock } from '../../core/clock.ts';
import type { Instant } from '../../core/model/time.ts';
import { DayPnl } from '../../core/pnl/day.ts';
import { type PaperVenue, paperVenue } from '../../core/venue/paper/venue.ts';
import type { DataFolder } from '../journal/data-folder.ts';
import type { Journal, MarketRecorder } from '../journal/port.ts';
import { TradingDesk } from './desk.ts';
import { DayFills } from './fills.ts';
import type { Log } from './log.ts';
import { MarketDesk } from './market-desk.ts';
import { Orders } from './orders.ts';
import { type DeskRecord, openRecord } from './record.ts';
import { orderFromJournal, restoreOrders, restorePnl } from './restore.ts';
import { statusOf } from './status.ts';
import { Timer } from './timer.ts';
import { defineTopics } from './topics.ts';

export interface DeskOptions {
  readonly config: Config;
  readonly dataFolder: string;
  readonly clock: Clock;
  readonly log: Log;
}

export interface OpenDesk {
  readonly desk: TradingDesk;
  readonly journal: Journal;
  readonly recorder: MarketRecorder;
  /** Held for this process; `announce` the address once the console listens. */
  readonly folder: DataFolder;
  /** Resolves when everything that was under way is on disk and the data folder is free. */
  close(): Promise<void>;
}

/** The desk of a data folder as it was left, ready to `start`. Throws `DataFolderBusy` when another process has the folder. */
export async function openDesk(options: DeskOptions): Promise<OpenDesk> {
  const record = openRecord(options);
  try {
    const desk = await compose(options, record);
    const { journal, recorder, folder } = record;
    const close = async () => {
      await desk.stop();
      record.close();
    };
    return { desk, journal, recorder, folder, close };
  } catch (error) {
    record.close();
    throw error;
  }
}

async function compose({ config, clock, log }: DeskOptions, record: DeskRecord): Promise<TradingDesk> {
  const { journal, recorder, instruments } = record;
  const started = clock.now();
  const tradeDate = tradeDateOf('cme', started);
  const venue = await paperOf(config, clock, record);
  const orders = new Orders(orderFromJournal(record));
  const fills = new DayFills();
  const pnl = new DayPnl(instruments.resolve, tradeDate);
  const ids = instruments.traded.map(({ id }) => id);
  const market = new MarketDesk(venue, recorder, ids);
  restoreOrders(orders, record);
  market.restore(tradeDate, started);
  await journal.appendPnl(restorePnl(pnl, fills, record, started));

  const bus = createBus();
  const { environment } = config;
  const desk = new TradingDesk({
    bus,
    clock,
    environment,
    venue,
    journal,
    instruments,
    market,
    orders,
    fills,
    pnl,
    log,
  });
  const status = statusOf({ venue, started, clock, record, market, pnl });
  defineTopics(bus, {
    instruments: ids,
    book: (instrument) => market.book(instrument, clock.now()),
    tape: (instrument) => market.tape(instrument),
    orders: () => orders.state((id) => venue.queueAhead(id)),
    fills: () => fills.state(),
    positions: () => pnl.positions(),
    pnl: () => pnl.state(clock.now()),
    status,
  });
  desk.connected = () => venue.restore(orders.open());
  desk.timer = new Timer({
    clock,
    advance: (to) => venue.advance(to),
    skip: (to) => venue.skip(to),
    minute: (boundary) => endMinute(boundary),
    second: () => bus.touch('status'),
    failed: (error) =>
      log.error(`The desk's timer met an error: ${error instanceof Error ? error.stack : String(error)}`),
  });
  return desk;

  async function endMinute(boundary: Instant): Promise<void> {
    await desk.settled();
    market.completeBars(boundary);
    await journal.appendPnl(pnl.minute(boundary));
    const next = tradeDateOf('cme', boundary);
    if (next === pnl.tradeDate) return;
    pnl.roll(next);
    fills.roll();
    market.roll(bus);
    for (const topic of ['fills', 'positions', 'pnl']) bus.touch(topic);
  }
}

const STARTS = 'starts';

/** Each start has a number of its own, so that no id of the venue comes twice and the market does not repeat itself. */
async function paperOf(
  config: Config,
  clock: Clock,
  { journal, recorder, instruments }: DeskRecord,
): Promise<PaperVenue> {
  const start = Number(journal.meta(STARTS) ?? '0') + 1;
  await journal.setMeta(STARTS, String(start));
  const venue = paperVenue({
    clock,
    instruments: instruments.traded,
    seed: `${config.seed}-${start}`,
    idPrefix: `P${start}`,
    synthetic: Object.fromEntries(config.market.instruments.map(({ root, ...product }) => [root, product])),
    levels: config.market.levels,
  });
  venue.seedFrom(recorder.lastTrades());
  return venue;
}
