import type { Config } from '../../config/load.ts';
import { tradeDateBounds, tradeDateOf } from '../../core/calendar/session.ts';
import { type DemoSession, demoHistory } from '../../core/demo/history.ts';
import { demoStrategies } from '../../core/demo/strategies.ts';
import { accountId, type ClientOrderId } from '../../core/model/ids.ts';
import type { Order } from '../../core/model/order.ts';
import { type SignedQuantity, signedQuantity } from '../../core/model/quantity.ts';
import { type Instant, MINUTE } from '../../core/model/time.ts';
import { applyOrderEvent } from '../../core/orders/apply.ts';
import { DayPnl, type MinutePnl } from '../../core/pnl/day.ts';
import type { JournalEntry } from '../journal/port.ts';
import type { SqliteRecorder } from '../journal/recorder.ts';
import { DEMO_ACCOUNT, DEMO_STATE } from './demo-state.ts';
import type { TradingDesk } from './desk.ts';
import { syntheticOf } from './paper-market.ts';
import type { Decider, DeskParts } from './parts.ts';
import type { DeskRecord } from './record.ts';
import { replayMinutes } from './restore.ts';
import { DeskStrategies } from './strategies.ts';

/** The P&L of a past session has a point this often: a fifth of the rows, and no chart of twenty days shows more. */
const PAST_STEP = 5 * MINUTE;

type MarketRecord = DeskRecord<SqliteRecorder>;

/** Lays the demo's past down on the first start, and says whether the demo trades. */
export async function layDemo(config: Config, record: MarketRecord, now: Instant): Promise<boolean> {
  const { journal, recorder } = record;
  const state = journal.meta(DEMO_STATE);
  if (!config.demo.enabled || state === 'removed') return false;
  if (state === 'laid') return true;
  if (state === 'laying') {
    journal.removeAccount(config.demo.account);
    recorder.removeOrigin('demo');
  }
  await Promise.all([journal.setMeta(DEMO_STATE, 'laying'), journal.setMeta(DEMO_ACCOUNT, config.demo.account)]);
  await journal.bulk(() => recorder.bulk(() => layHistory(config, record, now)));
  await journal.setMeta(DEMO_STATE, 'laid');
  return true;
}

async function layHistory(
  config: Config,
  { journal, recorder, instruments }: MarketRecord,
  now: Instant,
): Promise<void> {
  const { account, pastSessions } = config.demo;
  const history = demoHistory({
    seed: config.seed,
    now,
    instruments: demoInstruments(config, instruments),
    synthetic: syntheticOf(config),
    account: accountId(account),
    pastSessions,
    calendars: config.calendars,
    idPrefix: 'H',
  });
  const { calendars } = config;
  const today = tradeDateOf('cme', now, calendars);
  const pnl = new DayPnl(instruments.resolve, tradeDateOf('cme', 0 as Instant, calendars), { calendars });
  for (const session of history) {
    for (const bar of session.bars) recorder.bar(bar, 'demo');
    pnl.roll(session.tradeDate, tradeDateBounds('cme', session.tradeDate, calendars).start);
    const fills = session.events.flatMap(({ fill }) => fill ?? []);
    const isToday = session.tradeDate === today;
    const rows: MinutePnl[] = [];
    for (const minute of replayMinutes(pnl, fills, session.bars, now, isToday ? MINUTE : PAST_STEP))
      rows.push(...minute);
    await Promise.all([journal.appendOrderEvents(entriesOf(session)), journal.appendPnl(rows)]);
  }
}

function entriesOf({ tradeDate, events }: DemoSession): JournalEntry[] {
  const orders = new Map<ClientOrderId, Order>();
  return events.map(({ event, fill }) => {
    const { order } = applyOrderEvent(orders.get(event.clientOrderId), event);
    if (order === undefined)
      throw new Error(`The demo has an event of an order nobody intended: ${event.clientOrderId}.`);
    orders.set(event.clientOrderId, order);
    return { event, order, tradeDate, ...(fill ? { fill } : {}) };
  });
}

const demoInstruments = (config: Config, { registry }: DeskRecord['instruments']) =>
  config.demo.instruments.map((root) => registry.front(root));

/** The demo's strategies at work in the demo's account. */
export function demoDecider(config: Config, start: number, desk: TradingDesk, parts: DeskParts): Decider {
  const { pnl, orders, instruments, clock, log } = parts;
  const { quantity, maximumPosition } = config.demo;
  const account = accountId(config.demo.account);
  const strategies = demoStrategies({
    account,
    instruments: demoInstruments(config, instruments),
    synthetic: syntheticOf(config),
    quantity,
    maximumPosition,
    idPrefix: `S${start}`,
  });
  const holder = {
    position: (strategy: string, instrument: string): SignedQuantity =>
      pnl.book.position({ instrument, account, strategy })?.quantity ?? signedQuantity(0),
    open: (strategy: string, instrument: string): readonly Order[] => {
      const isOwn = ({ intent }: Order) =>
        intent.account === account && intent.strategy === strategy && intent.instrument === instrument;
      return orders.open().filter(isOwn);
    },
  };
  return new DeskStrategies({ desk, strategies, holder, clock, log });
}
