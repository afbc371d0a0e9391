import type { Bus } from '../../core/bus.ts';
import type { SessionState } from '../../notebook/session/state.ts';
import type { Sources } from './sources.ts';

type Versions = readonly (readonly [name: string, version: number])[];

/** Touches of a busy market come by the thousand; the session hears of them at most once in this time. */
const gatherMilliseconds = 20;

/** Tells a session which of the sources that its cells read have moved. Cells in a live run follow theirs by themselves. */
export class Touches {
  readonly #bus: Bus;
  readonly #sources: Sources;
  readonly #tell: (versions: Versions) => void;
  readonly #stop: () => void;
  #names: ReadonlySet<string> = new Set();
  #topics: ReadonlySet<string> = new Set();
  #all: ReadonlySet<string> = new Set();
  #timer: NodeJS.Timeout | undefined;

  constructor(bus: Bus, sources: Sources, tell: (versions: Versions) => void) {
    this.#bus = bus;
    this.#sources = sources;
    this.#tell = tell;
    this.#stop = this.#bus.onTouch((topic) => {
      if (!this.#topics.has(topic) || this.#timer) return;
      this.#timer = setTimeout(() => {
        this.#timer = undefined;
        this.#tell(this.#versionsOf(this.#names));
      }, gatherMilliseconds);
    });
  }

  /** Versions of every source that any cell reads. */
  versions(): Versions {
    return this.#versionsOf(this.#all);
  }

  /** Listens to the sources of the cells that need to be told; to none while nobody looks. */
  follow(state: SessionState, somebodyLooks: boolean): void {
    const names = new Set<string>();
    const all = new Set<string>();
    for (const cell of state.cells.values()) {
      for (const name of cell.refs?.sources ?? []) {
        all.add(name);
        if (somebodyLooks && !cell.run?.live) names.add(name);
      }
    }
    this.#all = all;
    if (names.size === this.#names.size && [...names].every((name) => this.#names.has(name))) return;
    this.#names = names;
    this.#topics = new Set([...names].flatMap((name) => this.#sources.topics(name)));
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#stop();
  }

  #versionsOf(names: Iterable<string>): Versions {
    return [...names].map((name) => [name, this.#sources.version(name)] as const);
  }
}
