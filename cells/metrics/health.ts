import { formatDateTime, formatInteger, formatPercent } from '../../core/format.ts';
import { instant } from '../../core/model/time.ts';
import type { ObservabilityState } from '../../core/trace/observability.ts';
import { millisecondsText, rateText } from './number-text.ts';

/** Calls that the queue holds before it runs over. */
const room = 10_000;
/** Seconds of which the newest figures are judged. */
const recent = 10;
const bounds = { queueShare: 0.8, eventLoop: 50, failedShare: 0.05, failedCalls: 20 } as const;
/** How long a loss is told of, in seconds. */
const remembered = 900;

/** Which figures are beyond their bound; the sections mark them, and the head says what it means. */
export interface Alarms {
  readonly queue: boolean;
  readonly dropped: number;
  readonly breaker: boolean;
  readonly writer: boolean;
  readonly archive: boolean;
  readonly eventLoop: number | undefined;
  readonly failing: boolean;
}

const highest = (values: readonly (number | null)[]): number =>
  Math.max(0, ...values.flatMap((value) => (value === null ? [] : [value])));

/** How much a count since the start has grown lately. */
function growth(state: ObservabilityState, name: 'trace.queue.dropped' | 'trace.writer.errors', now: number): number {
  const first = state.history(name, remembered, remembered).find((value) => value !== null) ?? 0;
  return Math.max(0, now - first);
}

export function alarmsOf(state: ObservabilityState): Alarms {
  const { queue, breaker, writer, database } = state.trace;
  const lateness = highest(state.history('event_loop.p99_ms', recent, recent));
  const minute = state.calls.whole(60);
  return {
    queue: queue.normalQueueSize > bounds.queueShare * room,
    dropped: growth(state, 'trace.queue.dropped', queue.normalDropped),
    breaker: breaker.state !== 'closed',
    writer: growth(state, 'trace.writer.errors', writer.errors) > 0,
    archive: database.archiveError !== undefined,
    eventLoop: lateness > bounds.eventLoop ? lateness : undefined,
    failing: minute.errors >= bounds.failedCalls && minute.errors > bounds.failedShare * minute.calls,
  };
}

const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);

/** What is wrong and what it means, worst first; nothing where all is well. */
export function warningsOf(state: ObservabilityState, alarms: Alarms): string[] {
  const { enabled, queue, breaker, writer, database } = state.trace;
  const since = breaker.openedAt === undefined ? '' : ` since ${formatDateTime(instant(breaker.openedAt), 'UTC')} UTC`;
  const minute = state.calls.whole(60);
  const found: (string | false)[] = [
    !enabled &&
      'Tracing is off: nothing is recorded or counted. Start without DESKBOOK_TRACE=off and with "enabled": true in config/trace.json.',
    breaker.state === 'open' &&
      `The breaker is open${since}: calls are kept in memory and failed ones spill to disk until trace.sqlite can be written again.`,
    breaker.state === 'half_open' && `The breaker tries whether trace.sqlite can be written again${since}.`,
    alarms.dropped > 0 &&
      `${formatInteger(alarms.dropped)} calls were let go in the last quarter of an hour, none of them failed ones: more come than the disk takes. Sample the busiest process in config/trace.json.`,
    alarms.queue &&
      `The queue is ${formatPercent(queue.normalQueueSize / room, { decimals: 0 })} full: ${formatInteger(queue.normalQueueSize)} calls wait to be written.`,
    alarms.writer &&
      `A write failed in the last quarter of an hour: ${sentence(writer.lastError ?? 'it did not say why')} Nothing of it was lost.`,
    alarms.archive && sentence(database.archiveError ?? ''),
    state.trace.export?.failing === true &&
      `Calls do not leave to the collector: ${sentence(state.trace.export.lastError ?? '')} The trace store has them all the same.`,
    alarms.eventLoop !== undefined &&
      `The event loop was up to ${millisecondsText(alarms.eventLoop)} ms late in the last ${recent} s: something computes for too long on the main thread.`,
    alarms.failing &&
      `${formatPercent(minute.errors / minute.calls)} of the calls of the last minute failed, ${formatInteger(minute.errors)} of ${formatInteger(minute.calls)}.`,
  ];
  return found.filter((text) => text !== false);
}

/** The console in one line, whether all is well or not. */
export function summaryOf(state: ObservabilityState): string {
  const { figures, trace } = state;
  const parts = [
    `${rateText(figures['calls.per_second'] ?? 0)} calls/s`,
    `${rateText(figures['errors.per_second'] ?? 0, 2)} errors/s`,
    `event loop p99 ${millisecondsText(figures['event_loop.p99_ms'] ?? 0)} ms`,
    `${formatInteger(trace.queue.normalQueueSize)} waiting`,
    `breaker ${trace.breaker.state.replace('_', ' ')}`,
  ];
  return parts.join(', ');
}
