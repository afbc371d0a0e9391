import { formatDay, formatTime } from '../../core/format.ts';
import { columnsOf } from '../../core/trace/tree/columns.ts';
import { criticalPath } from '../../core/trace/tree/critical-path.ts';
import { failuresBelow } from '../../core/trace/tree/failures.ts';
import { selfTimes } from '../../core/trace/tree/self-time.ts';
import { timeText } from '../../core/trace/tree/time-text.ts';
import { sortOf, type TraceTree } from '../../core/trace/tree/trace-tree.ts';
import { counted } from './head.ts';
import type { TraceTreeHead, TraceTreeRow, TraceTreeValue } from './schema.ts';

/** Calls that a page without a script shows. */
const shownRows = 200;

/** Calls that are sent with the value; of more the element asks for the columns once. */
const sentCalls = 3_000;

function flawsOf({ flaws: { orphans, cycles, repeated, early } }: TraceTree): string[] {
  const sentences: string[] = [];
  if (orphans > 0)
    sentences.push(
      `${counted(orphans, 'call has its caller', 'calls have their callers')} not recorded: still running, sampled away or let go.`,
    );
  if (cycles > 0)
    sentences.push(
      `${counted(cycles, 'call is said to be called from below itself', 'calls are said to be called from below themselves')}.`,
    );
  if (repeated > 0) sentences.push(`${counted(repeated, 'row came', 'rows came')} twice.`);
  for (const { service, microseconds } of early)
    sentences.push(`${service} began up to ${timeText(microseconds)} before it was called: its clock is behind.`);
  return sentences;
}

function headOf(trace: string, tree: TraceTree): TraceTreeHead {
  const { process, service } = sortOf(tree, 0);
  const subject = tree.subjects.get(0);
  return {
    trace,
    process,
    service,
    ...(subject === undefined ? {} : { subject }),
    origin: tree.origin,
    started: `${formatDay(tree.origin, 'UTC')} ${formatTime(tree.origin, 'UTC')}`,
    total: tree.total,
    calls: tree.size,
    errors: tree.failed.reduce((sum, failed) => sum + failed, 0),
    levels: tree.depth.reduce((most, depth) => Math.max(most, depth + 1), 0),
    flaws: flawsOf(tree),
  };
}

function rowsOf(tree: TraceTree): TraceTreeRow[] {
  const self = selfTimes(tree);
  const below = failuresBelow(tree);
  const critical = new Set(criticalPath(tree).map(({ call }) => call));
  return Array.from({ length: Math.min(shownRows, tree.size) }, (_, call) => ({
    depth: tree.depth[call] ?? 0,
    ...sortOf(tree, call),
    start: tree.start[call] ?? 0,
    duration: tree.duration[call] ?? 0,
    self: self[call] ?? 0,
    ...(tree.failed[call] === 1 ? { error: tree.reasons.get(call) ?? 'failed' } : {}),
    failedBelow: below[call] ?? 0,
    critical: critical.has(call),
  }));
}

export const noTrace = (missing: string): TraceTreeValue => ({ head: null, missing, rows: [], columns: null });

/** What a cell or a page shows of a trace that has at least one call. */
export const valueOfTree = (trace: string, tree: TraceTree): TraceTreeValue => ({
  head: headOf(trace, tree),
  missing: '',
  rows: rowsOf(tree),
  columns: tree.size > sentCalls ? null : columnsOf(tree),
});
