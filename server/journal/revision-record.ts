import type { GroupCommit } from './commits.ts';
import type { Revision, Revisions } from './port.ts';
import type { Statements } from './statements.ts';

/** The texts of notebooks in the journal. */
export class RevisionRecord implements Revisions {
  readonly #sql: Statements;
  readonly #commits: GroupCommit;

  constructor(sql: Statements, commits: GroupCommit) {
    this.#sql = sql;
    this.#commits = commits;
  }

  append({ notebook, reason, text, at }: Omit<Revision, 'id'>): Promise<number> {
    return this.#commits.ask((now) =>
      Number(this.#sql.get('insert_revision').run(notebook, reason, text, at, now).lastInsertRowid),
    );
  }

  of(notebook: string): readonly Revision[] {
    return this.#sql.all('revisions', notebook);
  }

  last(notebook: string): Revision | undefined {
    return this.#sql.one('last_revision', notebook);
  }

  one(id: number): Revision | undefined {
    return this.#sql.one('revision', id);
  }

  ending(reasons: readonly string[]): readonly Revision[] {
    return this.#sql.all('revisions_ending', JSON.stringify(reasons));
  }
}
