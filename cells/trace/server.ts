import { type Clock, machineClock } from '../../core/clock.ts';
import { type Instant, instant, SECOND } from '../../core/model/time.ts';
import { parseLast } from '../../core/trace/last.ts';
import type { Page, TraceFilter, TraceReader } from '../../core/trace/query.ts';
import type { CellContext, Refs } from '../kind.ts';
import { newestRows } from '../newest-rows.ts';
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

/** The newest rows first; then what came since each time that something was written. */
export function frames(
  props: TraceProps,
  context: CellContext,
  clock: Clock = machineClock,
): AsyncIterable<TraceValue> {
  const { rows, limit } = props;
  const filter = (): TraceFilter => filterOf(props, clock.now());
  const { traces } = context;
  const topic = 'process_trace';
  if (rows === 'data') return newestRows({ topic, page: traces.data, filter, limit }, context);
  const page = async (...asked: Parameters<TraceReader['calls']>): Promise<Page<TraceRow>> => {
    const found = await traces.calls(...asked);
    return { ...found, rows: found.rows.map(rowOfCall) };
  };
  return newestRows({ topic, page, filter, limit }, context);
}
