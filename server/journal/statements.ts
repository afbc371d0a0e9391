import type { Database, Statement } from 'better-sqlite3';
import { queriesOf } from './sql.ts';

/** The named queries of `sql/queries/<file>.sql` on one connection, each prepared when it is first used. */
export class Statements {
  readonly #database: Database;
  readonly #query: (name: string) => string;
  readonly #prepared = new Map<string, Statement<unknown[]>>();

  constructor(database: Database, file: string) {
    this.#database = database;
    this.#query = queriesOf(file);
  }

  get(name: string): Statement<unknown[]> {
    let statement = this.#prepared.get(name);
    if (statement === undefined) {
      statement = this.#database.prepare<unknown[]>(this.#query(name));
      this.#prepared.set(name, statement);
    }
    return statement;
  }

  run(name: string, ...values: unknown[]): number {
    return this.get(name).run(...values).changes;
  }

  one<Row>(name: string, ...values: unknown[]): Row | undefined {
    return this.get(name).get(...values) as Row | undefined;
  }

  all<Row>(name: string, ...values: unknown[]): Row[] {
    return this.get(name).all(...values) as Row[];
  }
}
