import { formatDay, formatMoney, formatTime } from '../../core/format.ts';
import { MONEY_UNITS, money } from '../../core/model/money.ts';
import { DAY, instant, MINUTE } from '../../core/model/time.ts';

export interface Mark {
  readonly at: number;
  readonly text: string;
}

/** The step of 1, 2 or 5 times a power of ten that gives at most `most` steps over `span`; never finer than a hundredth. */
function roundStep(span: number, most: number): number {
  const rough = Math.max(span / most, MONEY_UNITS / 100);
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 5, 10].find((candidate) => candidate * power >= rough * (1 - 1e-9)) ?? 10;
  return Math.round(factor * power);
}

/** Round amounts that cover `low` to `high`, zero always among them; micros. */
export function amountMarks(low: number, high: number, most = 5): Mark[] {
  const bottom = Math.min(0, low);
  const top = Math.max(0, high);
  const step = roundStep(top - bottom, most);
  const decimals = step % MONEY_UNITS === 0 ? 0 : 2;
  const marks: Mark[] = [];
  for (let at = Math.ceil(bottom / step) * step; at <= top; at += step) {
    marks.push({ at: at === 0 ? 0 : at, text: formatMoney(money(at === 0 ? 0 : at), { decimals }) });
  }
  return marks;
}

const stepsInMinutes = [1, 2, 5, 10, 15, 30, 60, 120, 180, 240, 360] as const;

const MINUTES_A_DAY = 1_440;
const minuteOf = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));

/** Round times of day in a zone between two instants (microseconds); marks are in milliseconds. */
export function timeMarks(from: number, to: number, zone: string, most = 7): Mark[] {
  const minutes = (to - from) / MINUTE;
  const step = stepsInMinutes.find((candidate) => minutes / candidate <= most) ?? 720;
  const textAt = (at: number): string => formatTime(instant(at), zone, 'minutes');
  const marks: Mark[] = [];
  let at = Math.ceil(from / MINUTE) * MINUTE;
  while (at <= to) {
    const text = textAt(at);
    const minute = minuteOf(text);
    if (minute % step === 0) marks.push({ at: at / 1_000, text });
    const ahead = step - (minute % step);
    const next = at + ahead * MINUTE;
    // where clocks are set in between, minute by minute
    at = minuteOf(textAt(next)) === (minute + ahead) % MINUTES_A_DAY ? next : at + MINUTE;
  }
  return marks;
}

/**
 * The dates of some of these instants (ascending microseconds), the last among them and none too near to the next; the last is of the
 * trade date that is not over. Marks are in milliseconds.
 */
export function dateMarks(instants: readonly number[], zone: string, tradeDate: string, most = 8): Mark[] {
  const first = instants[0];
  const last = instants.at(-1);
  if (first === undefined || last === undefined) return [];
  const apart = (last - first) / most;
  const long = last - first > 300 * DAY;
  const marks: Mark[] = [];
  let next = Number.POSITIVE_INFINITY;
  for (const at of instants.toReversed()) {
    if (next - at < apart) continue;
    next = at;
    const text = at === last ? tradeDate : formatDay(instant(at), zone);
    marks.unshift({ at: Math.floor(at / 1_000), text: long ? text : text.slice(5) });
  }
  return marks;
}
