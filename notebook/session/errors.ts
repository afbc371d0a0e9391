import type { CellError } from '../../cells/kind.ts';
import { duplicates } from '../dataflow/graph.ts';
import { fold } from '../dataflow/names.ts';
import { nearest } from '../format/nearest.ts';
import type { CellState, SessionState } from './state.ts';

/** Errors that the names alone decide, by cell; readers of these cells get `upstream` instead. */
export function errorsOfNames(state: SessionState): ReadonlyMap<string, CellError> {
  const errors = new Map<string, CellError>();
  for (const cell of state.cells.values()) {
    const [missing] = missingNames(state, cell);
    if (missing !== undefined) errors.set(cell.spec.id, unknownName(state, cell, missing));
  }
  for (const [id, path] of state.graph.cycles) errors.set(id, cycle(path));
  for (const [id, { name, givers }] of duplicates(state.graph))
    errors.set(id, duplicate(name.replace('#', ''), givers));
  for (const { spec, refused } of state.cells.values()) {
    const error = spec.fault ?? refused;
    if (error) errors.set(spec.id, error);
  }
  return errors;
}

export const missesName = (state: SessionState, cell: CellState): boolean => missingNames(state, cell).length > 0;

/** The names that a cell reads and nothing has, as written. */
export function missingNames(state: SessionState, cell: CellState): readonly string[] {
  const outside = state.graph.outside.get(cell.spec.id) ?? [];
  if (!cell.refs || outside.length === 0) return [];
  const sources = new Set(cell.refs.sources.map(fold));
  return outside.filter((name) => !sources.has(fold(name)));
}

export function unknownName(state: SessionState, cell: CellState, name: string): CellError {
  const message = `Nothing is called ${name}: no cell of this notebook gives it and no source has that name.`;
  if (name.startsWith('$')) {
    const inputs = [...state.graph.givers.keys()].filter((given) => given.startsWith('$'));
    const parts = inputs.filter((given) => given.startsWith(`${fold(name)}_`));
    const near = name.length > 3 ? nearest(name, inputs) : undefined;
    const meant = parts.length > 0 ? parts : near === undefined ? [] : [near];
    const add = `Add an input cell named ${name.slice(1)}, or take ${name} out.`;
    return { code: 'unknown_name', message, hint: meant.length > 0 ? `Did you mean ${meant.join(' or ')}?` : add };
  }
  const names = [...state.graph.givers.keys()].filter((given) => !given.startsWith('$') && !given.startsWith('#'));
  const meant = cell.refs?.near?.get(name) ?? [];
  if (meant.length > 0) return { code: 'unknown_name', message, hint: `Did you mean ${meant.join(' or ')}?` };
  const hint = names.length > 0 ? `Cells here give ${names.slice(0, 8).join(', ')}.` : 'Check how it is spelt.';
  return { code: 'unknown_name', message, hint };
}

const cycle = (path: readonly string[]): CellError => ({
  code: 'cycle',
  message:
    path.length === 2 ? `It reads itself: ${path.join(' → ')}.` : `These cells read each other: ${path.join(' → ')}.`,
  hint: 'Take one of these reads out; the rest of the notebook runs.',
  path,
});

const duplicate = (name: string, givers: readonly string[]): CellError => ({
  code: 'duplicate',
  message: `${givers.length === 2 ? 'Two cells give' : `${givers.length} cells give`} the name ${name}: ${givers.join(', ')}.`,
  hint: 'Give all but one of them another name.',
  path: givers,
});

/** The error of a cell that reads a failed one; `root` is where it began. */
export const upstream = (root: string): CellError => ({
  code: 'upstream',
  message: `It waits for ${root}, which has an error.`,
  hint: `Mend ${root}; this cell runs again by itself.`,
  path: [root],
});
