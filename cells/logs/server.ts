import { zoneOf } from '../../core/calendar/session.ts';
import { type Clock, machineClock } from '../../core/clock.ts';
import { type Instant, instant, SECOND } from '../../core/model/time.ts';
import { parseLast } from '../../core/trace/last.ts';
import type { CellContext, Refs } from '../kind.ts';
import { shownLine } from './row.ts';
import type { LogLine, LogsProps, LogsValue } from './schema.ts';

export const refs = (): Refs => ({ reads: ['logs'] });

interface Found {
  readonly rows: readonly LogLine[];
  readonly newest: number | undefined;
  readonly older: number | undefined;
}

function filterOf({ level, text, service, last }: LogsProps, now: Instant) {
  const seconds = last ? parseLast(last) : undefined;
  return {
    level,
    ...(text ? { text } : {}),
    ...(service ? { service } : {}),
    ...(seconds === undefined ? {} : { from: instant(now - seconds * SECOND) }),
  };
}

/** The newest lines first, then what came since. A search that rests goes on at once, and says so. */
export async function* frames(
  props: LogsProps,
  context: CellContext,
  clock: Clock = machineClock,
): AsyncIterable<LogsValue> {
  const { traces, signal } = context;
  const { limit } = props;
  const [first] = context.instruments;
  const zone = first === undefined ? 'UTC' : zoneOf(context.instrument(first).session);
  const shown = ({ rows, newest, older }: Found): LogsValue => ({
    rows: [...rows],
    newest: newest ?? null,
    older: older ?? null,
    searching: older !== undefined && rows.length < limit,
    zone,
  });

  async function* search(filter: ReturnType<typeof filterOf>): AsyncGenerator<Found> {
    let found: Found = { rows: [], newest: undefined, older: undefined };
    do {
      const page = await traces.logs(filter, limit - found.rows.length, found.older, { signal });
      const rows = [...found.rows, ...page.rows.map(shownLine)];
      found = { rows, newest: found.newest ?? page.newest, older: page.before };
      yield found;
    } while (found.older !== undefined && found.rows.length < limit);
  }

  /** Undefined where the store is another one than before, or so much came that it is read anew. */
  async function since(filter: ReturnType<typeof filterOf>, before: Found): Promise<Found | undefined> {
    if (before.newest === undefined) return undefined;
    const page = await traces.logs(filter, limit, undefined, { signal, after: before.newest });
    if (page.newest === undefined || page.newest < before.newest || page.before !== undefined) return undefined;
    if (page.rows.length === 0) return { ...before, newest: page.newest };
    const { from = 0 } = filter;
    const all = [...page.rows.map(shownLine), ...before.rows.filter(({ ts }) => ts >= from)];
    const rows = all.slice(0, limit);
    return { rows, newest: page.newest, older: rows.length < all.length ? rows.at(-1)?.seq : before.older };
  }

  let found: Found | undefined;
  for await (const _ of context.changes('logs')) {
    const filter = filterOf(props, clock.now());
    const later = found && (await since(filter, found));
    if (later !== undefined) {
      const isNews = later.rows !== found?.rows;
      found = later;
      if (isNews) yield shown(later);
      continue;
    }
    for await (const part of search(filter)) {
      found = part;
      yield shown(part);
    }
  }
}
