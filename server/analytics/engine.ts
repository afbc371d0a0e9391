import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { availableParallelism, totalmem } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import type { RecordingFile } from './protocol.ts';
import { copyShape } from './record.ts';
import { createStatements, literal } from './schema.ts';

export interface EngineOptions {
  /** Where `analytics.duckdb` and `imports.duckdb` lie; without it everything is in memory. */
  readonly folder?: string | undefined;
  /** The folder of Parquet files beside them: all that views may read of the disk. */
  readonly archive: string;
  readonly environment: string;
  readonly run: string;
  /** The copy of a run that plays a recording is worth nothing afterwards, so it stays in memory. */
  readonly recording?: RecordingFile | undefined;
  readonly memoryMegabytes?: number | undefined;
  readonly threads?: number | undefined;
  readonly lockMilliseconds?: number | undefined;
}

class FolderInUse extends Error {}

/** Facts that the copy was made under; when one differs it is made anew. */
function facts(options: EngineOptions): string {
  return JSON.stringify([copyShape(), options.environment, options.run]);
}

async function ask(connection: DuckDBConnection, sql: string): Promise<unknown> {
  return (await (await connection.run(sql)).getRows())[0]?.[0];
}

/** A console that was killed has an engine that holds these files until it has noticed. */
const usualLockMilliseconds = 5_000;

const isLocked = (reason: unknown): boolean => /could not set lock|lock on file/i.test(String(reason));

/**
 * The one DuckDB instance: `analytics` (a copy of the record, made anew whenever it cannot be used), `imports` (rows that only this
 * file has) and `cells` (relations of cells, in memory). Sealed before any query of a person runs.
 */
export class Engine {
  readonly #instance: DuckDBInstance;
  readonly #idle: DuckDBConnection[] = [];

  private constructor(instance: DuckDBInstance) {
    this.#instance = instance;
  }

  static async open(options: EngineOptions, log: (line: string) => void): Promise<Engine> {
    const threads = options.threads ?? Math.max(2, availableParallelism());
    const memory = options.memoryMegabytes ?? Math.max(512, Math.min(4096, Math.floor(totalmem() / 1048576 / 4)));
    const instance = await DuckDBInstance.create(':memory:', { threads: String(threads), errors_as_json: 'true' });
    const engine = new Engine(instance);
    const connection = await instance.connect();
    await connection.run(`SET memory_limit = '${memory}MB'`);
    if (options.folder) {
      mkdirSync(options.folder, { recursive: true });
      const temporary = path.join(options.folder, 'analytics.tmp');
      await connection.run(`SET temp_directory = ${literal(temporary)}`);
      await connection.run(`SET max_temp_directory_size = '4GB'`);
    } else await connection.run(`SET temp_directory = ''`);
    await attachAnalytics(connection, options, log);
    await attachImports(connection, options, log);
    await connection.run(`ATTACH ':memory:' AS cells`);
    await connection.run('CREATE SCHEMA cells.book');
    for (const setting of [
      'autoinstall_known_extensions = false',
      'autoload_known_extensions = false',
      'allow_community_extensions = false',
      `allowed_directories = [${literal(options.archive)}]`,
      'enable_external_access = false',
      'lock_configuration = true',
    ]) {
      await connection.run(`SET ${setting}`);
    }
    engine.give(connection);
    return engine;
  }

  /** A connection of its own for as long as the caller holds it. */
  async take(): Promise<DuckDBConnection> {
    const idle = this.#idle.pop();
    if (idle) return idle;
    const connection = await this.#instance.connect();
    await connection.run('USE analytics.main');
    return connection;
  }

  give(connection: DuckDBConnection): void {
    this.#idle.push(connection);
  }

  async with<T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
    const connection = await this.take();
    try {
      return await work(connection);
    } finally {
      this.give(connection);
    }
  }

  close(): void {
    for (const connection of this.#idle) connection.closeSync();
    this.#instance.closeSync();
  }
}

async function attachAnalytics(connection: DuckDBConnection, options: EngineOptions, log: (line: string) => void) {
  const file = options.folder && !options.recording ? path.join(options.folder, 'analytics.duckdb') : undefined;
  const wanted = facts(options);
  if (file) {
    const reason = await tryExisting(connection, file, options);
    if (reason === undefined) return;
    if (reason !== '') log(`analytics.duckdb is made anew from the record: ${reason}`);
    rmSync(file, { force: true });
    rmSync(`${file}.wal`, { force: true });
  }
  await attach(connection, 'analytics', file, options);
  await connection.run('USE analytics.main');
  for (const statement of createStatements) await connection.run(statement);
  await connection.run(`INSERT INTO analytics.record.facts VALUES ('made', ${literal(wanted)})`);
}

async function attach(
  connection: DuckDBConnection,
  name: 'analytics' | 'imports',
  file: string | undefined,
  { lockMilliseconds = usualLockMilliseconds }: EngineOptions,
) {
  const until = performance.now() + lockMilliseconds;
  for (;;) {
    try {
      await connection.run(`ATTACH ${literal(file ?? ':memory:')} AS ${name}`);
      return;
    } catch (reason) {
      if (!isLocked(reason)) throw reason;
      if (performance.now() > until) {
        throw new FolderInUse(
          `Another process holds ${name}.duckdb of this data folder. Close that console, or ask it for the answer.`,
        );
      }
      await pause(25);
    }
  }
}

/** Attaches the file when it can be used; otherwise says why not, with no words for a file that is not there. */
async function tryExisting(
  connection: DuckDBConnection,
  file: string,
  options: EngineOptions,
): Promise<string | undefined> {
  try {
    await attach(connection, 'analytics', file, options);
  } catch (reason) {
    if (reason instanceof FolderInUse) throw reason;
    return String(reason instanceof Error ? reason.message : reason).split('\n')[0]!;
  }
  const made = await ask(connection, `SELECT value FROM analytics.record.facts WHERE key = 'made'`).catch(() => null);
  if (made === facts(options)) {
    await connection.run('USE analytics.main');
    return undefined;
  }
  const empty =
    made === null &&
    (await ask(connection, `SELECT count(*) FROM duckdb_tables() WHERE database_name = 'analytics'`)) === 0n;
  await connection.run('DETACH analytics');
  return empty ? '' : 'it was made by another version, environment or run.';
}

async function attachImports(connection: DuckDBConnection, options: EngineOptions, log: (line: string) => void) {
  const file = options.folder ? path.join(options.folder, 'imports.duckdb') : undefined;
  try {
    await attach(connection, 'imports', file, options);
  } catch (reason) {
    if (!file || reason instanceof FolderInUse) throw reason;
    const aside = `${file}.unreadable-${Date.now()}`;
    renameSync(file, aside);
    log(`imports.duckdb could not be read and was set aside as ${path.basename(aside)}: import those files again.`);
    await attach(connection, 'imports', file, options);
  }
  await connection.run(
    'CREATE TABLE IF NOT EXISTS imports.main."#imports" (name VARCHAR PRIMARY KEY, about VARCHAR, rows BIGINT)',
  );
}
