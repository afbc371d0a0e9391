import { formatZone } from '../core/format.ts';
import { fromMilliseconds } from '../core/model/time.ts';

/** Age in words that fit five characters: `now`, `4 s`, `12 min`, `3 h`, `2 d`. */
export function ageText(milliseconds: number): string {
  const seconds = Math.floor(Math.max(0, milliseconds) / 1_000);
  if (seconds < 2) return 'now';
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} min`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3_600)} h`;
  return `${Math.floor(seconds / 86_400)} d`;
}

/** Age of a live source, where milliseconds matter: `14 ms`, `1.2 s`, then as `ageText`. */
export function freshnessText(milliseconds: number): string {
  if (milliseconds < 1_000) return `${Math.max(0, Math.round(milliseconds))} ms`;
  if (milliseconds < 10_000) return `${(milliseconds / 1_000).toFixed(1)} s`;
  return ageText(milliseconds);
}

export function clockText(milliseconds: number, zone: string): string {
  return new Date(milliseconds).toLocaleTimeString('en-GB', { timeZone: zone, hourCycle: 'h23' });
}

/** `CT` for Chicago all the year round, as the exchange writes it; otherwise the zone's own short name. */
export function zoneLabel(zone: string, milliseconds: number): string {
  if (zone === 'UTC') return zone;
  const parts = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'shortGeneric' }).formatToParts(
    milliseconds,
  );
  const label = parts.find((part) => part.type === 'timeZoneName')?.value ?? zone;
  // where there is no short one, as of India
  return label.includes(' ') ? formatZone(fromMilliseconds(milliseconds), zone) : label;
}

/** `21 Nov, 10:31` in a zone, or with seconds. */
export const dayTimeText = (milliseconds: number, zone: string, to: 'minutes' | 'seconds' = 'minutes'): string =>
  new Date(milliseconds).toLocaleString('en-GB', {
    timeZone: zone,
    day: '2-digit',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    ...(to === 'seconds' ? { second: '2-digit' } : {}),
  });
