import type { Calendars } from '../calendar/calendar.ts';
import type { AccountId } from '../model/ids.ts';
import type { Instrument } from '../model/instrument.ts';
import type { Bar } from '../model/market.ts';
import { priceFromTicks } from '../model/price.ts';
import { type Quantity, sideSign } from '../model/quantity.ts';
import { type Instant, MINUTE, type TradeDate } from '../model/time.ts';
import { Random } from '../random.ts';
import { productOf, type SyntheticSettings } from '../venue/paper/synthetic/settings.ts';
import { type Shape, shapeOf } from '../venue/paper/synthetic/shape.ts';
import type { Execution, Session } from './execution.ts';
import { type DemoEvent, orderEvents } from './orders.ts';
import { type Path, walk } from './path.ts';
import { type Stretch, stretches } from './stretch.ts';
import { traders } from './traders.ts';

export interface DemoHistoryOptions {
  readonly seed: string | number;
  /** The history ends with the last whole minute before. */
  readonly now: Instant;
  readonly instruments: readonly Instrument[];
  readonly synthetic: SyntheticSettings;
  readonly account: AccountId;
  readonly pastSessions: number;
  /** Which days traded; by rule alone when left out. */
  readonly calendars?: Calendars;
  /** Put before every id. */
  readonly idPrefix: string;
}

/** What one trade date left behind. */
export interface DemoSession {
  readonly tradeDate: TradeDate;
  /** Minute bars, by time and then in the order of the instruments. */
  readonly bars: readonly Bar[];
  /** Events of own orders as they happened, each fill with its event. */
  readonly events: readonly DemoEvent[];
}

interface Traded {
  readonly instrument: Instrument;
  readonly stretches: readonly Stretch[];
  readonly path: Path;
  readonly shape: Shape;
  readonly random: Random;
  /** What each trader of this instrument holds. */
  readonly held: Map<string, number>;
  from: number;
}

/**
 * An invented past for a newcomer, session by session and ending today: a walk of each instrument that arrives where its synthetic
 * market opens, and own fills of four strategies inside the bars of that walk. Seeded: the same options give the same rows.
 */
export function* demoHistory(options: DemoHistoryOptions): Generator<DemoSession> {
  const root = new Random(options.seed).fork('history');
  const traded = options.instruments.map((instrument): Traded => {
    const shape = shapeOf(productOf(options.synthetic, instrument), instrument);
    const random = root.fork(instrument.id);
    const spans = stretches(instrument.session, options.now, options.pastSessions, options.calendars);
    return { instrument, stretches: spans, path: walk(spans, shape, random), shape, random, held: new Map(), from: 0 };
  });
  for (let number = 0; number <= options.pastSessions; number++) {
    const bars: Bar[] = [];
    const events: DemoEvent[] = [];
    for (const each of traded) {
      addBars(each, number, bars);
      addEvents(each, number, options, events);
      each.from += each.stretches[number]!.minutes;
    }
    bars.sort((a, b) => a.tsStart - b.tsStart);
    events.sort((a, b) => a.event.tsEvent - b.event.tsEvent);
    const tradeDate = traded[0]?.stretches[number]?.tradeDate;
    if (tradeDate !== undefined) yield { tradeDate, bars, events };
  }
}

function addBars({ instrument, stretches, path, from }: Traded, number: number, bars: Bar[]): void {
  const { start, minutes } = stretches[number]!;
  for (let minute = 0; minute < minutes; minute++) {
    const at = from + minute;
    bars.push({
      instrument: instrument.id,
      tsStart: (start + minute * MINUTE) as Instant,
      open: priceFromTicks(path.open[at]!, instrument.tick),
      high: priceFromTicks(path.high[at]!, instrument.tick),
      low: priceFromTicks(path.low[at]!, instrument.tick),
      close: priceFromTicks(path.close[at]!, instrument.tick),
      volume: path.volume[at]! as Quantity,
    });
  }
}

function addEvents(traded: Traded, number: number, options: DemoHistoryOptions, events: DemoEvent[]): void {
  const { instrument, path, shape, held, from } = traded;
  const stretch = traded.stretches[number]!;
  const session: Session = { from, to: from + stretch.minutes, offset: stretch.offset, open: stretch.open };
  const random = traded.random.fork(stretch.tradeDate);
  let count = 0;
  for (const trader of traders(instrument.root, shape)) {
    const executions = trader.trade(path, session, held.get(trader.strategy) ?? 0, random.fork(trader.strategy));
    held.set(trader.strategy, (held.get(trader.strategy) ?? 0) + net(executions));
    for (const execution of executions) {
      const idPrefix = `${options.idPrefix}-${stretch.tradeDate}-${instrument.id}-${++count}`;
      const context = { instrument, account: options.account, stretch, from, idPrefix, random };
      events.push(...orderEvents(execution, context));
    }
  }
}

const net = (executions: readonly Execution[]): number =>
  executions.reduce((sum, { side, quantity }) => sum + sideSign(side) * quantity, 0);
