import { AsyncResource } from 'node:async_hooks';
import type { DuckDBConnection } from '@duckdb/node-api';
import { CellFailure, type QueryResult } from '../../cells/kind.ts';
import { tracer } from '../trace/tracer.ts';
import type { Engine } from './engine.ts';
import { type Execution, execute } from './execute.ts';
import type { Job } from './queue.ts';
import type { Relations } from './relations.ts';

export class Aborted extends Error {}

const interruptAgainMilliseconds = 50;

/** One run of one query on a connection of its own: timed, limited, and stopped when its asker has gone. */
export class Query implements Job {
  readonly owner: string;
  readonly #engine: Engine;
  readonly #relations: Relations;
  readonly #execution: Execution;
  readonly #notebook: string | undefined;
  readonly #timeoutMilliseconds: number;
  #connection: DuckDBConnection | undefined;
  #stopping: ReturnType<typeof setInterval> | undefined;
  #aborted = false;
  #timedOut = false;
  /** Within the call that asks for it, whichever lets it run. */
  readonly run = AsyncResource.bind(() => tracer.span('server/analytics/query.Query.run', {}, () => this.#run()));
  outcome: QueryResult | Error = new Aborted();

  constructor(
    on: { readonly engine: Engine; readonly relations: Relations },
    execution: Execution,
    notebook: string | undefined,
    timeoutMilliseconds: number,
  ) {
    this.#engine = on.engine;
    this.#relations = on.relations;
    this.#execution = execution;
    this.#notebook = notebook;
    this.owner = notebook ?? '';
    this.#timeoutMilliseconds = timeoutMilliseconds;
  }

  abort(): void {
    this.#aborted = true;
    this.outcome = new Aborted();
  }

  async #run(): Promise<boolean> {
    const begun = performance.now();
    const timer = setTimeout(() => {
      this.#timedOut = true;
      this.interrupt();
    }, this.#timeoutMilliseconds);
    const connection = await this.#engine.take();
    this.#connection = connection;
    try {
      await this.#relations.pointAt(connection, this.#notebook);
      const page = await execute(connection, this.#execution);
      this.outcome = { ...page, milliseconds: performance.now() - begun };
      return true;
    } catch (reason) {
      this.outcome = this.#explain(reason);
      return this.#aborted || this.#timedOut || !isInterrupt(reason);
    } finally {
      clearTimeout(timer);
      clearInterval(this.#stopping);
      this.#stopping = undefined;
      this.#connection = undefined;
      this.#engine.give(connection);
    }
  }

  /** An interrupt counts only while a statement runs, so it is repeated until the query has ended. */
  interrupt(): void {
    if (!this.#connection || this.#stopping) return;
    this.#connection.interrupt();
    this.#stopping = setInterval(() => this.#connection?.interrupt(), interruptAgainMilliseconds);
  }

  #explain(reason: unknown): Error {
    if (this.#aborted) return new Aborted();
    if (!this.#timedOut) return reason instanceof Error ? reason : new Error(String(reason));
    return new CellFailure({
      code: 'query',
      message: `The query was stopped after ${this.#timeoutMilliseconds / 1000} s, the longest it may take.`,
      hint: 'Read fewer rows: filter by trade_date or instrument, or aggregate in a cell of its own.',
    });
  }
}

function isInterrupt(reason: unknown): boolean {
  return reason instanceof Error && /interrupt/i.test(reason.message);
}
