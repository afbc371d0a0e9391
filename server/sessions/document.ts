import { mergeFiles } from '../../notebook/diff/merge-files.ts';
import { type NotebookFile, parse, print } from '../../notebook/format/index.ts';
import { type NotebookStore, type NotebookText, SaveConflict } from '../store/port.ts';
import { applyEdit, reasonOf, touches } from './edits.ts';
import type { History, Step } from './history.ts';
import type { Edit, Undone } from './port.ts';

export interface DocumentDependencies {
  readonly store: Pick<NotebookStore, 'read' | 'save' | 'keep' | 'revision'>;
  readonly starterOf: (kind: string) => string;
  readonly history: History;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** Who makes edits that no page asked for. */
const nobody = '';

/**
 * The text of one notebook. Edits are saved one after the other. When the file was changed elsewhere, an edit of a cell that the other
 * writer left alone is made in the other writer's text; one of the same cell is kept here, not saved and shown as a conflict. The other
 * text is then kept as a revision, so that saving again can replace it without a loss.
 *
 * Undo makes the reverse of an edit in the text as it is now: what others wrote since stays, and where both are about the same cell
 * nothing is undone.
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
  edit(edit: Edit, page = nobody): Promise<string> {
    return this.#inTurn(() => this.#edit(edit, page));
  }

  undo(page: string, anybody = false): Promise<Undone> {
    return this.#inTurn(() => {
      const { history } = this.#dependencies;
      const step = history.toUndo(page) ?? (anybody ? history.newest() : undefined);
      return step ? this.#turn(step, page, true) : Promise.resolve(nothingToUndo(history.newest()));
    });
  }

  redo(page: string): Promise<Undone> {
    return this.#inTurn(() => {
      const step = this.#dependencies.history.toRedo(page);
      return step
        ? this.#turn(step, page, false)
        : Promise.resolve({ done: false, message: 'There is nothing to redo.', others: false });
    });
  }

  /** Reads the file again after a change from outside; tells whether the text is another one now. */
  reread(): Promise<boolean> {
    return this.#inTurn(async () => {
      const current = await this.#dependencies.store.read(this.#saved.id);
      if (!current || current.version === this.#saved.version) return false;
      await this.#meet(current);
      if (this.#conflict !== null) return false;
      this.#file = parse(current.text, this.#file);
      return true;
    });
  }

  /** Ends a conflict in favor of the other writer; ours is kept as a revision. Tells whether there was one. */
  takeTheirs(): Promise<boolean> {
    return this.#inTurn(async () => {
      if (this.#conflict === null) return false;
      await this.#dependencies.store.keep(this.#saved.id, print(this.#file), 'not saved: two writers met');
      this.#file = parse(this.#saved.text, this.#file);
      this.#conflict = null;
      return true;
    });
  }

  async #edit(edit: Edit, page: string): Promise<string> {
    const { starterOf } = this.#dependencies;
    const { file, id } = applyEdit(this.#file, edit, starterOf);
    if (print(file) === print(this.#file) && this.#conflict === null) return id;
    try {
      await this.#save(file, this.#saved.version, edit, id, page);
      return id;
    } catch (error) {
      if (!(error instanceof SaveConflict)) throw error;
      const theirs = parse(error.current.text, this.#file);
      if (!touches(edit, this.#file, theirs)) {
        const made = applyEdit(theirs, edit, starterOf);
        await this.#meet(error.current);
        await this.#save(made.file, error.current.version, edit, made.id, page);
        return made.id;
      }
      this.#file = file;
      await this.#meet(error.current);
      this.#conflict = error.message;
      throw error;
    }
  }

  async #save(file: NotebookFile, from: string, edit: Edit, cell: string, by: string): Promise<void> {
    const { store, history, now } = this.#dependencies;
    const reason = reasonOf(edit);
    const saved = await store.save(this.#saved.id, print(file), { from, reason });
    this.#saved = saved;
    this.#file = file;
    this.#conflict = null;
    const { change } = saved;
    if (change?.before == null) return;
    await history.add({ by, about: reason, cell, at: now(), before: change.before, after: change.after });
  }

  /** Undoes or redoes a step. */
  async #turn(step: Step, page: string, undone: boolean): Promise<Undone> {
    const { store, history } = this.#dependencies;
    if (this.#conflict !== null) return refused('Two writers met; settle that first.');
    const { id } = this.#saved;
    const [from, to] = undone ? [step.after, step.before] : [step.before, step.after];
    const [base, wanted] = [store.revision(id, from)?.text, store.revision(id, to)?.text];
    if (base === undefined || wanted === undefined)
      return refused(`The texts of "${step.about}" are not there any more.`);
    const reason = `${undone ? 'undo' : 'redo'} ${step.about}`;
    for (let attempt = 0; attempt < 3; attempt++) {
      const kept = this.#saved.text !== base;
      const file = kept ? mergeFiles(parse(base), parse(wanted), this.#file) : parse(wanted, this.#file);
      if (!file) {
        return refused(
          `Nothing was changed: since "${step.about}" the same place was written outside or in another page, and ${undone ? 'undo' : 'redo'} would lose that. The revisions have every text.`,
        );
      }
      try {
        this.#saved = await store.save(id, print(file), { from: this.#saved.version, reason });
        this.#file = file;
        await history.mark(step, page, undone);
        return { done: true, about: step.about, cell: step.cell, kept };
      } catch (error) {
        if (!(error instanceof SaveConflict)) throw error;
        this.#file = parse(error.current.text, this.#file);
        await this.#meet(error.current);
      }
    }
    return refused(`Nothing was changed: ${id}.md is being written by another program.`);
  }

  /** Another writer's text is a revision before anything is made of it. */
  async #meet(current: NotebookText): Promise<void> {
    await this.#dependencies.store.keep(current.id, current.text, 'changed outside');
    this.#saved = current;
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const next = this.#last.then(work, work);
    this.#last = next.catch(() => undefined);
    return next;
  }
}

const refused = (message: string): Undone => ({ done: false, message, others: false });

function nothingToUndo(newest: Step | undefined): Undone {
  if (!newest) return refused('There is nothing to undo.');
  const at = new Date(newest.at).toISOString().slice(11, 19);
  const message = `This page has nothing to undo. The last change, "${newest.about}", was made elsewhere at ${at} UTC.`;
  return { done: false, message, others: true };
}
