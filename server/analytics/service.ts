import type { DuckDBConnection } from '@duckdb/node-api';
import { CellFailure, type Column, type Json, type QueryResult } from '../../cells/kind.ts';
import { type Calendars, calendarsByRule, calendarsOf } from '../../core/calendar/calendar.ts';
import type { Instant } from '../../core/model/time.ts';
import { lotMethodNames, lotMethods } from '../../core/pnl/methods.ts';
import { archiveFolder } from '../trace/archive-files.ts';
import { tracer } from '../trace/tracer.ts';
import { Analyser, type Understood } from './analyse.ts';
import { registerBarFunctions } from './bar-functions.ts';
import { writeBook } from './book.ts';
import { registerCalendarFunctions } from './calendar-functions.ts';
import { makeCalendar, writeCalendar } from './calendar-rows.ts';
import { Catalog } from './catalog.ts';
import { RecordCopy } from './copy.ts';
import { definitions, tableMacros } from './definitions.ts';
import { Engine } from './engine.ts';
import { explainedTables } from './explain.ts';
import { dropImport, ImportJob, publishImports } from './imports.ts';
import { instrumentFinder, writeInstruments } from './instruments.ts';
import { deskTables, Lots, methodTables } from './lots.ts';
import { Mutex } from './mutex.ts';
import { bindParameters } from './parameters.ts';
import type { Analysis, SourceInfo } from './port.ts';
import { registerPriceFunctions } from './price-functions.ts';
import type { Methods, Prepared, RunMessage, ServiceOptions } from './protocol.ts';
import { Aborted, Query } from './query.ts';
import { QueryQueue } from './queue.ts';
import { recordTable } from './record.ts';
import { Relations } from './relations.ts';
import { sources } from './sources.ts';
import { registerSymbolFunctions } from './symbol-functions.ts';
import { TracedRows } from './traced-rows.ts';

export interface Surroundings {
  log(line: string): void;
  /** Lets the writers of the record put down what they hold, and gives the depth of the books. */
  prepare(copies: readonly string[], books: readonly string[]): Promise<Prepared>;
}

/** Files of the archive that one query finds unreadable. */
const mostMended = 20;

/** Everything that the engine's process does. Internal work has connections of its own and never waits for queries. */
export class Service implements Methods {
  readonly #engine: Engine;
  readonly #analyser: Analyser;
  readonly #catalog: Catalog;
  readonly #copy: RecordCopy;
  readonly #lots: Lots;
  /** Each method by itself, folded once somebody asks for another than the first. */
  readonly #methods: readonly Lots[];
  readonly #relations = new Relations();
  readonly #surroundings: Surroundings;
  readonly #queue: QueryQueue;
  readonly #analysing = new Mutex();
  readonly #writing = new Mutex();
  /** Traces are many: a query of fills does not wait until they are copied. */
  readonly #tracing = new Mutex();
  readonly #traced: TracedRows;
  readonly #calendars: Calendars;
  #hasCalendar = false;
  readonly #giving = new Map<string, Mutex>();
  #importing: ImportJob | undefined;

  private constructor(
    parts: { engine: Engine; analyser: Analyser; traced: TracedRows; calendars: Calendars },
    options: ServiceOptions,
    surroundings: Surroundings,
  ) {
    this.#engine = parts.engine;
    this.#analyser = parts.analyser;
    this.#traced = parts.traced;
    this.#calendars = parts.calendars;
    this.#catalog = new Catalog(parts.engine);
    this.#copy = new RecordCopy(options);
    this.#lots = new Lots(contractsOf(options), lotMethods.fifo, deskTables);
    this.#methods = lotMethodNames.map((name) => new Lots(contractsOf(options), lotMethods[name], methodTables));
    this.#surroundings = surroundings;
    this.#queue = new QueryQueue({ slots: 2, trialMilliseconds: options.trialMilliseconds ?? 250 });
  }

  static async open(options: ServiceOptions, surroundings: Surroundings): Promise<Service> {
    const folder = options.inMemory ? undefined : options.folder;
    const archive = archiveFolder(options.folder);
    const engine = await Engine.open({ ...options, folder, archive }, surroundings.log);
    const connection = await engine.take();
    registerPriceFunctions(connection, instrumentFinder(options.instruments));
    const calendars = options.exceptions ? calendarsOf(options.exceptions) : calendarsByRule;
    registerCalendarFunctions(connection, calendars);
    registerBarFunctions(connection, calendars);
    if (options.symbols) registerSymbolFunctions(connection, options.symbols, calendars);
    await makeCalendar(connection);
    const traced = new TracedRows(archive, surroundings.log);
    await traced.make(connection);
    for (const definition of definitions) await connection.run(definition);
    await writeInstruments(connection, options.instruments);
    await publishImports(connection);
    await connection.run('PRAGMA disable_optimizer');
    const macros = new Map<string, readonly string[]>();
    for (const { name, call } of tableMacros) macros.set(name, await explainedTables(connection, call, []));
    const analyser = new Analyser(connection, macros, await aggregateNames(connection));
    return new Service({ engine, analyser, traced, calendars }, options, surroundings);
  }

  async analyse(sql: string): Promise<Analysis> {
    const { tables, parameters, unknown } = await this.#understand(sql);
    const reads = [...tables, ...parameters.map((name) => `$${name}`)];
    return unknown === undefined ? { reads } : { reads, unknown };
  }

  async run(request: RunMessage, signal: AbortSignal): Promise<QueryResult> {
    const understood = await this.#understand(request.sql);
    const bound = bindParameters(understood.sql, understood.parameters, new Map(request.params));
    const update = () => this.#bringUpToDate(understood, new Set(request.cells));
    const copies = await tracer.span('server/analytics/service.Service.bringUpToDate', {}, update);
    const give =
      request.give !== undefined && request.notebook !== undefined
        ? { notebook: request.notebook, cell: request.give }
        : undefined;
    const names = [...this.#catalog.names(), ...request.cells];
    const on = { engine: this.#engine, relations: this.#relations };
    const execution = { understood, bound, limit: request.limit, give, names };
    for (let again = 0; ; again++) {
      const query = new Query(on, execution, request.notebook, request.timeoutMilliseconds);
      const enqueue = () => this.#enqueue(query, signal);
      await (give ? this.#givingOf(`${give.notebook}/${give.cell}`).run(enqueue) : enqueue());
      const { outcome } = query;
      if (!(outcome instanceof Error)) return outcome;
      if (again === mostMended || !(await this.#mend(outcome, copies))) throw outcome;
    }
  }

  #mend({ message }: Error, copies: readonly string[]): Promise<boolean> {
    return this.#engine.with((connection) => this.#traced.mend(connection, message, copies));
  }

  async forget(notebook: string, cell?: string): Promise<void> {
    await this.#engine.with((connection) => this.#relations.forget(connection, notebook, cell));
  }

  sources(): Promise<readonly SourceInfo[]> {
    return this.#catalog.list();
  }

  async importBegin(name: string, about: string, columns: readonly Column[]): Promise<void> {
    if (this.#importing) {
      throw new CellFailure({
        code: 'refused',
        message: 'Another import is at work.',
        hint: 'Try again when it is done.',
      });
    }
    const connection = await this.#engine.take();
    try {
      this.#importing = await ImportJob.begin(connection, name, about, columns);
    } finally {
      if (!this.#importing) this.#engine.give(connection);
    }
  }

  async importAppend(rows: readonly (readonly Json[])[]): Promise<void> {
    await this.#job().append(rows);
  }

  async importCommit(): Promise<number> {
    const job = this.#job();
    const rows = await job.commit();
    this.#importing = undefined;
    this.#engine.give(job.connection);
    await this.#catalog.refresh();
    return rows;
  }

  #job(): ImportJob {
    if (this.#importing) return this.#importing;
    throw new CellFailure({
      code: 'internal',
      message: 'The SQL engine stopped during the import, and nothing of it was kept.',
      hint: 'It runs again: import the file once more.',
    });
  }

  async importAbandon(): Promise<void> {
    const job = this.#importing;
    if (!job) return;
    this.#importing = undefined;
    await job.abandon();
    this.#engine.give(job.connection);
  }

  async dropImport(name: string): Promise<void> {
    await this.#engine.with((connection) => dropImport(connection, name));
    await this.#catalog.refresh();
  }

  async close(): Promise<void> {
    await this.importAbandon();
    this.#copy.close();
    this.#engine.close();
  }

  #understand(sql: string): Promise<Understood> {
    return this.#analyser.known(sql) ?? this.#analysing.run(() => this.#analyser.understand(sql));
  }

  async #enqueue(query: Query, signal: AbortSignal): Promise<void> {
    if (signal.aborted) throw new Aborted();
    const { done, cancel } = this.#queue.add(query);
    const abort = () => {
      query.abort();
      cancel();
    };
    signal.addEventListener('abort', abort);
    await done;
    signal.removeEventListener('abort', abort);
  }

  /** Says which copies the query reads. */
  async #bringUpToDate(understood: Understood, cells: ReadonlySet<string>): Promise<readonly string[]> {
    const read = understood.unknown === undefined ? understood.tables : sources.map((source) => source.name);
    const outside = read.filter((name) => !cells.has(name));
    const copies = [...new Set(outside.flatMap((name) => this.#catalog.copiesOf(name)))];
    if (outside.includes('calendar')) await this.#writing.run(() => this.#layCalendar());
    const books = outside.filter((name) => name.startsWith('book.')).map((name) => name.slice('book.'.length));
    if (copies.length === 0 && books.length === 0) return copies;
    const { books: depths, now } = await this.#surroundings.prepare(copies, books);
    const traces = copies.filter((name) => recordTable(name)?.file === 'trace');
    const others = copies.filter((name) => !traces.includes(name));
    if (traces.length > 0) await this.#tracing.run(() => this.#updateTraces(traces, now));
    if (others.length === 0 && books.length === 0) return copies;
    await this.#writing.run(async () => {
      await this.#update(others, now);
      await this.#engine.with(async (connection) => {
        for (const [instrument, rows] of depths) await writeBook(connection, instrument, rows);
      });
    });
    return copies;
  }

  #copied(connection: DuckDBConnection, name: string, now: Instant) {
    const options = { inputs: { name } };
    return tracer.span('server/analytics/copy.RecordCopy.update', options, () =>
      this.#copy.update(connection, name, now),
    );
  }

  /** With the first query of it: sixteen years take longer to work out than the rest of a start. */
  async #layCalendar(): Promise<void> {
    if (this.#hasCalendar) return;
    await this.#engine.with((connection) => writeCalendar(connection, this.#calendars));
    this.#hasCalendar = true;
  }

  async #update(copies: readonly string[], now: Instant): Promise<void> {
    await this.#engine.with(async (connection) => {
      for (const name of new Set(copies)) {
        const { appended, emptied } = await this.#copied(connection, name, now);
        if ((emptied && name === 'fills') || (appended > 0 && name === 'fill_amendments'))
          for (const lots of [this.#lots, ...this.#methods]) lots.reset();
      }
      if (copies.includes('matches')) await this.#lots.update(connection);
      if (copies.includes('methods')) for (const lots of this.#methods) await lots.update(connection);
    });
  }

  async #updateTraces(copies: readonly string[], now: Instant): Promise<void> {
    await this.#engine.with(async (connection) => {
      for (const name of copies) {
        await this.#copied(connection, name, now);
        await this.#traced.refresh(connection, name);
      }
    });
  }

  #givingOf(key: string): Mutex {
    const known = this.#giving.get(key) ?? new Mutex();
    this.#giving.set(key, known);
    return known;
  }
}

async function aggregateNames(connection: DuckDBConnection): Promise<ReadonlySet<string>> {
  const sql = "SELECT DISTINCT lower(function_name) FROM duckdb_functions() WHERE function_type = 'aggregate'";
  const rows = await (await connection.run(sql)).getRows();
  return new Set([...rows.map((row) => String(row[0])), 'unnest', 'unlist', 'vwap']);
}

function contractsOf(options: ServiceOptions) {
  const find = instrumentFinder(options.instruments);
  return (id: string) => {
    const instrument = find(id);
    if (!instrument) throw new Error(`The record has fills of ${id}, which is not a configured instrument.`);
    return instrument;
  };
}
