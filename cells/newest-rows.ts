import { zoneOf } from '../core/calendar/session.ts';
import type { Instant } from '../core/model/time.ts';
import type { Asking, Page } from '../core/trace/query.ts';
import type { CellContext } from './kind.ts';

interface Found<Row> {
  readonly rows: readonly Row[];
  readonly newest: number | undefined;
  readonly older: number | undefined;
  readonly searchedTo: Instant;
}

/** The newest rows of a store as they cross the wire. */
interface NewestRows<Row> {
  rows: Row[];
  newest: number | null;
  older: number | null;
  searchedTo: number;
  searching: boolean;
  zone: string;
}

interface Source<Row, Filter> {
  readonly topic: string;
  page(filter: Filter, limit: number, before?: number, asking?: Asking): Promise<Page<Row>>;
  /** What fits now: a stretch of time ends now. */
  filter(): Filter;
  readonly limit: number;
}

/** A search for what came since rests after so many milliseconds. */
const sinceMilliseconds = 2_000;

/**
 * The newest rows that fit, first those that are there; then what came since, each time that something was written and some of it fits. A
 * search that rests goes on at once, and says so.
 */
export async function* newestRows<
  Row extends { readonly seq: number; readonly ts: number },
  Filter extends { readonly from?: Instant },
>({ topic, page, filter, limit }: Source<Row, Filter>, context: CellContext): AsyncGenerator<NewestRows<Row>> {
  const { signal } = context;
  const [instrument] = context.instruments;
  const zone = instrument === undefined ? 'UTC' : zoneOf(context.instrument(instrument).session);
  const shown = ({ rows, newest, older, searchedTo }: Found<Row>, searching: boolean): NewestRows<Row> => ({
    rows: [...rows],
    newest: newest ?? null,
    older: older ?? null,
    searchedTo,
    searching,
    zone,
  });
  const rests = ({ rows, older }: Found<Row>): boolean => older !== undefined && rows.length < limit;

  async function* search(wanted: Filter): AsyncGenerator<Found<Row>> {
    let found: Found<Row> | undefined;
    do {
      const rows: readonly Row[] = found?.rows ?? [];
      const part: Page<Row> = await page(wanted, limit - rows.length, found?.older, { signal });
      const { before: older, searchedTo } = part;
      found = { rows: [...rows, ...part.rows], newest: found?.newest ?? part.newest, older, searchedTo };
      yield found;
    } while (rests(found));
  }

  /** Undefined where the store is another one than before, or so much came that it is read anew. */
  async function since(wanted: Filter, before: Found<Row>): Promise<Found<Row> | undefined> {
    if (before.newest === undefined) return undefined;
    const asking: Asking = { signal, after: before.newest, milliseconds: sinceMilliseconds };
    const { rows: fresh, newest = 0, before: more } = await page(wanted, limit, undefined, asking);
    if (newest < before.newest || (more !== undefined && fresh.length < limit)) return undefined;
    const { from = 0 } = wanted;
    const kept = more === undefined ? before.rows.filter(({ ts }) => ts >= from) : [];
    if (fresh.length === 0 && kept.length === before.rows.length) return { ...before, newest };
    const rows = [...fresh, ...kept].slice(0, limit);
    const cut = more !== undefined || rows.length < fresh.length + kept.length;
    return { ...before, rows, newest, older: cut ? rows.at(-1)?.seq : before.older };
  }

  let found: Found<Row> | undefined;
  for await (const _ of context.changes(topic)) {
    const wanted = filter();
    const later: Found<Row> | undefined = found && (await since(wanted, found));
    if (later !== undefined) {
      const isNews = later.rows !== found?.rows || (found?.newest === 0 && later.newest !== 0);
      found = later;
      if (isNews) yield shown(later, false);
      continue;
    }
    for await (const part of search(wanted)) {
      found = part;
      yield shown(part, rests(part));
    }
  }
}
