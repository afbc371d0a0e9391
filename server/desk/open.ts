import type { Config } from '../../config/load.ts';
import { createBus } from '../../core/bus.ts';
import type { Calendars } from '../../core/calendar/calendar.ts';
import { tradeDateOf } from '../../core/calendar/session.ts';
import type { Clock } from '../../core/clock.ts';
import { DayPnl } from '../../core/pnl/day.ts';
import type { PaperVenue } from '../../core/venue/paper/venue.ts';
import type { DataFolder } from '../journal/data-folder.ts';
import type { Journal, MarketRecorder } from '../journal/port.ts';
import { demoDecider, layDemo } from './demo.ts';
import { JOURNAL_FAILED, TradingDesk } from './desk.ts';
import { DayFills } from './fills.ts';
import { DeskHistory } from './history.ts';
import type { Log } from './log.ts';
import { MarketDesk } from './market-desk.ts';
import type { ComingFills } from './order-entries.ts';
import { Orders } from './orders.ts';
import { nextStart, paperOf } from './paper.ts';
import type { DeskParts } from './parts.ts';
import { type DeskRecord, openRecord } from './record.ts';
import { refusalsState, refuseUnbooked } from './refusals.ts';
import { orderFromJournal, restoreOrders, restorePnl } from './restore.ts';
import { restoreSettlements, rollSettlements, settlementsState, touchMarks } from './settlements.ts';
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

/** Folds the record into states, and joins them with the venue and the bus. */
async function compose(options: DeskOptions, record: DeskRecord): Promise<TradingDesk> {
  const { config, clock, log } = options;
  const { calendars } = config;
  const { journal, recorder, instruments } = record;
  const started = clock.now();
  const tradeDate = tradeDateOf('cme', started, config.calendars);
  const start = await nextStart(journal);
  const demo = await layDemo(config, record, started);
  const venue = paperOf(config, clock, start, record);
  const orders = new Orders(orderFromJournal(record));
  const fills = new DayFills();
  const settlements = await restoreSettlements(journal, started, calendars);
  const pnl = new DayPnl(instruments.resolve, tradeDate, { settlements, calendars });
  const ids = instruments.traded.map(({ id }) => id);
  const market = new MarketDesk(venue, recorder, ids);
  restoreOrders(orders, record);
  market.restore(tradeDate, started);
  const last = journal.lastPnl();
  await journal.appendPnl(restorePnl(pnl, fills, record, started).filter(({ ts }) => ts > last));
  await refuseUnbooked(journal, pnl.unbooked, started);

  const { environment } = config;
  const bus = createBus();
  const coming: ComingFills = new Map();
  const history = new DeskHistory({ bus, clock, record, fills, pnl, calendars, coming });
  const folds = { market, orders, fills, pnl, history, coming };
  const parts = { bus, clock, environment, venue, journal, instruments, log, ...folds };
  const desk = new TradingDesk(parts);
  defineTopics(bus, {
    instruments: ids,
    book: (instrument) => market.book(instrument, clock.now()),
    tape: (instrument) => market.tape(instrument),
    orders: () => orders.state((id) => venue.queueAhead(id)),
    fills: () => fills.state(),
    positions: () => pnl.positions(),
    pnl: () => pnl.state(clock.now()),
    status: statusOf({ venue, started, clock, record, market, pnl, groups: config.productGroups }),
    settlements: () => settlementsState(pnl.settlements),
    refusals: () => refusalsState(journal),
  });
  desk.timer = timerOf(desk, { ...parts, calendars });
  desk.connected = async () => {
    venue.restore(orders.open());
    await desk.settled();
    if (demo) desk.decider = demoDecider(config, start, desk, parts);
  };
  return desk;
}

function timerOf(desk: TradingDesk, parts: DeskParts & { venue: PaperVenue; calendars: Calendars }): Timer {
  const { clock, venue, bus, journal, market, pnl, fills, calendars } = parts;
  return new Timer({
    clock,
    advance: (to) => venue.advance(to),
    skip: (to) => venue.skip(to),
    second: () => bus.touch('status'),
    failed: (error) => desk.halt('The market could not go on', error),
    async minute(boundary) {
      await desk.settled();
      market.completeBars(boundary);
      await journal.appendPnl(pnl.minute(boundary)).catch((error) => desk.halt(JOURNAL_FAILED, error));
      if (await rollSettlements(pnl.settlements, journal, boundary, calendars)) touchMarks(bus);
      const next = tradeDateOf('cme', boundary, calendars);
      if (next === pnl.tradeDate) return;
      const ended = pnl.roll(next, boundary);
      fills.roll();
      market.roll(bus);
      for (const topic of ['fills', 'positions', 'pnl']) bus.touch(topic);
      await journal.appendPnl(ended).catch((error) => desk.halt(JOURNAL_FAILED, error));
    },
  });
}
