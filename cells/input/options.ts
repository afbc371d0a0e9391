import type { PositionsState } from '../../core/topics.ts';
import type { VenueState } from '../../core/venue/state.ts';
import { type Analyse, type CellContext, CellFailure, type Json } from '../kind.ts';
import type { SelectProps } from './schema.ts';
import type { Option } from './value.ts';

/** More help nobody who has to find one of them. */
const listed = 500;

export interface Offered {
  readonly options: Option[];
  readonly more: number;
}

/** What can be chosen, from the file, a query or the console; each once, in that order. */
export async function offeredOf(
  { options, query, defaults }: SelectProps,
  chosen: readonly string[],
  context: CellContext,
): Promise<Offered> {
  if (query !== undefined) return ofQuery(query, context);
  if (Array.isArray(options)) return { options: options.map(plain), more: 0 };
  // The console knows more names (`ZN`) than it lists.
  const known = options === 'instruments' ? context.instruments : accounts(context);
  const named = [...known, ...defaults, ...chosen].filter((name) => name !== '');
  return { options: [...new Set(named)].map(plain), more: 0 };
}

async function ofQuery(query: string, context: CellContext): Promise<Offered> {
  const { rows, rowCount } = await ofTheQuery(context.id, () => context.query(query, { limit: listed }));
  const found = new Map<string, Option>();
  for (const [first, second] of rows) {
    if (first === null || first === undefined) continue;
    const value = textOf(first);
    if (!found.has(value)) found.set(value, { value, label: textOf(second ?? first) });
  }
  return { options: [...found.values()], more: rowCount - rows.length };
}

/** Finds the names that the query of an input reads. */
export const readsOf = (query: string, id: string, analyse: Analyse): ReturnType<Analyse> =>
  ofTheQuery(id, () => analyse(query));

/** A place in a query is none in the body that holds it. */
async function ofTheQuery<T>(id: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (failure) {
    if (!(failure instanceof CellFailure)) throw failure;
    const { position, ...error } = failure.error;
    const where = position && `It is in line ${position.line}, column ${position.column} of the query.`;
    const hint = [error.hint, where].filter(Boolean).join(' ');
    const message = `The choices of ${id} cannot be found. ${error.message}`;
    throw new CellFailure({ ...error, message, ...(hint === '' ? {} : { hint }) });
  }
}

const textOf = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value));

const plain = (value: string): Option => ({ value, label: value });

function accounts(context: CellContext): string[] {
  const positions = context.read<PositionsState>('positions')?.positions ?? [];
  const books = context.read<VenueState>('venue')?.accounts ?? [];
  return [
    ...new Set<string>([...positions.map(({ account }) => account), ...books.map(({ account }) => account.id)]),
  ].sort();
}
