import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { nearest } from '../../core/nearest.ts';
import { projectRoot } from '../paths.ts';
import { Folder } from '../store/folder.ts';
import { isNotebookId } from '../store/notebook-id.ts';

/** A notebook as text, wherever it lies. */
export interface NotebookSource {
  readonly id: string;
  readonly file: string;
  readonly text: string;
}

/** No notebook is called so, and no file lies there. */
export class NoSuchNotebook extends Error {
  readonly near: readonly string[];

  constructor(name: string, known: readonly string[]) {
    super(`There is no notebook and no file called ${JSON.stringify(name)}.`);
    this.near = nearest(name, known, 2);
  }
}

const shippedNotebooks = path.join(projectRoot, 'data', 'notebooks');
export const ownNotebooks = (dataFolder: string): string => path.join(dataFolder, 'notebooks');

/** The notebooks a console of this data folder has: its own, which take the place of shipped ones of their name, and the others shipped. */
export async function allNotebooks(dataFolder: string): Promise<readonly NotebookSource[]> {
  const found = new Map<string, NotebookSource>();
  for (const folder of [ownNotebooks(dataFolder), shippedNotebooks]) {
    for (const id of (await new Folder(folder).ids()).sort()) {
      if (found.has(id)) continue;
      const stored = await new Folder(folder).read(id);
      if (stored) found.set(id, { id, file: path.join(folder, `${id}.md`), text: stored.text });
    }
  }
  return [...found.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** A notebook by its id, or a file by its path. Rejects with `NoSuchNotebook`, or with what the system says of the file. */
export async function findNotebook(name: string, dataFolder: string): Promise<NotebookSource> {
  if (isNotebookId(name)) {
    for (const folder of [ownNotebooks(dataFolder), shippedNotebooks]) {
      const stored = await new Folder(folder).read(name);
      if (stored) return { id: name, file: path.join(folder, `${name}.md`), text: stored.text };
    }
  }
  const file = path.resolve(name);
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await readFile(file));
    return { id: path.basename(file, '.md'), file, text };
  } catch (error) {
    if (error instanceof TypeError) throw new Error(`${name} is not UTF-8 text, so it is no notebook.`);
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new NoSuchNotebook(
      name,
      (await allNotebooks(dataFolder)).map(({ id }) => id),
    );
  }
}
