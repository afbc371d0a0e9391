/** What a list shows, newest first. */
export interface Listed {
  readonly rows: readonly { readonly seq: number; readonly ts: number }[];
  /** The greatest `seq` of the store; null where nothing is recorded. */
  readonly newest: number | null;
  /** Where the next older page begins; null where there is none. */
  readonly older: number | null;
  /** Microseconds: how far back it was searched. */
  readonly searchedTo: number;
  /** The search goes on. */
  readonly searching: boolean;
}

/** A page of rows that was read. */
export interface ListedPage<Row> {
  readonly rows: readonly Row[];
  readonly before: number | undefined;
  readonly searchedTo: number;
  readonly newest: number;
}

export type PageOf<V extends Listed> = ListedPage<V['rows'][number]>;

/** A list that stands still, with the older rows that were read below it. */
export interface Standing<V extends Listed> {
  readonly value: V;
  /** The newest row when it stopped: what is above it is new. */
  readonly top: number;
}

/** Rows that stay in the page while somebody pages on; the newest of them go first. */
const mostRows = 1_000;

export const standStill = <V extends Listed>(value: V): Standing<V> => ({
  value,
  top: value.rows[0]?.seq ?? value.newest ?? 0,
});

/** `12 newer`, or nothing; `100+ newer` where there may be more than came along. */
export function newerWords<V extends Listed>({ top }: Standing<V>, { rows }: V): string {
  const newer = rows.filter(({ seq }) => seq > top).length;
  if (newer === 0) return '';
  return `${newer}${newer === rows.length ? '+' : ''} newer`;
}

export function withOlder<V extends Listed>({ value, top }: Standing<V>, page: PageOf<V>): Standing<V> {
  const rows = [...value.rows, ...page.rows].slice(-mostRows);
  return { top, value: { ...value, rows, older: page.before ?? null, searchedTo: page.searchedTo } };
}

/** The newest rows, with what came since. */
export function withNewer<V extends Listed>(value: V, page: PageOf<V>, limit: number): V {
  const rows = [...page.rows, ...value.rows].slice(0, limit);
  const cut = rows.length < page.rows.length + value.rows.length;
  return { ...value, rows, newest: page.newest, older: cut ? (rows.at(-1)?.seq ?? null) : value.older };
}
