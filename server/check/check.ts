import { type AnyKind, type CellError, CellFailure } from '../../cells/kind.ts';
import { didYouMean, nearest } from '../../core/nearest.ts';
import { hiddenSources } from '../../notebook/dataflow/graph.ts';
import { fold } from '../../notebook/dataflow/names.ts';
import { type Block, type NotebookFile, parse } from '../../notebook/format/index.ts';
import { errorsOfNames, missingNames, unknownName } from '../../notebook/session/errors.ts';
import type { AnalysisOperation } from '../../notebook/session/operation.ts';
import { reduce } from '../../notebook/session/reduce.ts';
import { emptySession, type SessionState } from '../../notebook/session/state.ts';
import type { Analytics } from '../analytics/port.ts';
import { analyseCell } from '../sessions/analysis.ts';
import { type CellText, readCells } from '../sessions/cell-text.ts';
import { type InputDependencies, Inputs } from '../sessions/inputs.ts';
import type { Sources } from '../sessions/sources.ts';
import { errorAt, type Finding, inFile, placeOfHeader, placeOfName, warningAt } from './finding.ts';

export interface CheckTools extends InputDependencies {
  readonly kinds: readonly AnyKind[];
  readonly analytics: Pick<Analytics, 'analyse'>;
  readonly sources: Sources;
}

/** Everything that is wrong or idle in a notebook, in the order of its lines. It is analysed as a session does it; nothing runs. */
export async function checkNotebook(id: string, text: string, tools: CheckTools): Promise<readonly Finding[]> {
  const file = parse(text);
  const texts = readCells(file, new Map(tools.kinds.map((kind) => [kind.name, kind])));
  const inputs = new Inputs(id, tools, () => texts);
  const state = await analysedSession(texts, { ...tools, inputs });
  const findings = [
    ...problemsOfText(file),
    ...texts.flatMap((cell) => errorsOf(cell, state, tools.kinds)),
    ...texts.flatMap((cell) => idleness(cell, state, tools.sources)),
  ];
  return findings.sort((a, b) => a.line - b.line || a.column - b.column);
}

async function analysedSession(
  texts: readonly CellText[],
  tools: CheckTools & { readonly inputs: Inputs },
): Promise<SessionState> {
  const arranged = reduce(emptySession, { type: 'arranged', cells: texts.map(({ spec }) => spec), at: 0 });
  let { state } = arranged;
  for (const action of arranged.actions) {
    const cell = texts.find(({ spec }) => action.type === 'analyse' && spec.id === action.cell);
    if (action.type !== 'analyse' || !cell) continue;
    state = reduce(state, { ...(await answer(cell, action.number, tools)), at: 0 }).state;
  }
  return state;
}

async function answer(
  cell: CellText,
  number: number,
  tools: CheckTools & { readonly inputs: Inputs },
): Promise<AnalysisOperation> {
  try {
    const { refs } = await analyseCell(cell, tools);
    return { type: 'analysed', cell: cell.spec.id, number, refs };
  } catch (error) {
    if (!(error instanceof CellFailure)) throw error;
    return { type: 'analysis_failed', cell: cell.spec.id, number, error: error.error };
  }
}

/** What the text itself has wrong; names that cannot be used are errors of their cells. */
function problemsOfText({ problems }: NotebookFile): Finding[] {
  return problems
    .filter(({ code }) => code !== 'bad_id' && code !== 'duplicate_id')
    .map(({ code, message, line, cell = null }) => ({ line, column: 1, cell, severity: 'warning', code, message }));
}

function errorsOf({ block, spec }: CellText, state: SessionState, kinds: readonly AnyKind[]): Finding[] {
  const error = errorsOfNames(state).get(spec.id);
  const cell = state.cells.get(spec.id);
  if (!error || !cell) return [];
  const missing = spec.fault || cell.refused ? [] : missingNames(state, cell);
  const names = missing.map((name) => errorAt(block, unknownName(state, cell, name), placeOfName(block, name)));
  return error.code === 'unknown_name' ? names : [ownError(cell.spec.kind, block, error, kinds), ...names];
}

function ownError(kind: string, block: Block, error: CellError, kinds: readonly AnyKind[]): Finding {
  const header = placeOfHeader(block);
  if (error.code === 'unknown_kind') {
    return errorAt(block, withNearKind(error, kind, kinds), { ...header, column: header.column - kind.length - 1 });
  }
  if (error.position) return errorAt(block, error, inFile(block, error.position));
  const next = error.code === 'cycle' ? error.path?.[1] : undefined;
  return errorAt(block, error, next === undefined ? header : placeOfName(block, next));
}

function withNearKind(error: CellError, kind: string, kinds: readonly AnyKind[]): CellError {
  const near = nearest(
    kind,
    kinds.map(({ name }) => name),
    2,
  );
  return near.length === 0 ? error : { ...error, hint: didYouMean(near).trim() };
}

/** What runs and yet does less than it seems: it is never read, hides something, or names what is not there. */
function idleness({ block, spec, kind }: CellText, state: SessionState, sources: Sources): Finding[] {
  const { refs } = state.cells.get(spec.id) ?? {};
  const findings: Finding[] = [];
  const header = placeOfHeader(block);
  const given = typeof spec.gives === 'string' ? [spec.gives] : (spec.gives ?? []);
  if (kind?.input && (state.graph.below.get(spec.id) ?? []).length === 0) {
    const message = `Nothing reads ${given.join(' or ')}.`;
    findings.push(
      warningAt(block, { code: 'unused', message, hint: 'Read it in a cell, or delete this one.' }, header),
    );
  }
  const hidden = hiddenSources(state.graph, sources.names()).get(spec.id);
  if (hidden !== undefined) {
    const message = `It is called like the source ${hidden}: cells of this notebook that read ${hidden} read this cell.`;
    findings.push(warningAt(block, { code: 'hides_source', message }, header));
  }
  if (refs?.unknown !== undefined) findings.push(warningAt(block, { code: 'by_hand', message: refs.unknown }, header));
  const known = new Set([...state.cells.values()].map((cell) => fold(cell.spec.name)));
  for (const name of refs?.mentions ?? []) {
    if (known.has(fold(name))) continue;
    const message = `No cell is called ${name}, so its value stands nowhere.${didYouMean(nearest(name, known, 2))}`;
    findings.push(warningAt(block, { code: 'unknown_mention', message }, placeOfName(block, `{${name}`)));
  }
  return findings;
}
