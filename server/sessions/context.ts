import {
  type CellContext,
  CellFailure,
  type ParamValue,
  type QueryOptions,
  type QueryResult,
} from '../../cells/kind.ts';
import type { HistoryReader } from '../../core/bars/history.ts';
import type { TraceReader } from '../../core/trace/query.ts';
import type { Analytics } from '../analytics/port.ts';
import type { Desk } from '../desk/port.ts';
import type { CellText } from './cell-text.ts';
import type { Known } from './inputs.ts';
import { pacedChanges } from './pace.ts';
import type { Sources } from './sources.ts';

const hotPace = 16;
const coldPace = 50;

export interface ContextRequest {
  readonly notebook: string;
  readonly cell: CellText;
  readonly signal: AbortSignal;
  /** Another cell reads the result, so it is kept as a relation. */
  readonly give: boolean;
  /** Values of the notebook's inputs as this run began. */
  readonly inputs: ReadonlyMap<string, ParamValue>;
  /** Of a cell that is an input: what it is set to. */
  readonly setting: Known | undefined;
  readonly reads: readonly string[];
  readonly relations: () => readonly string[];
  readonly valueOf: (cell: string) => unknown;
  readonly onRelation: () => void;
}

export interface ContextDependencies {
  readonly desk: Pick<Desk, 'bus' | 'clock' | 'tradeDate' | 'instruments' | 'instrument' | 'follow'>;
  readonly analytics: Analytics;
  readonly history: HistoryReader;
  readonly traces: TraceReader;
  readonly sources: Sources;
}

/** Everything one run of a cell may touch. */
export function createContext(request: ContextRequest, dependencies: ContextDependencies): CellContext {
  const { desk, sources } = dependencies;
  const { cell, signal, inputs, setting } = request;
  const own = new Set(request.reads.filter((name) => name.startsWith('$')).map((name) => name.slice(1).toLowerCase()));
  const pace = cell.every ?? (cell.kind?.layout.pace === 'hot' ? hotPace : coldPace);
  return {
    id: cell.spec.id,
    signal,
    clock: desk.clock,
    tradeDate: desk.tradeDate(),
    params: new Map([...inputs].filter(([name]) => own.has(name))),
    ...(setting === undefined ? {} : { setting }),
    instruments: desk.instruments().map(({ id }) => id),
    instrument: (name) => instrumentNamed(desk, name),
    follow: (name) => followed(desk, name),
    query: (sql, options) => query(sql, options, request, dependencies),
    valueOf: request.valueOf,
    read: <V>(topic: string): V | undefined => {
      const known = sources.topic(topic);
      return known === undefined ? undefined : desk.bus.read<V>(known);
    },
    history: dependencies.history,
    traces: dependencies.traces,
    changes: (...topics) => {
      const known = topics.flatMap((topic) => sources.topic(topic) ?? []);
      return pacedChanges(desk.bus, known, pace, signal);
    },
  };
}

function instrumentNamed(desk: Pick<Desk, 'instrument'>, name: string): ReturnType<Desk['instrument']> {
  try {
    return desk.instrument(name);
  } catch (error) {
    if (error instanceof CellFailure) throw error;
    throw new CellFailure({ code: 'unknown_name', message: error instanceof Error ? error.message : String(error) });
  }
}

async function followed(desk: Pick<Desk, 'follow'>, name: string): Promise<string | undefined> {
  try {
    await desk.follow(name);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function query(
  sql: string,
  options: QueryOptions | undefined,
  request: ContextRequest,
  { analytics, desk }: ContextDependencies,
): Promise<QueryResult> {
  const { notebook, cell, signal, relations } = request;
  const { reads, unknown } = await analytics.analyse(sql);
  const available = new Map<string, ParamValue>([
    ['now', { type: 'timestamp', value: desk.clock.now() }],
    ['today', { type: 'date', value: desk.tradeDate() }],
    ...request.inputs,
  ]);
  const named =
    unknown === undefined ? reads.filter((name) => name.startsWith('$')) : (sql.match(/\$[a-z_]\w*/gi) ?? []);
  const params = new Map<string, ParamValue>();
  for (const name of named) {
    const value = available.get(name.slice(1).toLowerCase());
    if (value) params.set(name.slice(1), value);
  }
  const give = options?.give === true && request.give;
  signal.throwIfAborted();
  const result = await analytics.run({
    sql,
    params,
    notebook,
    cells: relations(),
    signal,
    ...(options?.limit === undefined ? {} : { limit: options.limit }),
    ...(give ? { give: cell.spec.name } : {}),
  });
  if (give) request.onRelation();
  return result;
}
