import { CellFailure, type Json, type ParamValue } from '../../cells/kind.ts';
import type { AlertSettings, ConditionSettings } from '../../config/alerts.ts';
import { type Bounds, type ConditionPhase, measured } from '../../core/alerts/condition.ts';
import type { ConditionState, Notify } from '../../core/alerts/notification.ts';
import type { Clock } from '../../core/clock.ts';
import type { Analytics } from '../analytics/port.ts';
import type { TradingDesk } from '../desk/desk.ts';

const PATIENCE_MILLISECONDS = 10_000;

export interface ConditionsOptions {
  readonly desk: Pick<TradingDesk, 'clock' | 'tradeDate'>;
  readonly analytics: Pick<Analytics, 'run'>;
  readonly settings: AlertSettings['conditions'];
  readonly machine: Clock;
  readonly notify: Notify;
  changed(): void;
}

interface Watched {
  readonly name: string;
  readonly settings: ConditionSettings;
  readonly bounds: Bounds;
  phase: ConditionPhase;
  value?: string;
  /** Why it cannot be measured. */
  failing?: string;
  due: number;
}

/** Conditions on what the desk's own SQL measures. One is measured at a time, and none while none is on. */
export class Conditions {
  readonly #options: ConditionsOptions;
  readonly #watched: readonly Watched[];
  readonly #ending = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #measuring: Promise<void> | undefined;

  constructor(options: ConditionsOptions) {
    this.#options = options;
    this.#watched = Object.entries(options.settings).map(([name, settings]) => ({
      name,
      settings,
      bounds: boundsOf(settings),
      phase: { phase: 'well' },
      due: 0,
    }));
  }

  states(): readonly ConditionState[] {
    return this.#watched.map(({ name, settings, bounds, phase, value, failing }) => {
      if (!settings.on) return { name, state: 'off' };
      const state = failing !== undefined ? 'failing' : phase.phase === 'firing' ? 'firing' : 'well';
      return {
        name,
        state,
        ...(value === undefined ? {} : { value }),
        ...(phase.since === undefined ? {} : { since: phase.since }),
        sentence: failing ?? boundsText(bounds),
      };
    });
  }

  start(): void {
    const now = performance.now();
    // the first page goes first
    for (const watched of this.#watched) watched.due = now + Math.min(10, watched.settings.everySeconds) * 1_000;
    this.#wait();
  }

  async close(): Promise<void> {
    clearTimeout(this.#timer);
    this.#ending.abort();
    await this.#measuring;
  }

  #next(): Watched | undefined {
    const on = this.#watched.filter(({ settings }) => settings.on);
    return on.sort((one, other) => one.due - other.due)[0];
  }

  #wait(): void {
    const next = this.#next();
    if (next === undefined || this.#ending.signal.aborted) return;
    this.#timer = setTimeout(
      () => {
        this.#measuring = this.#measure(next).finally(() => this.#wait());
      },
      Math.max(0, next.due - performance.now()),
    ).unref();
  }

  async #measure(watched: Watched): Promise<void> {
    const { notify, changed } = this.#options;
    const key = `condition.${watched.name}.query`;
    try {
      const { value, row } = await this.#ask(watched);
      delete watched.failing;
      notify.over(key);
      this.#take(watched, value, row);
    } catch (error) {
      if (this.#ending.signal.aborted) return;
      const sentence = sentenceOf(error);
      const text = `The condition ${watched.name} cannot be measured.`;
      if (watched.failing !== sentence)
        notify.tell({ type: 'condition', level: 'warning', key, text, detail: sentence });
      watched.failing = sentence;
    } finally {
      watched.due = performance.now() + watched.settings.everySeconds * 1_000;
      changed();
    }
  }

  async #ask({ settings }: Watched): Promise<{ value: number | null; row: ReadonlyMap<string, Json> }> {
    const { desk, analytics } = this.#options;
    const params = new Map<string, ParamValue>([
      ['now', { type: 'timestamp', value: desk.clock.now() }],
      ['today', { type: 'date', value: desk.tradeDate() }],
    ]);
    const { columns, rows, rowCount } = await analytics.run({
      sql: settings.sql,
      params,
      limit: 2,
      signal: this.#ending.signal,
      timeoutMilliseconds: PATIENCE_MILLISECONDS,
    });
    const [first] = rows;
    if (rowCount !== 1 || first === undefined) throw new Error(`It gives ${rowCount} rows and should give one.`);
    const [given = null] = first;
    const row = new Map(columns.map(({ name }, index) => [name, first[index] ?? null]));
    if (given === null) return { value: null, row };
    const value = typeof given === 'boolean' || given === '' ? Number.NaN : Number(given);
    if (!Number.isFinite(value))
      throw new Error(`Its first column is ${JSON.stringify(given)} and should be a number.`);
    return { value, row };
  }

  #take(watched: Watched, value: number | null, row: ReadonlyMap<string, Json>): void {
    const { machine, notify } = this.#options;
    const { name, settings, bounds } = watched;
    const before = watched.phase.phase;
    watched.phase = measured(watched.phase, value, machine.now(), bounds);
    if (value === null) delete watched.value;
    else watched.value = numberText(value);
    const key = `condition.${name}`;
    if (watched.phase.phase !== 'firing') {
      // one that fired when the console ended is over as well
      if (watched.phase.phase === 'well') notify.over(key);
      return;
    }
    if (before === 'firing') return;
    const text = filledIn(settings.text, watched.value ?? '', row);
    const detail = settings.detail ?? `${name}: ${boundsText(bounds)}`;
    notify.tell({ type: 'condition', level: settings.level, key, text, detail });
  }
}

function boundsOf({ above, below, clear, forSeconds }: ConditionSettings): Bounds {
  const fire = above === undefined ? { below: below ?? Number.NEGATIVE_INFINITY } : { above };
  return { fire, clear, forSeconds };
}

function boundsText({ fire, clear, forSeconds }: Bounds): string {
  const beyond = 'above' in fire ? `above ${fire.above}` : `below ${fire.below}`;
  return `Fires ${beyond}${forSeconds === 0 ? '' : ` for ${forSeconds} s`}, clears at ${clear}.`;
}

/** Six digits are enough to read. */
const numberText = (value: number): string => String(Number(value.toPrecision(6)));

const filledIn = (text: string, value: string, row: ReadonlyMap<string, Json>): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    if (name === 'value') return value;
    const found = row.get(name);
    return found === undefined ? whole : String(found ?? '–');
  });

function sentenceOf(error: unknown): string {
  if (error instanceof CellFailure) return [error.error.message, error.error.hint].filter(Boolean).join(' ');
  return error instanceof Error ? error.message : String(error);
}
