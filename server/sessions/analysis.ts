import { positionAt, substitute } from '../../cells/body.ts';
import { type CellError, CellFailure } from '../../cells/kind.ts';
import { nearest } from '../../core/nearest.ts';
import type { CellRefs } from '../../notebook/session/state.ts';
import type { Analytics } from '../analytics/port.ts';
import type { CellText } from './cell-text.ts';
import type { Inputs } from './inputs.ts';
import type { Sources } from './sources.ts';

export interface Analysed {
  readonly refs: CellRefs;
  /** Absent while an input that it takes has no value. */
  readonly props?: unknown;
}

interface AnalysisDependencies {
  readonly analytics: Pick<Analytics, 'analyse'>;
  readonly inputs: Inputs;
  readonly sources: Pick<Sources, 'has' | 'names'>;
}

/** Finds what a cell reads and gives, and its properties with the values of inputs in them. Rejects with a `CellFailure`. */
export async function analyseCell(cell: CellText, dependencies: AnalysisDependencies): Promise<Analysed> {
  const { kind, spec } = cell;
  if (!kind) throw new CellFailure({ code: 'unknown_kind', message: `There is no kind of cell called ${spec.kind}.` });
  const { inputs, sources, analytics } = dependencies;
  const taken = spec.inputs.map((name) => `$${name}`);
  const values = inputs.some(spec.inputs);
  const broken = spec.inputs.some((name) => !values.has(name) && inputs.has(name));
  if (broken) {
    return { refs: { reads: taken, sources: [], ...(spec.gives === undefined ? {} : { gives: spec.gives }) } };
  }
  const read = kind.props.safeParse(substitute(cell.raw, values));
  if (!read.success) throw new CellFailure(propsError(cell, read.error.issues));
  const refs = await kind.refs(read.data, spec.name, (sql) => analytics.analyse(sql));
  const reads = [...new Set([...refs.reads, ...taken])];
  const near = new Map(
    reads
      .filter((name) => !sources.has(name))
      .map((name): [string, string[]] => [name, nearest(name, sources.names(), 2)])
      .filter(([, names]) => names.length > 0),
  );
  return {
    props: read.data,
    refs: {
      reads,
      sources: reads.filter((name) => sources.has(name)),
      ...(near.size === 0 ? {} : { near }),
      ...(refs.mentions === undefined ? {} : { mentions: refs.mentions }),
      ...(refs.gives === undefined ? {} : { gives: refs.gives }),
      ...(refs.unknown === undefined ? {} : { unknown: refs.unknown }),
    },
  };
}

interface Issue {
  readonly code?: string | undefined;
  readonly message: string;
  readonly path: readonly PropertyKey[];
  readonly keys?: readonly string[];
}

function propsError({ block, spec }: CellText, issues: readonly Issue[]): CellError {
  const [first] = issues;
  const key = first?.keys?.[0] ?? first?.path[0];
  const where = first?.path.length ? `${first.path.map(String).join('.')}: ` : '';
  const offset =
    key === undefined ? -1 : block.body.search(new RegExp(`(?<![\\w])["']?${escaped(String(key))}["']?\\s*:`));
  const more = issues.length > 1 ? ` (and ${issues.length - 1} more)` : '';
  return {
    code: 'props',
    message: `${where}${first?.message ?? 'the properties do not fit'}${more}.`,
    hint: `Look at the properties of a ${spec.kind} cell in the notebook Tour.`,
    ...(offset < 0 ? {} : { position: positionAt(block.body, offset) }),
  };
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
