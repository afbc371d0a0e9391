import { createHash } from 'node:crypto';
import { link, lstat, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { isNotebookId } from './notebook-id.ts';

export interface StoredText {
  readonly text: string;
  readonly version: string;
  /** Milliseconds since the epoch. */
  readonly modified: number;
}

/** A save under way: `.<id>.md.<process>-<number>.tmp`. */
const unfinished = /^\.[a-z0-9_-]+\.md\.\d+-\d+\.tmp$/;

export const versionOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32);

/** A folder of notebooks `<id>.md`. Links are not followed, so that no file outside of it is ever read or written. */
export class Folder {
  readonly #root: string;
  #writes = 0;

  constructor(root: string) {
    this.#root = path.resolve(root);
  }

  async ids(): Promise<string[]> {
    const names = await readdir(this.#root).catch(missing([]));
    return names.flatMap((name) => idOfFile(name) ?? []);
  }

  async read(id: string): Promise<StoredText | undefined> {
    if (!isNotebookId(id)) return undefined;
    const file = this.#file(id);
    const found = await lstat(file).catch(missing(undefined));
    if (!found?.isFile()) return undefined;
    const bytes = await readFile(file).catch(missing(undefined));
    if (!bytes) return undefined;
    const text = decode(bytes, id);
    return { text, version: versionOf(text), modified: found.mtimeMs };
  }

  /** All of it or nothing: a new file, on disk before it takes the place of the old one. */
  async write(id: string, text: string): Promise<void> {
    await this.#put(id, text, rename);
  }

  /** The same where there is no file of that name; rejects with `EEXIST` where there is one. */
  async create(id: string, text: string): Promise<void> {
    await this.#put(id, text, link);
  }

  async #put(id: string, text: string, place: (from: string, to: string) => Promise<void>): Promise<void> {
    const file = this.#file(id);
    const temporary = path.join(this.#root, `.${id}.md.${process.pid}-${++this.#writes}.tmp`);
    try {
      const handle = await open(temporary, 'wx');
      try {
        await handle.writeFile(text);
        await handle.sync();
      } finally {
        await handle.close();
      }
      await place(temporary, file);
    } finally {
      await rm(temporary, { force: true });
    }
    await this.#sync();
  }

  /** Takes away what a save that a kill cut short left behind; nobody else may write here meanwhile. */
  async sweep(): Promise<void> {
    const names = await readdir(this.#root).catch(missing([]));
    for (const name of names) if (unfinished.test(name)) await rm(path.join(this.#root, name), { force: true });
  }

  async remove(id: string): Promise<void> {
    await rm(this.#file(id), { force: true });
    await this.#sync();
  }

  #file(id: string): string {
    if (!isNotebookId(id)) throw new Error(`${JSON.stringify(id)} is no id of a notebook.`);
    return path.join(this.#root, `${id}.md`);
  }

  /** Makes the names in the folder durable, not only the bytes of the file. */
  async #sync(): Promise<void> {
    const handle = await open(this.#root, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  }
}

export function idOfFile(name: string): string | undefined {
  const id = name.endsWith('.md') ? name.slice(0, -3) : '';
  return isNotebookId(id) ? id : undefined;
}

function decode(bytes: Uint8Array, id: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Error(`${id}.md is not UTF-8 text. Save it as UTF-8 in an editor to open it here.`);
  }
}

const missing =
  <T>(instead: T) =>
  (error: NodeJS.ErrnoException): T => {
    if (error.code === 'ENOENT') return instead;
    throw error;
  };
