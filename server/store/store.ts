import { mkdir } from 'node:fs/promises';
import type { Clock } from '../../core/clock.ts';
import { parse, print, setTitle } from '../../notebook/format/index.ts';
import type { Revision, Revisions } from '../journal/port.ts';
import { describe, inOrder, unreadable } from './entry.ts';
import { Folder, type StoredText, versionOf } from './folder.ts';
import { isNotebookId, notebookId } from './notebook-id.ts';
import {
  type DeletedNotebook,
  type NotebookEntry,
  type NotebookStore,
  type NotebookText,
  type Removed,
  SaveConflict,
  type SavedText,
} from './port.ts';
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
  readonly revisions: Revisions;
}

/** Opens the notebooks of two folders and begins to watch for edits made outside. */
export async function openNotebookStore(options: StoreOptions): Promise<NotebookStore> {
  await mkdir(options.own, { recursive: true });
  const store = new FolderStore(options);
  await store.open();
  return store;
}

/** Reasons of the last revision of a notebook that is gone; the last one is of version 0.1.0. */
const deletions = ['deleted', 'deleted outside', 'before it was deleted'];

/** Why a text that no revision holds is kept before it is replaced. */
const found = ({ shipped }: NotebookText): string => (shipped ? 'as shipped' : 'as it was found');

function freeTitle(title: string, taken: ReadonlySet<string>): string {
  const stem = `${title.replace(/ copy(?: \d+)?$/, '').slice(0, 70)} copy`;
  let name = stem;
  for (let count = 2; taken.has(name); count++) name = `${stem} ${count}`;
  return name;
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
    const ids = new Set([...shipped, ...(await this.#own.ids())]);
    const entries = await Promise.all([...ids].map((id) => this.#entry(id, shipped.has(id))));
    return inOrder(
      entries.filter((entry) => entry !== undefined),
      this.#options.order,
    );
  }

  async #entry(id: string, isShipped: boolean): Promise<NotebookEntry | undefined> {
    try {
      const found = await this.#find(id);
      if (!found) return undefined;
      return describe(id, found, found.shipped ? 'shipped' : isShipped ? 'copy' : 'own');
    } catch (error) {
      return unreadable(id, error);
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

  save(id: string, text: string, { from, reason }: { from: string | undefined; reason: string }): Promise<SavedText> {
    return this.#turns.take(id, async () => {
      const current = await this.read(id);
      if (from !== undefined && current && current.version !== from) throw new SaveConflict(current);
      if (current?.text === text) return { ...current, change: null };
      const before = current ? await this.#keep(current, found(current)) : null;
      return this.#write(id, text, reason, before);
    });
  }

  keep(id: string, text: string, reason: string): Promise<number> {
    return this.#turns.take(id, () => this.#keep({ id, text }, reason));
  }

  create(title: string): Promise<NotebookText> {
    const name = title.replace(/\s+/g, ' ').trim() || 'Notebook';
    return this.#make(name, starterNotebook(name), 'created');
  }

  async duplicate(id: string): Promise<NotebookText & { title: string }> {
    const entries = await this.list();
    const text = await this.read(id);
    if (!text) throw new Error(`There is no notebook ${id} to duplicate.`);
    const file = parse(text.text);
    const title = freeTitle(file.title || id, new Set(entries.map((entry) => entry.title)));
    const made = await this.#make(title, print(setTitle(file, title)), `duplicate of ${id}`);
    return { ...made, title };
  }

  /** A deleted notebook keeps its id, so that its revisions stay its own. */
  #make(name: string, text: string, reason: string): Promise<NotebookText> {
    return this.#turns.take('', async () => {
      const deleted = this.#options.revisions.ending(deletions).map(({ notebook }) => notebook);
      const taken = new Set([...(await this.#shipped.ids()), ...(await this.#own.ids()), ...deleted]);
      return this.#write(notebookId(name, taken), text, reason, null);
    });
  }

  remove(id: string): Promise<Removed> {
    return this.#turns.take(id, async () => {
      const current = await this.read(id);
      if (!current) throw new Error(`There is no notebook ${id} to delete.`);
      if (current.shipped) throw new Error(`${id} is shipped with Deskbook and cannot be deleted.`);
      const shipped = await this.#shipped.read(id);
      const revision = await this.#keep(current, found(current));
      await this.#revise(id, shipped?.text ?? current.text, shipped ? 'back to the shipped one' : 'deleted');
      await this.#own.remove(id);
      this.#known.delete(id);
      return { title: parse(current.text).title || id, revision, reverted: shipped !== undefined };
    });
  }

  async deleted(): Promise<readonly DeletedNotebook[]> {
    const present = new Set([...(await this.#shipped.ids()), ...(await this.#own.ids())]);
    return this.#options.revisions
      .ending(deletions)
      .filter(({ notebook }) => !present.has(notebook))
      .map((revision) => ({
        id: revision.notebook,
        title: parse(revision.text).title || revision.notebook,
        revision,
      }));
  }

  revisions(id: string): readonly Revision[] {
    return this.#options.revisions.of(id);
  }

  revision(id: string, revision: number): Revision | undefined {
    const found = this.#options.revisions.one(revision);
    return found?.notebook === id ? found : undefined;
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
  async #write(id: string, text: string, reason: string, before: number | null): Promise<SavedText> {
    if (!isNotebookId(id)) throw new Error(`${JSON.stringify(id)} is no id of a notebook.`);
    const after = await this.#revise(id, text, reason);
    const version = versionOf(text);
    const shipped = (await this.#shipped.read(id))?.text === text;
    if (shipped) {
      // a copy that says the same as the shipped one is none
      await this.#own.remove(id);
      this.#known.delete(id);
    } else {
      await this.#own.write(id, text);
      this.#known.set(id, version);
    }
    return { id, text, version, shipped, change: { before, after } };
  }

  async #keep({ id, text }: Pick<NotebookText, 'id' | 'text'>, reason: string): Promise<number> {
    const last = this.#options.revisions.last(id);
    return last?.text === text ? last.id : this.#revise(id, text, reason);
  }

  #revise(notebook: string, text: string, reason: string): Promise<number> {
    return this.#options.revisions.append({ notebook, text, reason, at: this.#options.clock.now() });
  }

  /** Compares with what we know in the turn of the notebook, so that a save of our own is never taken for somebody else's. */
  async #notice(id: string | undefined): Promise<void> {
    const ids = id === undefined ? new Set([...(await this.#own.ids()), ...this.#known.keys()]) : [id];
    for (const each of ids) {
      const changed = await this.#turns.take(each, async () => {
        const version = await this.#versionOnDisk(each);
        if (version === (this.#known.get(each) ?? '')) return false;
        if (version === '') await this.#noticeDeletion(each);
        else this.#known.set(each, version);
        return true;
      });
      if (changed) for (const listener of this.#listeners) listener(each);
    }
  }

  async #noticeDeletion(id: string): Promise<void> {
    this.#known.delete(id);
    const last = this.#options.revisions.last(id);
    if (last && !(await this.#shipped.read(id))) await this.#revise(id, last.text, 'deleted outside');
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
