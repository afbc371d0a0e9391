import type { Analyse, CellContext, Refs } from '../kind.ts';
import type { SqlProps, SqlValue } from './schema.ts';

export async function refs(props: SqlProps, id: string, analyse: Analyse): Promise<Refs> {
  return { ...(await analyse(props.sql)), gives: id };
}

/** Yields once a run; the result is also the relation that other cells read by this cell's name. */
export async function* frames(props: SqlProps, context: CellContext): AsyncIterable<SqlValue> {
  yield await context.query(props.sql, { give: true });
}
