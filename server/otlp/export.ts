import { setTimeout as sleep } from 'node:timers/promises';
import type { TraceSettings } from '../../config/trace.ts';
import { type Clock, machineClock } from '../../core/clock.ts';
import { type Resource, tracesRequest } from '../../core/trace/otlp/write-traces.ts';
import type { TraceRows } from '../../core/trace/row.ts';
import type { SpanRecord } from '../../core/trace/span-record.ts';
import type { ExportState } from '../../core/trace/state.ts';
import type { TraceLog } from '../trace/port.ts';
import { retryDelay } from './retry.ts';
import { type Collector, send } from './send.ts';

const batch = 512;
const mostWaiting = 20_000;
const everyMilliseconds = 5_000;
const timeoutMilliseconds = 10_000;
/** Some ten minutes; a collector that refuses a batch for so long refuses that batch. */
const mostAttempts = 16;
const closingMilliseconds = 2_000;

export interface ExportOptions {
  readonly settings: TraceSettings['export'];
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** What is known of this console beside the service's name. */
  readonly resource: Resource;
  readonly version: string;
  readonly render: (record: SpanRecord) => TraceRows;
  readonly random: () => number;
  readonly log: TraceLog;
  readonly machine?: Clock;
  /** Milliseconds between batches that are not full. */
  readonly every?: number;
  readonly pause?: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

/** Calls on their way to a collector. */
export interface TraceExport {
  /** Calls as they leave the queue; never waits. What there is no room for is counted and lies in the trace store all the same. */
  take(records: readonly SpanRecord[]): void;
  state(): ExportState;
  /** Sends what waits, for two seconds at most. */
  close(): Promise<void>;
}

/** Sends calls where the settings say; undefined where they name no collector. */
export function openExport(options: ExportOptions): TraceExport | undefined {
  const { url, service, headers } = options.settings;
  if (url === null) return undefined;
  const named = headersOf(headers, options.environment);
  if (typeof named === 'string') options.log('warn', named);
  return new CollectorExport(options, url, service, named);
}

class CollectorExport implements TraceExport {
  readonly #options: ExportOptions;
  readonly #collector: Collector | undefined;
  readonly #resource: Resource;
  readonly #ending = new AbortController();
  readonly #timer: NodeJS.Timeout;
  #waiting: SpanRecord[] = [];
  #underWay = 0;
  #sending: Promise<void> | undefined;
  #closing = false;
  #failing = false;
  #sent = 0;
  #failed = 0;
  #dropped = 0;
  #retries = 0;
  #lastError: string | undefined;

  constructor(
    options: ExportOptions,
    url: string,
    service: string,
    headers: Readonly<Record<string, string>> | string,
  ) {
    const { machine = machineClock, every = everyMilliseconds, resource } = options;
    this.#options = options;
    this.#resource = { 'service.name': service, ...resource };
    if (typeof headers === 'string') this.#lastError = headers;
    else this.#collector = { url: addressOf(url), headers, timeoutMilliseconds, machine };
    this.#timer = setInterval(() => this.#begin(), every).unref();
  }

  take(records: readonly SpanRecord[]): void {
    const room = this.#collector === undefined ? 0 : Math.max(0, mostWaiting - this.#waiting.length);
    this.#waiting.push(...records.slice(0, room));
    this.#dropped += Math.max(0, records.length - room);
    if (this.#waiting.length >= batch) this.#begin();
  }

  state(): ExportState {
    return {
      waiting: this.#waiting.length + this.#underWay,
      sent: this.#sent,
      failed: this.#failed,
      dropped: this.#dropped,
      retries: this.#retries,
      failing: this.#failing || this.#collector === undefined,
      lastError: this.#lastError,
    };
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    this.#closing = true;
    const late = setTimeout(() => this.#ending.abort(), closingMilliseconds);
    this.#begin();
    await this.#sending;
    clearTimeout(late);
    this.#dropped += this.#waiting.length;
    this.#waiting = [];
  }

  #begin(): void {
    if (this.#sending || this.#waiting.length === 0) return;
    this.#sending = this.#sendAll().finally(() => {
      this.#sending = undefined;
    });
  }

  async #sendAll(): Promise<void> {
    while (this.#waiting.length > 0 && !this.#ending.signal.aborted) {
      const records = this.#waiting.splice(0, batch);
      this.#underWay = records.length;
      await this.#sendBatch(records);
      this.#underWay = 0;
      if (this.#waiting.length < batch && !this.#closing) return;
    }
  }

  async #sendBatch(records: readonly SpanRecord[]): Promise<void> {
    const collector = this.#collector;
    if (collector === undefined) return;
    const { render, random, pause = wait, version } = this.#options;
    const { signal } = this.#ending;
    const request = tracesRequest(records.map(render), this.#resource, version);
    for (let attempt = 0; ; attempt += 1) {
      const answer = await send(request, collector, signal);
      if (answer.ok) {
        this.#sent += records.length - answer.rejected;
        this.#failed += answer.rejected;
        if (answer.rejected > 0) this.#lastError = `The collector refused ${answer.rejected} spans: ${answer.message}`;
        this.#tell(undefined);
        return;
      }
      this.#lastError = answer.message;
      this.#tell(answer.message);
      if (!answer.again || attempt + 1 >= mostAttempts || this.#closing || signal.aborted) break;
      this.#retries += 1;
      await pause(retryDelay(attempt, random(), answer.after), signal);
    }
    this.#failed += records.length;
  }

  /** Once when it begins to fail, and once when it works again. */
  #tell(problem: string | undefined): void {
    const failing = problem !== undefined;
    if (failing === this.#failing) return;
    this.#failing = failing;
    if (failing) this.#options.log('warn', `Spans do not leave: ${problem} The trace store has them all the same.`);
    else this.#options.log('info', 'Spans leave again.');
  }
}

const wait = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  sleep(milliseconds, undefined, { signal, ref: false }).catch(() => undefined);

/** The address of a collector, with the path of the protocol where it is only the beginning. */
export function addressOf(url: string): string {
  const address = new URL(url);
  if (!address.pathname.endsWith('/v1/traces')) address.pathname = `${address.pathname.replace(/\/$/, '')}/v1/traces`;
  return address.href;
}

function headersOf(
  headers: TraceSettings['export']['headers'],
  environment: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string>> | string {
  const named: Record<string, string> = {};
  for (const [name, variable] of Object.entries(headers)) {
    const value = environment[variable];
    if (value === undefined || value === '') {
      return `Spans do not leave: the header ${name} wants the variable ${variable}, which is not set.`;
    }
    if (!/^[\t\x20-\x7e\x80-\xff]*$/.test(value))
      return `Spans do not leave: the variable ${variable} holds what no header can.`;
    named[name] = value;
  }
  return named;
}
