import { mkdir } from 'node:fs/promises';
import type { Clock } from '../../core/clock.ts';
import { parse } from '../../notebook/format/index.ts';
import type { Journal } from '../journal/port.ts';
import { Folder, type StoredText, versionOf } from './folder.ts';
import { notebookId } from './notebook-id.ts';
import { type NotebookEntry, type NotebookStore, type NotebookText, SaveConflict } from './port.ts';
import { starterNotebook } from './starter.ts';
import { Turns } from './turns.ts';
import { watchFolder } from './watch.ts';

export interface StoreOptions {
  /** Notebooks that come with the product; never written to. */
  readonly shipped: string;
  /** Notebooks of this data folder; one with the id of a shipped one takes its place. */
  readonly own: string;
  /** Ids of shipped notebooks in the order of the list; those not named follow by title. */
  readonly order: readonly string[];
  readonly clock: Clock;
  readonly appendRevision: Journal['appendRevision'];
}

/** Opens the notebooks of two folders and begins to watch for edits made outside. */
export async function openNotebookStore(options: StoreOptions): Promise<NotebookStore> {
  await mkdir(options.own, { recursive: true });
  const store = new FolderStore(options);
  await store.open();
  return store;
}

class FolderStore implements NotebookStore {
  readonly #options: StoreOptions;
  readonly #shipped: Folder;
  readonly #own: Folder;
  readonly #turns = new Turns();
  /** What each own file held when we last wrote or noticed it. */
  readonly #known = new Map<string, string>();
  readonly #listeners = new Set<(id: string) => void>();
  #unwatch: () => void = () => {};

  constructor(options: StoreOptions) {
    this.#options = options;
    this.#shipped = new Folder(options.shipped);
    this.#own = new Folder(options.own);
  }

  async open(): Promise<void> {
    await this.#own.sweep();
    this.#unwatch = watchFolder(this.#options.own, (id) => void this.#notice(id));
    for (const id of await this.#own.ids()) this.#known.set(id, await this.#versionOnDisk(id));
  }

  async list(): Promise<readonly NotebookEntry[]> {
    const shipped = new Set(await this.#shipped.ids());
    const own = new Set(await this.#own.ids());
    const entries = await Promise.all([...new Set([...shipped, ...own])].map((id) => this.#entry(id)));
    const rank = ({ id }: NotebookEntry): number => {
      const place = this.#options.order.indexOf(id);
      if (place >= 0 && shipped.has(id)) return place;
      return this.#options.order.length + (shipped.has(id) ? 0 : 1);
    };
    return entries
      .filter((entry) => entry !== undefined)
      .sort((a, b) => rank(a) - rank(b) || a.title.localeCompare(b.title, 'en') || (a.id < b.id ? -1 : 1));
  }

  async #entry(id: string): Promise<NotebookEntry | undefined> {
    try {
      const found = await this.#find(id);
      return found && { id, title: parse(found.text).title || id, shipped: found.shipped, modified: found.modified };
    } catch {
      return { id, title: id, shipped: false, modified: 0 };
    }
  }

  async read(id: string): Promise<NotebookText | undefined> {
    const found = await this.#find(id);
    return found && { id, text: found.text, version: found.version, shipped: found.shipped };
  }

  async #find(id: string): Promise<(StoredText & { shipped: boolean }) | undefined> {
    const own = await this.#own.read(id);
    if (own) return { ...own, shipped: false };
    const shipped = await this.#shipped.read(id);
    return shipped && { ...shipped, shipped: true };
  }

  save(
    id: string,
    text: string,
    { from, reason }: { from: string | undefined; reason: string },
  ): Promise<NotebookText> {
    return this.#turns.take(id, async () => {
      const current = await this.read(id);
      if (from !== undefined && current && current.version !== from) throw new SaveConflict(current);
      if (current?.text === text) return current;
      if (from === undefined && current) await this.#revise(id, current.text, 'before it was replaced');
      return this.#write(id, text, reason);
    });
  }

  create(title: string): Promise<NotebookText> {
    const name = title.replace(/\s+/g, ' ').trim() || 'Notebook';
    return this.#turns.take('', async () => {
      const taken = new Set([...(await this.#shipped.ids()), ...(await this.#own.ids())]);
      return this.#write(notebookId(name, taken), starterNotebook(name), 'created');
    });
  }

  remove(id: string): Promise<void> {
    return this.#turns.take(id, async () => {
      const current = await this.read(id);
      if (!current) return;
      if (current.shipped) throw new Error(`${id} is shipped with Deskbook and cannot be deleted.`);
      await this.#revise(id, current.text, 'before it was deleted');
      await this.#own.remove(id);
      this.#known.delete(id);
    });
  }

  onOutsideChange(listener: (id: string) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  close(): void {
    this.#unwatch();
    this.#listeners.clear();
  }

  /** The revision is on disk before the file is, so that no saved text is without one. */
  async #write(id: string, text: string, reason: string): Promise<NotebookText> {
    await this.#revise(id, text, reason);
    await this.#own.write(id, text);
    const version = versionOf(text);
    this.#known.set(id, version);
    return { id, text, version, shipped: false };
  }

  #revise(notebook: string, text: string, reason: string): Promise<void> {
    return this.#options.appendRevision({ notebook, text, reason, at: this.#options.clock.now() });
  }

  /** Compares with what we know in the turn of the notebook, so that a save of our own is never taken for somebody else's. */
  async #notice(id: string | undefined): Promise<void> {
    const ids = id === undefined ? new Set([...(await this.#own.ids()), ...this.#known.keys()]) : [id];
    for (const each of ids) {
      const changed = await this.#turns.take(each, async () => {
        const version = await this.#versionOnDisk(each);
        if (version === (this.#known.get(each) ?? '')) return false;
        if (version === '') this.#known.delete(each);
        else this.#known.set(each, version);
        return true;
      });
      if (changed) for (const listener of this.#listeners) listener(each);
    }
  }

  /** Empty where there is no file; a file that cannot be read counts as its complaint, so that mending it is noticed. */
  async #versionOnDisk(id: string): Promise<string> {
    try {
      return (await this.#own.read(id))?.version ?? '';
    } catch (error) {
      return String(error);
    }
  }
}
