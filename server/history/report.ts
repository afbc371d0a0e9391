import type { HistoryBars } from '../../core/bars/history.ts';
import { type Calendars, zoneOf } from '../../core/calendar/calendar.ts';
import { wallClock } from '../../core/calendar/zone.ts';
import type { Instrument, PriceStyle } from '../../core/model/instrument.ts';
import { priceToDecimal } from '../../core/model/price.ts';
import { type Instant, type TradeDate, toMilliseconds } from '../../core/model/time.ts';
import type { Desk } from '../desk/port.ts';
import type { History } from './port.ts';
import { type HistoryQuery, readQuery } from './read-query.ts';

/** One bar for programs: its first instant with the exchange's offset, its trade date, prices as exact decimals. */
export interface BarReport {
  readonly time: string;
  readonly tradeDate: TradeDate;
  readonly open: string;
  readonly high: string;
  readonly low: string;
  readonly close: string;
  readonly volume: number;
  /** It may still change. */
  readonly partial: boolean;
}

export interface HistoryReport extends Omit<HistoryBars, 'bars' | 'gaps'> {
  /** Of the exchange. */
  readonly zone: string;
  /** How the exchange writes its prices. */
  readonly priceStyle: PriceStyle;
  /** Oldest first. */
  readonly bars: readonly BarReport[];
  /** Stretches of trading of which nothing is known. */
  readonly gaps: readonly { readonly from: string; readonly to: string }[];
}

/** Answers questions on history. */
export interface HistoryAnswers {
  /** Rejects with what `readQuery` and `History.bars` throw. */
  report(query: HistoryQuery): Promise<HistoryReport>;
}

export function historyAnswers(
  history: Pick<History, 'bars'>,
  desk: Pick<Desk, 'instrument'>,
  calendars: Calendars,
): HistoryAnswers {
  return {
    async report(query) {
      const request = readQuery(query, (name) => desk.instrument(name), calendars);
      return reportOf(await history.bars(request), request.instrument, calendars);
    },
  };
}

function reportOf({ bars, gaps, ...rest }: HistoryBars, instrument: Instrument, calendars: Calendars): HistoryReport {
  const zone = zoneOf(instrument.session);
  const time = (at: Instant) => zonedTime(at, zone);
  return {
    ...rest,
    zone,
    priceStyle: instrument.priceStyle,
    bars: bars.map(({ tsStart, open, high, low, close, volume, partial }) => ({
      time: time(tsStart),
      tradeDate: calendars[instrument.session].tradeDateOf(tsStart),
      open: priceToDecimal(open),
      high: priceToDecimal(high),
      low: priceToDecimal(low),
      close: priceToDecimal(close),
      volume,
      partial,
    })),
    gaps: gaps.map(({ start, end }) => ({ from: time(start), to: time(end) })),
  };
}

/** `2026-11-20T08:30:00-06:00` */
function zonedTime(at: Instant, zone: string): string {
  const milliseconds = Math.floor(toMilliseconds(at));
  const wall = wallClock(zone, milliseconds);
  const offset = Math.round((wall - milliseconds) / 60_000);
  const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60];
  const two = (value: number) => String(value).padStart(2, '0');
  return `${new Date(wall).toISOString().slice(0, 19)}${offset < 0 ? '-' : '+'}${two(hours)}:${two(minutes)}`;
}
