import { describe, expect, test } from 'vitest';
import { tradeDateOf } from '../../../core/calendar/session.ts';
import { type DemoHistoryOptions, type DemoSession, demoHistory } from '../../../core/demo/history.ts';
import { accountId } from '../../../core/model/ids.ts';
import type { Bar } from '../../../core/model/market.ts';
import { MONEY_UNITS } from '../../../core/model/money.ts';
import type { OrderEvent } from '../../../core/model/order.ts';
import { isOnTick } from '../../../core/model/price.ts';
import { sideSign } from '../../../core/model/quantity.ts';
import { type Instant, instant, MILLISECOND, MINUTE } from '../../../core/model/time.ts';
import { foldOrder } from '../../../core/orders/apply.ts';
import { LotBook } from '../../../core/pnl/lot-book.ts';
import { defaultSynthetic } from '../../../core/venue/paper/synthetic/settings.ts';
import { ES, TN, ZF, ZN } from '../venue/paper/instruments.ts';

/** A Friday at 12:31:07 in Chicago. */
const FRIDAY = instant(Date.UTC(2026, 10, 20, 18, 31, 7) * MILLISECOND);
const INSTRUMENTS = [ZN, ZF, TN, ES];

const past = (options: Partial<DemoHistoryOptions> = {}): DemoSession[] => [
  ...demoHistory({
    seed: 1,
    now: FRIDAY,
    instruments: INSTRUMENTS,
    synthetic: defaultSynthetic,
    account: accountId('DEMO'),
    pastSessions: 3,
    idPrefix: 'H',
    ...options,
  }),
];

const fillsOf = (sessions: readonly DemoSession[]) =>
  sessions.flatMap(({ events }) => events.flatMap(({ fill }) => (fill ? [fill] : [])));

const byMinute = (bars: readonly Bar[]) => new Map(bars.map((bar) => [`${bar.instrument} ${bar.tsStart}`, bar]));

describe('the invented past', () => {
  const sessions = past();

  test('is the same for the same options and another one for another seed', () => {
    expect(past()).toEqual(sessions);
    expect(past({ seed: 2 })[0]!.bars[0]).not.toEqual(sessions[0]!.bars[0]);
  });

  test('has the sessions asked for, and today up to the last whole minute', () => {
    expect(sessions.map(({ tradeDate }) => tradeDate)).toEqual([
      '2026-11-17',
      '2026-11-18',
      '2026-11-19',
      '2026-11-20',
    ]);
    expect(sessions.map(({ bars }) => bars.length / INSTRUMENTS.length)).toEqual([1_380, 1_380, 1_380, 19 * 60 + 31]);
    const last = sessions.at(-1)!.bars.at(-1)!;
    expect(last.tsStart).toBe(Math.floor(FRIDAY / MINUTE) * MINUTE - MINUTE);
    expect(fillsOf(past({ pastSessions: 20 })).length / 21).toBeGreaterThan(1_000);
    expect(fillsOf(past({ pastSessions: 20 })).length / 21).toBeLessThan(1_500);
  });

  test('arrives where the synthetic market opens', () => {
    const closes = sessions
      .at(-1)!
      .bars.slice(-INSTRUMENTS.length)
      .map(({ instrument, close }) => [instrument, close]);
    expect(closes).toEqual(INSTRUMENTS.map(({ id, root }) => [id, defaultSynthetic[root]!.price]));
  });

  test('has whole bars in order, each opening where the one before closed', () => {
    for (const { bars, tradeDate } of sessions) {
      expect(bars.every((bar, i) => i === 0 || bar.tsStart >= bars[i - 1]!.tsStart)).toBe(true);
      expect(new Set(bars.map((bar) => tradeDateOf('cme', bar.tsStart)))).toEqual(new Set([tradeDate]));
      for (const { id, tick } of INSTRUMENTS) {
        const mine = bars.filter((bar) => bar.instrument === id);
        const broken = mine.filter(
          ({ open, high, low, close, volume }, i) =>
            low > Math.min(open, close) ||
            high < Math.max(open, close) ||
            volume < 1 ||
            (i > 0 && mine[i - 1]!.close !== open) ||
            ![open, high, low, close].every((price) => isOnTick(price, tick)),
        );
        expect(broken).toEqual([]);
      }
    }
  });

  test('fills inside the bar of its minute, on the tick and on its trade date', () => {
    for (const session of sessions) {
      const bars = byMinute(session.bars);
      const wrong = fillsOf([session]).filter(({ instrument, price, tsEvent, tradeDate }) => {
        const bar = bars.get(`${instrument} ${Math.floor(tsEvent / MINUTE) * MINUTE}`);
        const { tick } = INSTRUMENTS.find(({ id }) => id === instrument)!;
        return !bar || price < bar.low || price > bar.high || !isOnTick(price, tick) || tradeDate !== session.tradeDate;
      });
      expect(wrong).toEqual([]);
      expect(fillsOf([session]).every(({ tsEvent }) => tsEvent < FRIDAY)).toBe(true);
    }
  });

  test('has a whole life for every order, in time', () => {
    const lives = new Map<string, OrderEvent[]>();
    for (const { events } of sessions) {
      expect(events.every(({ event }, i) => i === 0 || event.tsEvent >= events[i - 1]!.event.tsEvent)).toBe(true);
      for (const { event, fill } of events) {
        lives.set(event.clientOrderId, [...(lives.get(event.clientOrderId) ?? []), event]);
        expect(fill?.executionId).toBe(event.type === 'filled' ? event.executionId : undefined);
      }
    }
    const folded = [...lives.values()].map((life) => foldOrder(life));
    expect(folded.flatMap(({ problems }) => problems)).toEqual([]);
    expect(new Set(folded.map(({ order }) => order?.status))).toEqual(new Set(['filled']));
    const fills = fillsOf(sessions);
    expect(new Set(fills.map(({ executionId }) => executionId)).size).toBe(fills.length);
  });

  test('keeps positions modest, and only the maker holds any over night', () => {
    const positions = new Map<string, number>();
    let widest = 0;
    for (const session of sessions) {
      for (const { strategy, instrument, side, quantity } of fillsOf([session])) {
        const key = `${strategy} ${instrument}`;
        positions.set(key, (positions.get(key) ?? 0) + sideSign(side) * quantity);
        widest = Math.max(widest, Math.abs(positions.get(key)!));
      }
      const held = [...positions].filter(([key, position]) => position !== 0 && !key.startsWith('maker '));
      expect(held).toEqual([]);
    }
    expect(widest).toBeLessThanOrEqual(18);
    expect([...new Set([...positions.keys()].map((key) => key.split(' ')[0]))].sort()).toEqual([
      'maker',
      'mean_reversion',
      'overnight_range',
      'trend',
    ]);
  });

  test('has good and bad days by the books that the desk keeps', () => {
    const multipliers = new Map(INSTRUMENTS.map(({ id, multiplier }) => [id, multiplier]));
    const book = new LotBook((id) => multipliers.get(id)!);
    for (const fill of fillsOf(past({ pastSessions: 20 }))) book.apply(fill);
    const days = new Map<string, number>();
    for (const position of book.positions()) {
      for (const [date, realized] of position.realizedByDate()) days.set(date, (days.get(date) ?? 0) + realized);
    }
    const results = [...days.values()];
    expect(results).toHaveLength(21);
    expect(results.filter((each) => each > 0).length).toBeGreaterThan(5);
    expect(results.filter((each) => each < 0).length).toBeGreaterThan(3);
    expect(Math.max(...results.map(Math.abs))).toBeLessThan(50_000 * MONEY_UNITS);
  });

  test.each([
    ['a Saturday, which is Monday already', '2026-11-21T02:00:30Z', '2026-11-23', 180],
    ['a Sunday, of which the last 23 hours are kept', '2026-11-22T20:00:00Z', '2026-11-23', 1_380],
    ['the first minute of a trade date', '2026-11-18T23:00:20Z', '2026-11-19', 0],
  ])('knows %s', (_, now, tradeDate, minutes) => {
    const at = (Date.parse(now) * MILLISECOND) as Instant;
    const today = past({ now: at, instruments: [ZN], pastSessions: 1 }).at(-1)!;
    expect([today.tradeDate, today.bars.length]).toEqual([tradeDate, minutes]);
  });
});
