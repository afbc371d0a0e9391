import { zoneOf } from '../../core/calendar/session.ts';
import { formatDateTime, formatGain, formatZone } from '../../core/format.ts';
import type { Instrument } from '../../core/model/instrument.ts';
import { type Price, priceToDecimal } from '../../core/model/price.ts';
import { formatPrice } from '../../core/model/price-format.ts';
import { toMilliseconds } from '../../core/model/time.ts';
import { type DrawdownPoint, drawdown as drawdownOf, totalOf } from '../../core/pnl/drawdown.ts';
import type { PnlSeries, PnlState } from '../../core/topics.ts';
import type { CellContext } from '../kind.ts';
import { amountMarks, dateMarks, timeMarks } from './marks.ts';
import { dayByDay, underMethod } from './points.ts';
import type { ClosedLot, PnlRecord } from './record.ts';
import type { MatchRow, PnlProps, PnlValue } from './schema.ts';
import { thin } from './thin.ts';

const mostPoints = 600;

type Find = CellContext['instrument'];

function selected(props: PnlProps, state: PnlState | undefined, find: Find): readonly PnlSeries[] {
  const instrument = props.instrument === undefined ? undefined : find(props.instrument).id;
  return (state?.series ?? []).filter(
    (series) =>
      (instrument === undefined || series.instrument === instrument) &&
      (props.account === undefined || series.account === props.account) &&
      (props.strategy === undefined || series.strategy === props.strategy),
  );
}

/** P&L of a period, one currency at a time: the one asked for, else the one with the most series. */
export function pnlValue(
  props: PnlProps,
  state: PnlState | undefined,
  record: PnlRecord,
  tradeDate: string,
  find: Find,
): PnlValue {
  const series = selected(props, state, find);
  const currencies = [...series.map((one) => one.currency), ...record.days.map((day) => day.currency)];
  const currency = props.currency ?? mostFrequent(currencies) ?? null;
  const shown = series.filter((one) => one.currency === currency);
  const days = record.days.filter((day) => day.currency === currency);
  const named = shown[0]?.instrument ?? props.instrument;
  const session = named === undefined ? 'cme' : find(named).session;
  const zone = zoneOf(session);
  const fifo = totalOf(shown.map((one) => one.points));
  const realized = record.realizedToday?.filter((one) => one.currency === currency);
  const today = realized ? underMethod(fifo, realized) : fifo;
  const { points } = drawdownOf(props.period === 'day' ? today : dayByDay(days, today.at(-1), session));
  return {
    tradeDate: state?.tradeDate ?? tradeDate,
    from: days[0]?.tradeDate ?? null,
    method: props.method,
    step: props.period === 'day' ? 'minute' : 'date',
    currency,
    otherCurrencies: [...new Set(currencies)].filter((other) => other !== currency).sort(),
    zone,
    ...chartOf(points, zone),
    times: timesOf(points, zone, props.period === 'day', state?.tradeDate ?? tradeDate),
    matches: record.matches?.filter((lot) => lot.currency === currency).map((lot) => matchRow(lot, zone, find)) ?? null,
  };
}

type Chart = Pick<PnlValue, 'zoneName' | 'points' | 'total' | 'now' | 'amounts'>;

/** A day is told in times, a period by the trade dates its points end; the first of those is where it began. */
function timesOf(
  points: readonly DrawdownPoint[],
  zone: string,
  byMinute: boolean,
  tradeDate: string,
): PnlValue['times'] {
  const first = points[0];
  const last = points.at(-1);
  if (!first || !last) return [];
  if (byMinute) return timeMarks(first.ts, last.ts, zone);
  return dateMarks(
    points.slice(points.length > 1 ? 1 : 0).map(({ ts }) => ts),
    zone,
    tradeDate,
  );
}

function chartOf(points: readonly DrawdownPoint[], zone: string): Chart {
  const last = points.at(-1);
  const lowest = points.reduce(
    (low, { total, realized, unrealized, drawdown }) => Math.min(low, total, realized, unrealized, drawdown),
    0,
  );
  const highest = points.reduce(
    (high, { total, realized, unrealized }) => Math.max(high, total, realized, unrealized),
    0,
  );
  return {
    zoneName: last ? formatZone(last.ts, zone) : '',
    points: thin(points, mostPoints).map(({ ts, realized, unrealized, drawdown }) => [
      Math.floor(toMilliseconds(ts)),
      realized,
      unrealized,
      drawdown,
    ]),
    total: points.length,
    now: last
      ? {
          total: formatGain(last.total),
          realized: formatGain(last.realized),
          unrealized: formatGain(last.unrealized),
          drawdown: formatGain(last.drawdown),
        }
      : null,
    amounts: last ? amountMarks(lowest, highest) : [],
  };
}

function mostFrequent(names: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}

function matchRow(lot: ClosedLot, zone: string, find: Find): MatchRow {
  const instrument = known(lot.instrument, find);
  const text = (price: Price): string =>
    instrument ? formatPrice(price, instrument.priceStyle) : priceToDecimal(price);
  return {
    at: Math.floor(toMilliseconds(lot.exited)),
    entered: formatDateTime(lot.entered, zone),
    exited: formatDateTime(lot.exited, zone),
    instrument: lot.instrument,
    side: lot.side,
    quantity: lot.quantity,
    entry: text(lot.entry),
    exit: text(lot.exit),
    realized: formatGain(lot.realized),
    of: lot.of,
  };
}

/** A product may have left the configuration while its matches are still in the record. */
function known(name: string, find: Find): Instrument | undefined {
  try {
    return find(name);
  } catch {
    return undefined;
  }
}
