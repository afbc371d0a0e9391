import { formatDateTime, formatDay, formatInteger, formatTime, formatZone } from '../core/format.ts';
import { instant } from '../core/model/time.ts';
import type { Tag } from './kind.ts';

/** What a list of the newest rows of a store shows. */
interface Shown {
  readonly rows: readonly { readonly ts: number }[];
  readonly older: number | null;
  readonly searchedTo: number;
  readonly searching: boolean;
  readonly zone: string;
}

/** The day of the newest row, which others leave out; empty where there is none. */
export function newestDay({ rows: [newest], zone }: Pick<Shown, 'rows' | 'zone'>): string {
  return newest === undefined ? '' : formatDay(instant(newest.ts), zone);
}

/** The zone of the times, as a reader knows it; empty where there are none. */
export const zoneText = ({ rows: [newest], zone }: Pick<Shown, 'rows' | 'zone'>): string =>
  newest === undefined ? '' : formatZone(instant(newest.ts), zone);

/** A time of day, its milliseconds weaker; with its day where that is another than the newest row's. */
export function rowTime<T>(html: Tag<T>, ts: number, zone: string, newest: string): T {
  const day = formatDay(instant(ts), zone);
  const text = formatTime(instant(ts), zone);
  return html`<span class="weak">${day === newest ? '' : `${day.slice(5)} `}</span>${text.slice(0, -4)}<span class="weak">${text.slice(-4)}</span>`;
}

function far({ searchedTo, zone }: Shown): string {
  const at = instant(searchedTo);
  return searchedTo === 0 ? 'the beginning' : `${formatDateTime(at, zone)} ${formatZone(at, zone)}`;
}

/** How many there are and how far back that reaches. */
export function footWords(value: Shown, one: string, many: string): string {
  const { rows, older, searching } = value;
  const count = `${formatInteger(rows.length)} ${rows.length === 1 ? one : many}`;
  if (searching) return `${count}, searched back to ${far(value)} and going on`;
  if (older === null) return rows.length === 0 ? '' : `${count}; there is nothing older`;
  return `${count}, back to ${far(value)}`;
}
