import { type Clock, machineClock } from '../../core/clock.ts';
import { type Instant, instant, SECOND } from '../../core/model/time.ts';
import { parseLast } from '../../core/trace/last.ts';
import type { Page, TraceReader } from '../../core/trace/query.ts';
import type { CellContext, Refs } from '../kind.ts';
import { newestRows } from '../newest-rows.ts';
import { shownLine } from './row.ts';
import type { LogLine, LogsProps, LogsValue } from './schema.ts';

export const refs = (): Refs => ({ reads: ['logs'] });

function filterOf({ level, text, service, last }: LogsProps, now: Instant) {
  const seconds = last ? parseLast(last) : undefined;
  return {
    level,
    ...(text ? { text } : {}),
    ...(service ? { service } : {}),
    ...(seconds === undefined ? {} : { from: instant(now - seconds * SECOND) }),
  };
}

/** The newest lines first, then what came since. */
export function frames(props: LogsProps, context: CellContext, clock: Clock = machineClock): AsyncIterable<LogsValue> {
  const page = async (...asked: Parameters<TraceReader['logs']>): Promise<Page<LogLine>> => {
    const found = await context.traces.logs(...asked);
    return { ...found, rows: found.rows.map(shownLine) };
  };
  const filter = () => filterOf(props, clock.now());
  return newestRows({ topic: 'logs', page, filter, limit: props.limit }, context);
}
