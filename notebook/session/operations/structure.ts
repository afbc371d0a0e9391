import { analyseActions, awaitingAnalysis } from '../change.ts';
import { graphOf } from '../graph.ts';
import type { Action, Reduced, StructureOperation } from '../operation.ts';
import { type CellSpec, type CellState, newCell, type SessionState } from '../state.ts';

export function arranged(state: SessionState, { cells: specs }: StructureOperation): Reduced {
  const actions: Action[] = [];
  const cells = new Map<string, CellState>();
  const toAnalyse: CellState[] = [];
  for (const spec of specs) {
    const old = state.cells.get(spec.id);
    const replaced = old !== undefined && old.spec.kind !== spec.kind;
    if (replaced) actions.push(...gone(old));
    let cell = old && !replaced ? edited(old, spec) : { ...newCell(spec), ...numbersOf(old) };
    if (replaced || spec.digest !== old?.spec.digest || !spec.fault !== !old.spec.fault) {
      if (!spec.fault) {
        cell = awaitingAnalysis(cell);
        toAnalyse.push(cell);
      } else cell = { ...cell, refused: null, awaiting: false, analysis: cell.analysis + 1 };
    }
    cells.set(spec.id, cell);
  }
  for (const [id, old] of state.cells) if (!cells.has(id)) actions.push(...gone(old));
  return {
    state: { ...state, cells, graph: graphOf(cells) },
    actions: [...actions, ...analyseActions(toAnalyse)],
  };
}

/** The cell as it is written now; its last good value stays until there is another. */
function edited(cell: CellState, spec: CellSpec): CellState {
  const thawed = cell.spec.policy === 'frozen' && spec.policy !== 'frozen';
  const next: CellState = { ...cell, spec, ...(thawed ? { pending: 0, noted: null } : {}) };
  if (thawed && cell.pending > 0) return { ...next, tried: null, made: null, asked: cell.run !== null };
  return cell.spec.digest === spec.digest ? next : { ...next, failure: null, held: false };
}

/** What outlives a cell's kind: who looks at it, and numbers that must not come twice. */
const numbersOf = (old: CellState | undefined): Partial<CellState> =>
  old ? { watchers: old.watchers, runs: old.runs, analysis: old.analysis } : {};

const gone = ({ spec, run }: CellState): Action[] => [
  ...(run ? [{ type: 'interrupt' as const, cell: spec.id, run: run.number }] : []),
  { type: 'forget', cell: spec.id },
];
