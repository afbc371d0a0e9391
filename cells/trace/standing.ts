import type { TraceRow, TraceValue } from './schema.ts';

/** A table that stands still, with the older rows that were read below it. */
export interface Standing {
  readonly value: TraceValue;
  /** The newest row when it stopped: what is above it is new. */
  readonly top: number;
}

/** Rows that stay in the page while somebody pages on; the newest of them go first. */
const mostRows = 1_000;

export const standStill = (value: TraceValue): Standing => ({ value, top: value.rows[0]?.seq ?? value.newest ?? 0 });

/** `12 newer`, or nothing; `100+ newer` where there may be more than came along. */
export function newerWords({ top }: Standing, { rows }: TraceValue): string {
  const newer = rows.filter(({ seq }) => seq > top).length;
  if (newer === 0) return '';
  return `${newer}${newer === rows.length ? '+' : ''} newer`;
}

/** What a page of older rows answers with. */
export interface OlderPage {
  readonly rows: readonly TraceRow[];
  readonly before: number | undefined;
  readonly searchedTo: number;
  readonly newest: number;
}

export function withOlder({ value, top }: Standing, page: OlderPage): Standing {
  const rows = [...value.rows, ...page.rows].slice(-mostRows);
  return { top, value: { ...value, rows, older: page.before ?? null, searchedTo: page.searchedTo } };
}

/** The newest rows that fit what a reader chose, with what came since. */
export function withNewer(value: TraceValue, page: OlderPage, limit: number): TraceValue {
  const rows = [...page.rows, ...value.rows].slice(0, limit);
  const cut = rows.length < page.rows.length + value.rows.length;
  return { ...value, rows, newest: page.newest, older: cut ? (rows.at(-1)?.seq ?? null) : value.older };
}
