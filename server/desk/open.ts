import type { Config } from '../../config/load.ts';
import { type Bus, createBus } from '../../core/bus.ts';
import { tradeDateOf } from '../../core/calendar/session.ts';
import type { Instant } from '../../core/model/time.ts';
import { DayPnl } from '../../core/pnl/day.ts';
import { acquireDataFolder, type DataFolder } from '../journal/data-folder.ts';
import type { Journal, RunKey } from '../journal/port.ts';
import { JOURNAL_FAILED, TradingDesk } from './desk.ts';
import type { DeskMarket, DeskRecorder, ReplayControl } from './desk-market.ts';
import { DayFills } from './fills.ts';
import { DeskHistory } from './history.ts';
import type { Log } from './log.ts';
import { MarketDesk } from './market-desk.ts';
import type { ComingFills } from './order-entries.ts';
import { Orders } from './orders.ts';
import type { DeskParts } from './parts.ts';
import { type DeskRecord, openRecord } from './record.ts';
import { refusalsState, refuseUnbooked } from './refusals.ts';
import { orderFromJournal, restoreMinutes, restoreOrders } from './restore.ts';
import { restoreSettlements, rollSettlements, settlementsState, touchMarks } from './settlements.ts';
import { statusOf } from './status.ts';
import { defineTopics } from './topics.ts';

export interface DeskOptions<R extends DeskRecorder = DeskRecorder> {
  readonly config: Config;
  readonly market: DeskMarket<R>;
  /** A path is held until the desk closes; a folder that is held already stays so. */
  readonly dataFolder: string | DataFolder;
  readonly log: Log;
}

export interface OpenDesk {
  readonly desk: TradingDesk;
  readonly journal: Journal;
  readonly recorder: DeskRecorder;
  readonly key: RunKey;
  /** While a recording is played. */
  readonly replay: ReplayControl | undefined;
  /** Held for this process; `announce` the address once the console listens. */
  readonly folder: DataFolder;
  /** Resolves when everything that was under way is on disk and the data folder is free. */
  close(): Promise<void>;
}

/** The desk of a data folder as it was left, ready to `start`. Throws `DataFolderBusy` when another process has the folder. */
export async function openDesk<R extends DeskRecorder>(options: DeskOptions<R>): Promise<OpenDesk> {
  const { market, dataFolder } = options;
  const isHeld = typeof dataFolder !== 'string';
  const folder = isHeld ? dataFolder : acquireDataFolder(dataFolder);
  const release = () => {
    if (!isHeld) folder.release();
  };
  let record: DeskRecord<R> | undefined;
  try {
    record = openRecord(market, folder);
    const { journal, recorder, close: closeRecord } = record;
    market.clock.goOnFrom?.(journal.newestInstant());
    const { desk, replay } = await compose(options, record);
    const close = async () => {
      await desk.stop();
      closeRecord();
      release();
    };
    return { desk, journal, recorder, folder, key: journal.key, replay, close };
  } catch (error) {
    record?.close();
    release();
    throw error;
  }
}

/** Folds the record into states, and joins them with the venue and the bus. */
async function compose<R extends DeskRecorder>(
  options: DeskOptions<R>,
  record: DeskRecord<R>,
): Promise<{ desk: TradingDesk; replay: ReplayControl | undefined }> {
  const { config, log } = options;
  const { clock } = options.market;
  const { calendars } = config;
  const { journal, recorder, instruments } = record;
  const started = clock.now();
  const tradeDate = tradeDateOf(instruments.session, started, config.calendars);
  const opened = await options.market.open(record);
  const { venue } = opened;
  const orders = new Orders(orderFromJournal(record));
  const fills = new DayFills();
  const settlements = await restoreSettlements(journal, started, calendars);
  const pnl = new DayPnl(instruments.resolve, tradeDate, { settlements, calendars });
  const ids = instruments.traded.map(({ id }) => id);
  const market = new MarketDesk(venue, recorder, ids);
  restoreOrders(orders, record);
  market.restore(tradeDate, started);
  await restoreMinutes(pnl, fills, record, started);
  await refuseUnbooked(journal, pnl.unbooked, started);

  const { environment } = journal.key;
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
    status: statusOf({
      venue,
      started,
      clock,
      record,
      market,
      pnl,
      groups: config.productGroups,
      trouble: () => desk.trouble(),
    }),
    settlements: () => settlementsState(pnl.settlements),
    refusals: () => refusalsState(journal),
  });
  const { driver, replay } = opened.driver({
    second: () => {
      desk.protection.second();
      desk.trailing.second();
      touch(bus, ['status', 'replay']);
    },
    failed: (error) => desk.halt('The market could not go on', error),
    minute: (boundary) => minute(desk, parts, boundary),
  });
  bus.define('replay', () => replay?.state());
  desk.driver = driver;
  desk.connected = () => opened.connected(desk, { ...parts, replay });
  return { desk, replay };
}

async function minute(desk: TradingDesk, parts: DeskParts, boundary: Instant): Promise<void> {
  const { bus, journal, market, pnl, fills, history } = parts;
  const { calendars, session } = parts.instruments;
  market.completeBars(boundary);
  // minutes that the disk cannot take are told anew once it can
  if (!(await desk.onDisk())) return history.missesMinutes();
  await history.catchUp();
  await journal.appendPnl(pnl.minute(boundary)).catch((error) => desk.halt(JOURNAL_FAILED, error));
  if (await rollSettlements(pnl.settlements, journal, boundary, calendars)) touchMarks(bus);
  const next = tradeDateOf(session, boundary, calendars);
  if (next === pnl.tradeDate) return;
  const ended = pnl.roll(next, boundary);
  fills.roll();
  market.roll(bus);
  touch(bus, ['fills', 'positions', 'pnl']);
  await journal.appendPnl(ended).catch((error) => desk.halt(JOURNAL_FAILED, error));
}

function touch(bus: Bus, topics: readonly string[]): void {
  for (const topic of topics) bus.touch(topic);
}
