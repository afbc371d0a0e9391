import { decimalText, divideHalfEven } from './model/decimal.ts';
import { MONEY_UNITS, type Money } from './model/money.ts';
import { DAY, HOUR, type Instant, MILLISECOND, MINUTE, SECOND, toMilliseconds } from './model/time.ts';

/*
 * What a person reads. Pure and without dependencies, so that server, browser and export print the same text. Rounding is half to even
 * and happens here, once. The minus sign is ASCII, so that a copied number stays a number.
 */

export interface NumberFormat {
  /** Digits after the point. */
  readonly decimals?: number;
  /** `always` puts a plus before gains; zero never has a sign. */
  readonly sign?: 'negative' | 'always';
}

/** Money with thousands separators: `-1,234.50`; two decimals unless said, at most six. The currency is not part of it. */
export function formatMoney(value: Money, { decimals = 2, sign = 'negative' }: NumberFormat = {}): string {
  const units = divideHalfEven(value, MONEY_UNITS / 10 ** decimals);
  return signed(units, separated(decimalText(Math.abs(units), decimals, decimals)), sign);
}

/** A profit or a loss with its sign, and which of them it is as printed: what rounds to zero is neither. */
export function formatGain(value: Money, decimals = 2): { text: string; sign: 'gain' | 'loss' | 'even' } {
  const text = formatMoney(value, { decimals, sign: 'always' });
  if (!/[1-9]/.test(text)) return { text, sign: 'even' };
  return { text, sign: value < 0 ? 'loss' : 'gain' };
}

/** A whole number with thousands separators: `12,345`. */
export function formatInteger(value: number, { sign = 'negative' }: Pick<NumberFormat, 'sign'> = {}): string {
  return signed(value, separated(String(Math.abs(value))), sign);
}

/** A whole number with its sign: `+5`, `-3`, `0`. */
export const formatSigned = (value: number): string => formatInteger(value, { sign: 'always' });

/** A ratio as percent: 0.0234 is `2.3%`; one decimal unless said. `–` for what is no finite number. */
export function formatPercent(ratio: number, { decimals = 1, sign = 'negative' }: NumberFormat = {}): string {
  if (!Number.isFinite(ratio)) return '–';
  const text = percentFormat(decimals).format(Math.abs(ratio));
  return signed(/[1-9]/.test(text) ? ratio : 0, text, sign);
}

/** A time of day in a zone as `Intl` names it: `10:31:07.250`; seconds or minutes when asked. Cut, never rounded up. */
export function formatTime(
  at: Instant,
  zone: string,
  to: 'milliseconds' | 'seconds' | 'minutes' = 'milliseconds',
): string {
  return timeFormat(zone, to).format(Math.floor(toMilliseconds(at)));
}

/** A day in a zone: `2026-11-23`. */
export function formatDay(at: Instant, zone: string): string {
  const parts = new Map(
    dayFormat(zone)
      .formatToParts(Math.floor(toMilliseconds(at)))
      .map((part) => [part.type, part.value]),
  );
  return `${parts.get('year')}-${parts.get('month')}-${parts.get('day')}`;
}

/** Day and time in a zone: `2026-11-23 10:31:07`. */
export const formatDateTime = (at: Instant, zone: string, to?: 'milliseconds' | 'seconds' | 'minutes'): string =>
  `${formatDay(at, zone)} ${formatTime(at, zone, to ?? 'seconds')}`;

/** What people call a zone that `Intl` has only the offset of, in English as it is spoken in the United States. */
const spoken: Readonly<Record<string, string>> = { 'Asia/Kolkata': 'IST', 'Asia/Calcutta': 'IST' };

/** The zone's short name at an instant: `CST`, `IST`. */
export function formatZone(at: Instant, zone: string): string {
  const name = spoken[zone];
  if (name !== undefined) return name;
  const parts = zoneFormat(zone).formatToParts(Math.floor(toMilliseconds(at)));
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? zone;
}

/** A length of time in its two largest units, cut: `850 µs`, `12 ms`, `4.2 s`, `3 min 05 s`, `2 h 07 min`, `3 d 4 h`. Microseconds. */
export function formatDuration(microseconds: number): string {
  const length = Math.max(0, Math.floor(microseconds));
  if (length < MILLISECOND) return `${length} µs`;
  if (length < SECOND) return `${Math.floor(length / MILLISECOND)} ms`;
  if (length < MINUTE) return `${decimalText(Math.floor(length / (SECOND / 10)), 1, 1)} s`;
  if (length < HOUR) return `${Math.floor(length / MINUTE)} min ${twoDigits(Math.floor(length / SECOND) % 60)} s`;
  if (length < DAY) return `${Math.floor(length / HOUR)} h ${twoDigits(Math.floor(length / MINUTE) % 60)} min`;
  return `${Math.floor(length / DAY)} d ${Math.floor(length / HOUR) % 24} h`;
}

/** How old something is, coarse enough to stand still: `now` below a second, then `4 s`, `3 min`, `2 h`, `3 d`. Microseconds. */
export function formatAge(microseconds: number): string {
  if (microseconds < SECOND) return 'now';
  if (microseconds < MINUTE) return `${Math.floor(microseconds / SECOND)} s`;
  if (microseconds < HOUR) return `${Math.floor(microseconds / MINUTE)} min`;
  if (microseconds < DAY) return `${Math.floor(microseconds / HOUR)} h`;
  return `${Math.floor(microseconds / DAY)} d`;
}

/** A size of data: `512 B`, `1.4 kB`, `2.0 GB`, in powers of ten. */
export function formatBytes(bytes: number): string {
  const whole = Math.floor(bytes);
  if (whole < 1_000) return `${whole} B`;
  const units = ['kB', 'MB', 'GB', 'TB'];
  for (const [index, unit] of units.entries()) {
    const tenths = divideHalfEven(whole, 1_000 ** (index + 1) / 10);
    if (tenths < 10_000) return `${decimalText(tenths, 1, 1)} ${unit}`;
  }
  return `${formatInteger(divideHalfEven(whole, 1_000 ** units.length))} TB`;
}

function signed(value: number, magnitude: string, sign: 'negative' | 'always'): string {
  if (value < 0) return `-${magnitude}`;
  return value > 0 && sign === 'always' ? `+${magnitude}` : magnitude;
}

const separated = (digits: string): string => digits.replace(/^\d+/, (whole) => whole.replace(/\B(?=(\d{3})+$)/g, ','));

const twoDigits = (value: number): string => String(value).padStart(2, '0');

/** Making an `Intl` format costs a hundred times what using it does. */
function remembered<A extends readonly (string | number)[], F>(make: (...key: A) => F): (...key: A) => F {
  const made = new Map<string, F>();
  return (...key) => {
    const name = key.join(' ');
    const known = made.get(name);
    if (known !== undefined) return known;
    const fresh = make(...key);
    made.set(name, fresh);
    return fresh;
  };
}

const percentFormat = remembered(
  (decimals: number) =>
    new Intl.NumberFormat('en-US', {
      style: 'percent',
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
      roundingMode: 'halfEven',
    }),
);

const timeFormat = remembered(
  (timeZone: string, to: 'milliseconds' | 'seconds' | 'minutes') =>
    new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      hour: '2-digit',
      minute: '2-digit',
      ...(to === 'minutes' ? {} : { second: '2-digit' }),
      ...(to === 'milliseconds' ? { fractionalSecondDigits: 3 } : {}),
    }),
);

const dayFormat = remembered(
  (timeZone: string) =>
    new Intl.DateTimeFormat('en-US', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }),
);

const zoneFormat = remembered(
  (timeZone: string) => new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'short' }),
);
