import type { DuckDBConnection } from '@duckdb/node-api';
import { CellFailure } from '../../cells/kind.ts';
import { explainedTables } from './explain.ts';
import { cellFailure } from './failure.ts';
import { pivotWithColumns } from './pivot.ts';
import { type Position, positionAt, positionOfByte, positionOfCharacter } from './position.ts';
import { bareNames, refusedScalar, refusedStatement, refusedTableFunction } from './refused.ts';
import { isWord, type Token, tokens } from './tokens.ts';
import { type Known, readTree } from './tree.ts';

/** One statement, understood: what it reads and how it is to be run. */
export interface Understood {
  /** The statement as typed, without a closing semicolon. */
  readonly sql: string;
  readonly tables: readonly string[];
  readonly parameters: readonly string[];
  readonly ordered: boolean;
  /** Its rows come as a table is scanned. */
  readonly streams: boolean;
  /** Why the tables are not known. */
  readonly unknown?: string;
}

interface Serialized {
  readonly error?: boolean;
  readonly error_type?: string;
  readonly error_message?: string;
  readonly position?: string;
  readonly statements?: readonly unknown[];
}

const readWords = new Set([
  'select',
  'from',
  'with',
  'values',
  'table',
  'pivot',
  'unpivot',
  'summarize',
  'describe',
  'desc',
  'show',
  'pivot_wider',
  'pivot_longer',
]);

function failAt(code: 'syntax' | 'refused', message: string, hint: string | undefined, position?: Position): never {
  throw new CellFailure({ code, message, ...(hint ? { hint } : {}), ...(position ? { position } : {}) });
}

/** Reads SQL in layers: the tree, the tree of a PIVOT made readable, the plan; and says so when none of them knows. */
export class Analyser {
  readonly #connection: DuckDBConnection;
  readonly #macros: ReadonlyMap<string, readonly string[]>;
  readonly #names: Known;
  readonly #known = new Map<string, Understood>();

  /** `connection` has its optimizer off; `macros` are the table macros with the sources that each reads. */
  constructor(
    connection: DuckDBConnection,
    macros: ReadonlyMap<string, readonly string[]>,
    aggregates: ReadonlySet<string>,
  ) {
    this.#connection = connection;
    this.#macros = macros;
    this.#names = { macros: new Set(macros.keys()), aggregates };
  }

  /** What is known of a text that was read before. */
  known(typed: string): Promise<Understood> | undefined {
    const known = this.#known.get(typed);
    return known && Promise.resolve(known);
  }

  async understand(typed: string): Promise<Understood> {
    const known = this.#known.get(typed);
    if (known) return known;
    const understood = await this.#read(typed);
    if (this.#known.size >= 500) this.#known.delete(this.#known.keys().next().value as string);
    this.#known.set(typed, understood);
    return understood;
  }

  async #read(typed: string): Promise<Understood> {
    const all = tokens(typed);
    const sql = this.#single(typed, all);
    const serialized = await this.#serialize(sql);
    if (!serialized.error) return this.#understood(sql, sql, serialized, (byte) => positionOfByte(sql, byte));
    if (serialized.error_type === 'parser') {
      return failAt(
        'syntax',
        serialized.error_message ?? 'The query does not parse.',
        undefined,
        positionOfCharacter(sql, Number(serialized.position)),
      );
    }
    if (all.some((token) => token.text === '?')) {
      return failAt(
        'refused',
        'A parameter without a name stands for nothing here.',
        'Write $name, where name is an input cell.',
      );
    }
    const first = all[0]!;
    if (first.kind === 'word' && !readWords.has(first.text.toLowerCase())) {
      const refusal = refusedStatement(first.text);
      return failAt('refused', refusal.message, refusal.hint, positionAt(sql, first.start));
    }
    return this.#readPivot(sql, all);
  }

  async #readPivot(sql: string, all: readonly Token[]): Promise<Understood> {
    const rewritten = pivotWithColumns(sql);
    const serialized = rewritten ? await this.#serialize(rewritten.sql) : undefined;
    if (rewritten && serialized && !serialized.error) {
      return this.#understood(sql, rewritten.sql, serialized, (byte) => {
        const position = positionOfByte(rewritten.sql, byte);
        return position && positionAt(sql, rewritten.original(position.offset));
      });
    }
    return this.#explained(sql, all);
  }

  async #explained(sql: string, all: readonly Token[]): Promise<Understood> {
    this.#refuseCalls(sql, all);
    const parameters = [
      ...new Set(all.filter((t) => t.kind === 'parameter').map((t) => t.text.slice(1).toLowerCase())),
    ];
    try {
      const tables = await explainedTables(this.#connection, sql, parameters);
      return { sql, tables, parameters, ordered: false, streams: false };
    } catch (reason) {
      const { error } = cellFailure(reason, { sql, prefixBytes: 'EXPLAIN (FORMAT json) '.length, names: [] });
      if (error.code === 'syntax') throw new CellFailure(error);
      return {
        sql,
        tables: [],
        parameters,
        ordered: false,
        streams: false,
        unknown: `What it reads is not known, so it runs by hand: ${error.message}`,
      };
    }
  }

  /** Where there is no tree, every call is judged by its name alone. */
  #refuseCalls(sql: string, all: readonly Token[]): void {
    for (const [index, token] of all.entries()) {
      if (token.kind !== 'word') continue;
      const called = all[index + 1]?.text === '(';
      const name = token.text.toLowerCase();
      if (!called && !bareNames.has(name)) continue;
      const afterFrom =
        isWord(all[index - 1], 'from') || isWord(all[index - 1], 'join') || all[index - 1]?.text === ',';
      const refusal =
        refusedScalar(name, called ? 2 : 0) ??
        (called && afterFrom ? refusedTableFunction(name, this.#names.macros) : undefined);
      if (refusal) failAt('refused', refusal.message, refusal.hint, positionAt(sql, token.start));
    }
  }

  #single(typed: string, all: readonly Token[]): string {
    if (all.every((token) => token.text === ';')) {
      return failAt(
        'syntax',
        'There is no query yet.',
        'Write a SELECT, for example: select * from fills',
        positionAt(typed, 0),
      );
    }
    const semicolon = all.findIndex((token) => token.text === ';' && token.kind === 'symbol');
    const second = semicolon < 0 ? undefined : all.slice(semicolon).find((token) => token.text !== ';');
    if (second) {
      return failAt(
        'refused',
        'A cell is one SELECT, and a second statement begins here.',
        'Move it to a cell of its own.',
        positionAt(typed, second.start),
      );
    }
    return semicolon < 0 ? typed : typed.slice(0, all[semicolon]!.start);
  }

  async #serialize(sql: string): Promise<Serialized> {
    try {
      const result = await this.#connection.run('SELECT json_serialize_sql($1::VARCHAR)', [sql]);
      return JSON.parse(String((await result.getRows())[0]?.[0])) as Serialized;
    } catch (reason) {
      throw cellFailure(reason, { sql, prefixBytes: 0, names: [] });
    }
  }

  #understood(
    sql: string,
    parsed: string,
    serialized: Serialized,
    place: (byte: number | undefined) => Position | undefined,
  ): Understood {
    const reading = readTree(serialized.statements?.[0], parsed, this.#names);
    const problem = reading.problems[0];
    if (problem) {
      const { byteOffset, ...error } = problem;
      const position = place(byteOffset);
      throw new CellFailure({ ...error, ...(position ? { position } : {}) });
    }
    const fromMacros = reading.macros.flatMap((name) => this.#macros.get(name) ?? []);
    return {
      sql,
      tables: [...new Set([...reading.tables, ...fromMacros])],
      parameters: reading.parameters,
      ordered: reading.ordered,
      streams: reading.streams,
    };
  }
}
