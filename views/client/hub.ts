import type { CellFrame, ClockTick, Reset, Structure } from '../wire.ts';
import type { LinkMessage, LinkState } from './link.ts';

/** The part of an EventSource that the hub uses. */
export interface Stream {
  readonly readyState: number;
  onopen: ((event: Event) => void) | null;
  onerror: ((event: Event) => void) | null;
  addEventListener(type: string, listener: (event: MessageEvent<string>) => void): void;
  close(): void;
}

export interface HubTools {
  open(address: string): Stream;
  after(milliseconds: number, run: () => void): void;
}

interface Page {
  readonly watch: string;
  hear(message: LinkMessage): void;
}

const closed = 2;
const firstRetry = 500;
const longestRetry = 10_000;

const sees = (watch: string, frame: CellFrame): boolean =>
  watch.split(',').some((part) => part === frame.notebook || part === `${frame.notebook}/${frame.cell}`);

/**
 * One stream for any number of pages. It is opened again when the set of what they watch grows, keeps the newest frame of each cell so
 * that a page which comes later is served at once, and deals each event to the pages it concerns.
 */
export class Hub {
  readonly #tools: HubTools;
  readonly #pages = new Set<Page>();
  readonly #known = new Map<string, CellFrame>();
  #stream: Stream | undefined;
  #watched = '';
  #link: LinkState = 'connecting';
  #clock: ClockTick | undefined;
  #retry = firstRetry;
  #planned = false;

  constructor(tools: HubTools) {
    this.#tools = tools;
  }

  join(watch: string, hear: (message: LinkMessage) => void): () => void {
    const page: Page = { watch, hear };
    this.#pages.add(page);
    const cells = [...this.#known.values()].filter((frame) => sees(watch, frame));
    hear({ type: 'link', link: this.#link });
    if (this.#clock) hear({ type: 'clock', clock: this.#clock });
    if (cells.length > 0) hear({ type: 'reset', cells });
    this.#plan();
    return () => {
      this.#pages.delete(page);
      this.#plan();
    };
  }

  /** Pages come and go together (a reload is both), so the set is looked at once they have. */
  #plan(): void {
    if (this.#planned) return;
    this.#planned = true;
    this.#tools.after(20, () => {
      this.#planned = false;
      const watched = [...new Set([...this.#pages].map((page) => page.watch))].sort().join(',');
      if (watched === this.#watched) return;
      this.#watched = watched;
      this.#open();
    });
  }

  #open(): void {
    this.#stream?.close();
    this.#stream = undefined;
    if (this.#watched === '') {
      this.#known.clear();
      return;
    }
    const stream = this.#tools.open(`/stream?watch=${this.#watched}`);
    this.#stream = stream;
    stream.onopen = () => {
      this.#retry = firstRetry;
      this.#say('open');
    };
    stream.onerror = () => this.#fail(stream);
    const on = <T>(type: string, handle: (data: T) => void) =>
      stream.addEventListener(type, (event) => {
        if (stream === this.#stream) handle(JSON.parse(event.data) as T);
      });
    on<Reset>('reset', (reset) => this.#reset(reset));
    on<CellFrame>('frame', (frame) => this.#frame(frame));
    on<Structure>('structure', (structure) => this.#structure(structure));
    on<ClockTick>('clock', (clock) => {
      this.#clock = clock;
      this.#tell(() => true, { type: 'clock', clock });
    });
  }

  /** The browser tries again by itself with the last event id; it gives up on an answer that is no stream, and then we do. */
  #fail(stream: Stream): void {
    if (stream !== this.#stream) return;
    this.#say('lost');
    // Whoever answers next may be another console, with another clock.
    this.#clock = undefined;
    if (stream.readyState !== closed) return;
    this.#tools.after(this.#retry, () => {
      if (stream === this.#stream) this.#open();
    });
    this.#retry = Math.min(longestRetry, this.#retry * 2);
  }

  #reset(reset: Reset): void {
    this.#known.clear();
    for (const frame of reset.cells) this.#known.set(`${frame.notebook}/${frame.cell}`, frame);
    this.#say('open');
    for (const page of this.#pages) {
      page.hear({ type: 'reset', cells: reset.cells.filter((frame) => sees(page.watch, frame)) });
    }
  }

  #frame(frame: CellFrame): void {
    const key = `${frame.notebook}/${frame.cell}`;
    const before = this.#known.get(key);
    this.#known.set(key, { ...(before?.kind === frame.kind ? before : {}), ...frame });
    this.#tell((page) => sees(page.watch, frame), { type: 'frame', frame });
  }

  #structure(structure: Structure): void {
    const { notebook } = structure;
    this.#tell(({ watch }) => watch === notebook || watch.startsWith(`${notebook}/`), { type: 'structure', structure });
  }

  #say(link: LinkState): void {
    if (link === this.#link) return;
    this.#link = link;
    this.#tell(() => true, { type: 'link', link });
  }

  #tell(who: (page: Page) => boolean, message: LinkMessage): void {
    for (const page of this.#pages) if (who(page)) page.hear(message);
  }
}

export const browserTools: HubTools = {
  open: (address) => new EventSource(address) as Stream,
  after: (milliseconds, run) => void setTimeout(run, milliseconds),
};
