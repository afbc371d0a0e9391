import type { Address } from './reading-element.ts';
import { type Listed, newerWords, type PageOf, type Standing, standStill, withNewer, withOlder } from './standing.ts';

/** Between two looks for what came since, where a reader chose other rows than the file. */
const refreshMilliseconds = 1_000;

interface Port<V extends Listed> {
  /** The newest of what the file says, as the console sends it. */
  value(): V | undefined;
  /** Whether the reader chose other rows than the file. */
  isChosen(): boolean;
  /** Rows of a page. */
  limit(): number;
  /** Where a page is read of what holds now. */
  address(page: Readonly<Record<string, number>>): Address;
  pageOf(reply: unknown): PageOf<V>;
  read(address: Address, take: (reply: unknown) => void): void;
  changed(): void;
}

/** The newest rows of a store: followed live, or standing still while somebody reads, opens or pages on. */
export class LiveList<V extends Listed> {
  readonly #port: Port<V>;
  /** The newest of what the reader chose; undefined while that is what the file says. */
  #found: V | undefined;
  #finding = false;
  #paging = false;
  #standing: Standing<V> | undefined;
  /** Counts choices: what is read for one is of no use to the next. */
  #choice = 0;
  #refresh: ReturnType<typeof setInterval> | undefined;

  constructor(port: Port<V>) {
    this.#port = port;
  }

  connect(): void {
    this.#refresh ??= setInterval(() => this.#findNewer(), refreshMilliseconds);
  }

  disconnect(): void {
    clearInterval(this.#refresh);
    this.#refresh = undefined;
  }

  /** The newest there is, whether it is shown or not. */
  get #live(): V | undefined {
    return this.#port.isChosen() ? this.#found : this.#port.value();
  }

  get shown(): V | undefined {
    return this.#standing?.value ?? this.#live ?? this.#port.value();
  }

  /** Nothing of what the reader chose is there yet. */
  get isSearching(): boolean {
    return this.#port.isChosen() && this.#found === undefined;
  }

  get stands(): boolean {
    return this.#standing !== undefined;
  }

  /** How much came while it stands still. */
  get newer(): string {
    const live = this.#live;
    return this.#standing && live ? newerWords(this.#standing, live) : '';
  }

  /** Whether there is an older page, and whether it is on its way. */
  get older(): { readonly loading: boolean } | undefined {
    const { shown } = this;
    return !shown || shown.older === null || shown.searching ? undefined : { loading: this.#paging };
  }

  /** Nothing moves under somebody who reads. */
  hold(): void {
    const live = this.#live;
    if (this.#standing !== undefined || live === undefined) return;
    this.#standing = standStill(live);
    this.#port.changed();
  }

  follow(): void {
    this.#standing = undefined;
    this.#port.changed();
  }

  /** False where there is nothing older, or it is being read. */
  readOlder(): boolean {
    const { older = null } = this.shown ?? {};
    if (older === null || this.#paging) return false;
    this.hold();
    this.#paging = true;
    this.#read({ limit: this.#port.limit(), before: older }, (page) => {
      this.#paging = false;
      if (page && this.#standing) this.#standing = withOlder(this.#standing, page);
    });
    this.#port.changed();
    return true;
  }

  /** Begins anew with what the reader chose. */
  find(): void {
    this.#choice += 1;
    this.#standing = undefined;
    this.#found = undefined;
    this.#finding = false;
    this.#paging = false;
    if (this.#port.isChosen()) this.#findOn(undefined);
    this.#port.changed();
  }

  /** A search that rests goes on until a page is full; what was found so far is shown. */
  #findOn(before: number | undefined): void {
    const limit = this.#port.limit();
    const rows = this.#found?.rows ?? [];
    this.#finding = true;
    this.#read({ limit: limit - rows.length, ...(before === undefined ? {} : { before }) }, (page) => {
      this.#finding = false;
      const value = this.#port.value();
      if (page === undefined || value === undefined) return;
      const all = [...rows, ...page.rows];
      const searching = page.before !== undefined && all.length < limit;
      const newest = this.#found?.newest ?? page.newest;
      const { searchedTo } = page;
      this.#found = { ...value, rows: all, newest, older: page.before ?? null, searchedTo, searching };
      if (searching) this.#findOn(page.before);
    });
  }

  #findNewer(): void {
    const found = this.#found;
    if (!found || found.searching || this.#finding || document.visibilityState !== 'visible') return;
    const limit = this.#port.limit();
    this.#finding = true;
    this.#read({ limit, after: found.newest ?? 0 }, (page) => {
      this.#finding = false;
      if (page === undefined) return;
      if (page.newest < (found.newest ?? 0)) this.find();
      else this.#found = withNewer(found, page, limit);
    });
  }

  #read(page: Readonly<Record<string, number>>, take: (page: PageOf<V> | undefined) => void): void {
    const choice = this.#choice;
    this.#port.read(this.#port.address(page), (reply) => {
      if (choice === this.#choice) take(reply === undefined ? undefined : this.#port.pageOf(reply));
    });
  }
}
