import { type CallGraph, isWithin, type Narrowed, narrow, withFigures } from '../../core/trace/graph/call-graph.ts';
import { parseLast } from '../../core/trace/last.ts';
import type { ObservabilityState } from '../../core/trace/observability.ts';
import { shortName } from '../../core/trace/short-name.ts';
import type { CellContext, Refs } from '../kind.ts';
import { liveGraph } from './live.ts';
import type { GraphProps, GraphValue } from './schema.ts';
import { storedGraph } from './store.ts';

export const refs = (): Refs => ({ reads: ['observability'] });

/** Seconds that the console counts calls between two processes for. */
const counted = 900;
const drawn = { nodes: 200, edges: 600 };
/** The store is asked again after so many seconds. */
const storeEvery = 15;

const empty: GraphValue = {
  state: 'none',
  reason: 'Nothing is traced here: this console keeps no traces. "enabled" in config/trace.json turns tracing on.',
  source: 'live',
  nodes: [],
  edges: [],
  leftOut: { nodes: 0, edges: 0, alone: 0 },
};

const sourceOf = ({ source }: GraphProps, last: number): 'live' | 'store' =>
  source ?? (last <= counted ? 'live' : 'store');

function reasonOf({ minimum, focus, last, by, alone }: GraphProps, all: CallGraph, found: Narrowed): string {
  const things = by === 'group' ? 'groups' : 'processes';
  if (all.nodes.length === 0)
    return `No monitored call ended in the last ${last}. Calls appear as the console works, unless tracing is off (DESKBOOK_TRACE=off, or "enabled" in config/trace.json); a longer "last" shows older ones.`;
  if (!found.found)
    return `None of the ${all.nodes.length} ${things} of the last ${last} fits "${focus}". Part of a name is enough, * stands for anything.`;
  if (!alone && minimum === 1)
    return `None of the ${all.nodes.length} ${things} of the last ${last} called another one. Without "alone: false" they are shown.`;
  return `Nothing was called ${minimum} times in the last ${last}. A smaller "minimum" shows more.`;
}

export async function* frames(props: GraphProps, context: CellContext): AsyncIterable<GraphValue> {
  const last = parseLast(props.last) ?? counted;
  const source = sourceOf(props, last);
  let known: Narrowed | undefined;
  let askedAt: number | undefined;
  for await (const _ of context.changes('observability')) {
    const state = context.read<ObservabilityState>('observability');
    if (state === undefined) {
      yield empty;
      continue;
    }
    const now = state.at / 1_000_000;
    if (source === 'store' && askedAt !== undefined && now - askedAt < storeEvery) continue;
    askedAt = now;
    const all =
      source === 'live' ? liveGraph(state.calls, last, props.by) : await storedGraph(context, state.at, last, props.by);
    const drawable = props.alone ? all : linked(all);
    const found = narrow(drawable, { ...drawn, minimum: props.minimum, focus: props.focus, hops: props.hops });
    // What was drawn stays where it is until something new comes.
    if (known === undefined || found.nodes.length === 0 || !isWithin(found, known)) known = found;
    const alone = all.nodes.length - drawable.nodes.length;
    yield graphValue(props, source, all, { ...found, ...withFigures(known, found) }, alone);
  }
}

/** Without what calls nothing else and is called by nothing else. */
function linked({ nodes, edges }: CallGraph): CallGraph {
  const ends = edges
    .filter(({ caller, callee }) => caller !== callee)
    .flatMap(({ caller, callee }) => [caller, callee]);
  const names = new Set(ends);
  return { nodes: nodes.filter(({ name }) => names.has(name)), edges: edges.filter(({ caller }) => names.has(caller)) };
}

function graphValue(
  props: GraphProps,
  source: 'live' | 'store',
  all: CallGraph,
  shown: Narrowed,
  alone: number,
): GraphValue {
  const { nodes, edges, leftOut } = shown;
  const places = new Map(nodes.map(({ name }, index) => [name, index]));
  return {
    state: nodes.length === 0 ? 'empty' : 'graph',
    reason: nodes.length === 0 ? reasonOf(props, all, shown) : '',
    source,
    nodes: nodes.map(({ name, group, figures }) => ({
      name,
      short: props.by === 'group' ? name : shortName(name),
      group,
      figures: [...figures],
    })),
    edges: edges.flatMap(({ caller, callee, figures }) => {
      const [from, to] = [places.get(caller), places.get(callee)];
      return from === undefined || to === undefined ? [] : [{ from, to, figures: [...figures] }];
    }),
    leftOut: { ...leftOut, alone },
  };
}
