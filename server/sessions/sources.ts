import type { SourceInfo } from '../analytics/port.ts';
import type { Desk } from '../desk/port.ts';

/** Names that any SQL may use for the console's clock. */
const builtIns: readonly string[] = ['$now', '$today'];

/** Relations whose rows move with topics of another name; `tape.*` stands for that topic of every instrument. */
const follows: Readonly<Record<string, readonly string[]>> = {
  trades: ['tape.*'],
  bars: ['tape.*'],
  quotes: ['book.*'],
  order_events: ['orders'],
  audit: ['orders'],
  matches: ['fills'],
  marks: ['tape.*', 'settlements'],
  pnl_history: ['pnl'],
  parent_child_traces: ['process_trace'],
  process_stats: ['process_trace'],
  slow_calls: ['process_trace'],
  error_groups: ['process_trace'],
  stale_outputs: ['data_trace'],
  metrics: ['observability'],
  notifications: ['alerts'],
  $now: ['status'],
  $today: ['status'],
};

/** Who knows the relations by name. */
interface Relations {
  sources(): Promise<readonly Pick<SourceInfo, 'name'>[]>;
}

/** What exists outside of notebooks: topics of the bus and relations of the analytical database, and how new each is. */
export class Sources {
  readonly #desk: Pick<Desk, 'bus' | 'clock' | 'instrument' | 'tradeDate'>;
  readonly #analytics: Relations;
  readonly #touched = new Map<string, number>();
  readonly #stop: () => void;
  #relations: ReadonlySet<string> = new Set();
  #reading: Promise<boolean> | undefined;

  constructor(desk: Pick<Desk, 'bus' | 'clock' | 'instrument' | 'tradeDate'>, analytics: Relations) {
    this.#desk = desk;
    this.#analytics = analytics;
    this.#stop = desk.bus.onTouch((topic) => this.#touched.set(topic, desk.clock.now()));
  }

  /** Reads the list of relations again; tells whether it is another one. */
  refresh(): Promise<boolean> {
    this.#reading ??= this.#read().finally(() => {
      this.#reading = undefined;
    });
    return this.#reading;
  }

  has(name: string): boolean {
    const folded = name.toLowerCase();
    return (
      builtIns.includes(folded) || this.#relations.has(folded) || this.topic(name) !== undefined || this.#isSilent(name)
    );
  }

  /** The market of an instrument that has none here: nothing ever moves it, and whoever reads it says so in its own words. */
  #isSilent(name: string): boolean {
    const [, instrument] = /^(?:book|tape)\.(.+)$/i.exec(name) ?? [];
    try {
      return instrument !== undefined && this.#desk.instrument(instrument).id !== '';
    } catch {
      return false;
    }
  }

  names(): readonly string[] {
    return [...this.#relations, ...this.#desk.bus.topics()];
  }

  /** The topic of that name; that of an instrument also by another of the instrument's names. */
  topic(name: string): string | undefined {
    const { bus } = this.#desk;
    if (bus.has(name)) return name;
    const folded = name.toLowerCase();
    if (bus.has(folded)) return folded;
    const dot = name.indexOf('.');
    if (dot < 0) return undefined;
    try {
      const topic = `${folded.slice(0, dot)}.${this.#desk.instrument(name.slice(dot + 1)).id}`;
      return bus.has(topic) ? topic : undefined;
    } catch {
      return undefined;
    }
  }

  /** The topics that tell of new rows or states of a source. */
  topics(name: string): readonly string[] {
    const { bus } = this.#desk;
    const named = this.topic(name);
    if (named !== undefined) return [named];
    return (follows[name.toLowerCase()] ?? []).flatMap((topic) =>
      topic.endsWith('*')
        ? bus.topics().filter((each) => each.startsWith(topic.slice(0, -1)))
        : bus.has(topic)
          ? [topic]
          : [],
    );
  }

  version(name: string): number {
    // A clock ticks each second, its day changes once.
    if (name.toLowerCase() === '$today') return Number(this.#desk.tradeDate().replaceAll('-', ''));
    return this.topics(name).reduce((sum, topic) => sum + this.#desk.bus.version(topic), 0);
  }

  /** Milliseconds since the market data behind a source last moved; undefined where it is no market data. */
  age(name: string): number | undefined {
    const ages = this.topics(name)
      .filter((topic) => topic.startsWith('book.'))
      .flatMap((topic) => {
        const at = this.#touched.get(topic);
        return at === undefined ? [] : [(this.#desk.clock.now() - at) / 1_000];
      });
    return ages.length === 0 ? undefined : Math.max(...ages);
  }

  close(): void {
    this.#stop();
  }

  async #read(): Promise<boolean> {
    const names = new Set((await this.#analytics.sources()).map(({ name }) => name.toLowerCase()));
    const same = names.size === this.#relations.size && [...names].every((name) => this.#relations.has(name));
    this.#relations = names;
    return !same;
  }
}
