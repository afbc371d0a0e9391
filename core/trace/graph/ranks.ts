import type { Adjacency } from './cycles.ts';

/** The column of each node of a graph without cycles: right of all that call it, and no further left of what it calls than it must be. */
export function ranksOf({ out, into }: Adjacency): number[] {
  const waiting = into.map((callers) => callers.length);
  const ready = waiting.flatMap((callers, node) => (callers === 0 ? [node] : []));
  const ranks = new Array<number>(out.length).fill(0);
  for (let index = 0; index < ready.length; index++) {
    const node = ready[index]!;
    for (const callee of out[node]!) {
      ranks[callee] = Math.max(ranks[callee]!, ranks[node]! + 1);
      waiting[callee]!--;
      if (waiting[callee] === 0) ready.push(callee);
    }
  }
  for (const node of ready.reverse())
    if (into[node]!.length === 0 && out[node]!.length > 0)
      ranks[node] = Math.min(...out[node]!.map((callee) => ranks[callee]!)) - 1;
  return ranks;
}
