import { namesIn, readBody } from '../../cells/body.ts';
import { type AnyKind, type CellError, CellFailure } from '../../cells/kind.ts';
import type { Gives } from '../../notebook/dataflow/names.ts';
import { type Block, migrate, type NotebookFile, readOptions } from '../../notebook/format/index.ts';
import type { CellSpec } from '../../notebook/session/state.ts';

/** Options that change how a cell is shown or when it runs, not what it says. */
const outsideOfRuns = new Set(['every', 'span', 'rows', 'policy', 'collapsed']);

const standardPace = 1_000;

/** A block as read: what the session is told of it, and what its kind is given. */
export interface CellText {
  readonly block: Block;
  readonly spec: CellSpec;
  readonly kind?: AnyKind;
  /** The body as its language reads it, before `$name`s are replaced. */
  readonly raw?: unknown;
  /** `every=` in milliseconds where the header says it. */
  readonly every?: number;
}

export function readCells(file: NotebookFile, kinds: ReadonlyMap<string, AnyKind>): CellText[] {
  return file.blocks.map((block) => readCell(block, kinds, nameFault(file, block.id)));
}

function readCell(block: Block, kinds: ReadonlyMap<string, AnyKind>, nameProblem: CellError | null): CellText {
  const kind = kinds.get(block.kind);
  const options = readOptions(block.options);
  const read = kind && readRaw(kind, block, options.version);
  const ownOptions = Object.entries(block.options).filter(([key]) => !outsideOfRuns.has(key));
  const spec: CellSpec = {
    id: block.id,
    name: block.name,
    kind: block.kind,
    digest: JSON.stringify([block.kind, block.body, ownOptions]),
    inputs: read?.raw === undefined ? [] : namesIn(read.raw),
    policy: options.policy,
    pace: options.every ?? standardPace,
    gives: givenBy(kind, block.name, read?.raw),
    fault: nameProblem ?? (kind ? (read?.fault ?? null) : unknownKind(block.kind, kinds)),
  };
  return {
    block,
    spec,
    ...(kind ? { kind } : {}),
    ...(read?.raw === undefined ? {} : { raw: read.raw }),
    ...(options.every === undefined ? {} : { every: options.every }),
  };
}

/** What a cell would give if it could be understood; one of an unknown kind may give anything. */
function givenBy(kind: AnyKind | undefined, name: string, raw: unknown): Gives | undefined {
  if (kind?.input) return kind.input.names(raw, name).map((each) => `$${each}`);
  return kind === undefined || kind.relation ? name : undefined;
}

function readRaw(kind: AnyKind, block: Block, version: number): { raw?: unknown; fault?: CellError } {
  try {
    return { raw: readBody(kind.language, migrate(block.body, version, kind.migrations ?? []).body) };
  } catch (error) {
    if (error instanceof CellFailure) return { fault: error.error };
    return { fault: { code: 'props', message: error instanceof Error ? error.message : String(error) } };
  }
}

function nameFault(file: NotebookFile, id: string): CellError | null {
  const problem = file.problems.find(
    (each) => each.cell === id && (each.code === 'bad_id' || each.code === 'duplicate_id'),
  );
  if (!problem) return null;
  return { code: problem.code === 'duplicate_id' ? 'duplicate' : 'props', message: problem.message };
}

const unknownKind = (kind: string, kinds: ReadonlyMap<string, AnyKind>): CellError => ({
  code: 'unknown_kind',
  message: `There is no kind of cell called ${kind}.`,
  hint: `There are ${[...kinds.keys()].join(', ')}.`,
});
