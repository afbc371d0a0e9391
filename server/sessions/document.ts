import {
  deleteCell,
  insertCell,
  moveCell,
  type NotebookFile,
  parse,
  print,
  setBody,
  setOption,
  setTitle,
} from '../../notebook/format/index.ts';
import { type NotebookStore, type NotebookText, SaveConflict } from '../store/port.ts';
import type { Edit } from './port.ts';

export interface DocumentDependencies {
  readonly store: NotebookStore;
  readonly starterOf: (kind: string) => string;
  /** Keeps a text that is about to be replaced. */
  readonly keepRevision: (text: string) => Promise<void>;
}

/**
 * The text of one notebook. Edits are saved one after the other. When the file was changed elsewhere, an edit of a cell that the other
 * writer left alone is made in the other writer's text; one of the same cell is kept here, not saved and shown as a conflict. The other
 * text is then kept as a revision, so that saving again can replace it without a loss.
 */
export class Document {
  readonly #dependencies: DocumentDependencies;
  #saved: NotebookText;
  #file: NotebookFile;
  #conflict: string | null = null;
  #last: Promise<unknown> = Promise.resolve();

  constructor(text: NotebookText, dependencies: DocumentDependencies) {
    this.#dependencies = dependencies;
    this.#saved = text;
    this.#file = parse(text.text);
  }

  get file(): NotebookFile {
    return this.#file;
  }

  get shipped(): boolean {
    return this.#saved.shipped;
  }

  get conflict(): string | null {
    return this.#conflict;
  }

  /** Resolves with the id of the cell concerned once the file is saved. */
  edit(edit: Edit): Promise<string> {
    return this.#inTurn(() => this.#edit(edit));
  }

  /** Reads the file again after a change from outside; tells whether the text is another one now. */
  reread(): Promise<boolean> {
    return this.#inTurn(async () => {
      const current = await this.#dependencies.store.read(this.#saved.id);
      if (!current || current.version === this.#saved.version) return false;
      if (this.#conflict !== null) {
        await this.#meet(current);
        return false;
      }
      await this.#meet(current);
      this.#file = parse(current.text, this.#file);
      return true;
    });
  }

  /** Ends a conflict in favor of the other writer; ours is kept as a revision. Tells whether there was one. */
  takeTheirs(): Promise<boolean> {
    return this.#inTurn(async () => {
      if (this.#conflict === null) return false;
      await this.#dependencies.keepRevision(print(this.#file));
      this.#file = parse(this.#saved.text, this.#file);
      this.#conflict = null;
      return true;
    });
  }

  async #edit(edit: Edit): Promise<string> {
    const { file, id } = this.#apply(this.#file, edit);
    if (print(file) === print(this.#file) && this.#conflict === null) return id;
    try {
      await this.#save(file, this.#saved.version, edit);
      return id;
    } catch (error) {
      if (!(error instanceof SaveConflict)) throw error;
      const theirs = parse(error.current.text, this.#file);
      if (!touches(edit, this.#file, theirs)) return await this.#editTheirs(theirs, error.current, edit);
      this.#file = file;
      await this.#meet(error.current);
      this.#conflict = error.message;
      throw error;
    }
  }

  async #editTheirs(theirs: NotebookFile, current: NotebookText, edit: Edit): Promise<string> {
    const { file, id } = this.#apply(theirs, edit);
    await this.#meet(current);
    await this.#save(file, current.version, edit);
    return id;
  }

  async #save(file: NotebookFile, from: string, edit: Edit): Promise<void> {
    this.#saved = await this.#dependencies.store.save(this.#saved.id, print(file), { from, reason: reasonOf(edit) });
    this.#file = file;
    this.#conflict = null;
  }

  /** Another writer's text is a revision before anything is made of it. */
  async #meet(current: NotebookText): Promise<void> {
    await this.#dependencies.keepRevision(current.text);
    this.#saved = current;
  }

  #apply(file: NotebookFile, edit: Edit): { file: NotebookFile; id: string } {
    switch (edit.type) {
      case 'set_body':
        return { file: setBody(file, edit.cell, edit.body), id: edit.cell };
      case 'set_option':
        return { file: setOption(file, edit.cell, edit.name, edit.value), id: edit.cell };
      case 'add':
        return insertCell(file, { ...edit, body: edit.body ?? this.#dependencies.starterOf(edit.kind) });
      case 'move':
        return { file: moveCell(file, edit.cell, edit.by), id: edit.cell };
      case 'delete':
        return { file: deleteCell(file, edit.cell), id: edit.cell };
      case 'rename':
        return { file: setTitle(file, edit.title), id: '' };
    }
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const next = this.#last.then(work, work);
    this.#last = next.catch(() => undefined);
    return next;
  }
}

/** Whether another writer changed what the edit is about. */
function touches(edit: Edit, ours: NotebookFile, theirs: NotebookFile): boolean {
  if (edit.type === 'rename') return ours.title !== theirs.title;
  const cell = edit.type === 'add' ? edit.after : edit.cell;
  if (cell === null) return false;
  const [before, after] = [ours, theirs].map((file) => file.blocks.find((block) => block.id === cell));
  return after === undefined || (edit.type !== 'add' && before?.source !== after.source);
}

const reasonOf = (edit: Edit): string => {
  switch (edit.type) {
    case 'set_body':
      return `edit ${edit.cell}`;
    case 'set_option':
      return `set ${edit.name} of ${edit.cell}`;
    case 'add':
      return `add ${edit.kind}`;
    case 'move':
      return `move ${edit.cell}`;
    case 'delete':
      return `delete ${edit.cell}`;
    case 'rename':
      return 'rename';
  }
};
