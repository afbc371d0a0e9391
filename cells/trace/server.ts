import { zoneOf } from '../../core/calendar/session.ts';
import { type Clock, machineClock } from '../../core/clock.ts';
import { type Instant, instant, SECOND } from '../../core/model/time.ts';
import { parseLast } from '../../core/trace/last.ts';
import type { Asking, Page, TraceFilter } from '../../core/trace/query.ts';
import type { CellContext, Refs } from '../kind.ts';
import { rowOfCall } from './row.ts';
import type { TraceProps, TraceRow, TraceValue } from './schema.ts';
import { timeOf } from './time-of.ts';

export const refs = ({ rows }: TraceProps): Refs => ({ reads: [rows === 'calls' ? 'process_trace' : 'data_trace'] });

/** Times are the machine's; `last` counts from now. */
export function filterOf(props: TraceProps, now: Instant): TraceFilter {
  const { last, from, to, process, group, service, status, text, subject } = props;
  const seconds = last ? parseLast(last) : undefined;
  const begin = seconds === undefined ? from && timeOf(from) : instant(now - seconds * SECOND);
  const end = to && timeOf(to);
  return {
    ...(begin ? { from: begin } : {}),
    ...(end ? { to: end } : {}),
    ...(process ? { process } : {}),
    ...(group ? { group } : {}),
    ...(service ? { service } : {}),
    ...(status ? { status } : {}),
    ...(text ? { text } : {}),
    ...(subject ? { subject } : {}),
  };
}

type PageOf = (filter: TraceFilter, limit: number, before?: number, asking?: Asking) => Promise<Page<TraceRow>>;

const pagesOf = ({ rows }: TraceProps, { traces }: CellContext): PageOf =>
  rows === 'data'
    ? (...asked) => traces.data(...asked)
    : async (...asked) => {
        const page = await traces.calls(...asked);
        return { ...page, rows: page.rows.map(rowOfCall) };
      };

interface Found {
  readonly rows: readonly TraceRow[];
  readonly newest: number | undefined;
  readonly older: number | undefined;
  readonly searchedTo: Instant;
}

/** The newest rows first; then what came since each time that something was written. A search that rests goes on at once, and says so. */
export async function* frames(
  props: TraceProps,
  context: CellContext,
  clock: Clock = machineClock,
): AsyncIterable<TraceValue> {
  const [first] = context.instruments;
  const zone = first === undefined ? 'UTC' : zoneOf(context.instrument(first).session);
  const page = pagesOf(props, context);
  const shown = ({ rows, newest, older, searchedTo }: Found, searching: boolean): TraceValue => ({
    rows: [...rows],
    newest: newest ?? null,
    older: older ?? null,
    searchedTo,
    searching,
    zone,
  });
  let found: Found | undefined;
  for await (const _ of context.changes('process_trace')) {
    const filter = filterOf(props, clock.now());
    const later: Found | undefined = found && (await since(page, filter, props.limit, found, context.signal));
    if (later !== undefined) {
      found = later;
      yield shown(later, false);
      continue;
    }
    for await (const part of search(page, filter, props.limit, context.signal)) {
      found = part;
      yield shown(part, isResting(part, props.limit));
    }
  }
}

const isResting = ({ rows, older }: Found, limit: number): boolean => older !== undefined && rows.length < limit;

async function* search(page: PageOf, filter: TraceFilter, limit: number, signal: AbortSignal): AsyncGenerator<Found> {
  const rows: TraceRow[] = [];
  let older: number | undefined;
  let newest: number | undefined;
  do {
    const part = await page(filter, limit - rows.length, older, { signal });
    rows.push(...part.rows);
    older = part.before;
    newest ??= part.newest;
    yield { rows, newest, older, searchedTo: part.searchedTo };
  } while (older !== undefined && rows.length < limit);
}

/** What is shown with what came since; undefined where the store is another one than before. */
async function since(
  page: PageOf,
  filter: TraceFilter,
  limit: number,
  before: Found,
  signal: AbortSignal,
): Promise<Found | undefined> {
  const known = before.newest;
  if (known === undefined) return undefined;
  const asking: Asking = { signal, after: known, milliseconds: 2_000 };
  const { rows: fresh, newest = 0, before: more } = await page(filter, limit, undefined, asking);
  if (newest < known) return undefined;
  const { from = 0 } = filter;
  const kept = more === undefined ? before.rows.filter(({ ts }) => ts >= from) : [];
  const rows = [...fresh, ...kept].slice(0, limit);
  const cut = rows.length < fresh.length + kept.length || more !== undefined;
  return { ...before, rows, newest, older: cut ? rows.at(-1)?.seq : before.older };
}
