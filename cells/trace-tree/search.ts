import type { TraceTree } from '../../core/trace/tree/trace-tree.ts';

/** Calls whose name, group, service, subject, error or span id has the text in it, in any case. */
export function searchCalls(tree: TraceTree, text: string): Int32Array {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return new Int32Array();
  const has = (given: string | undefined): boolean => given?.toLowerCase().includes(wanted) ?? false;
  const sorts = tree.sorts.map(({ process, group, service }) => has(process) || has(group) || has(service));
  const found: number[] = [];
  for (let call = 0; call < tree.size; call++) {
    const here = sorts[tree.sort[call] ?? -1] || has(tree.subjects.get(call)) || has(tree.reasons.get(call));
    if (here || tree.spanIds[call] === wanted) found.push(call);
  }
  return Int32Array.from(found);
}

/** The first of them after a call, from the start again where there is none; undefined where there are none at all. */
export const nextOf = (calls: Int32Array, after: number): number | undefined =>
  calls.find((call) => call > after) ?? calls[0];
