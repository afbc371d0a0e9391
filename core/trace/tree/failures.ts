import type { TraceTree } from './trace-tree.ts';

/** How many calls below each call failed, itself left out. */
export function failuresBelow({ size, parent, failed }: Pick<TraceTree, 'size' | 'parent' | 'failed'>): Int32Array {
  const below = new Int32Array(size);
  for (let call = size - 1; call >= 0; call--) {
    const above = parent[call] as number;
    if (above >= 0) below[above] = (below[above] as number) + (below[call] as number) + (failed[call] as number);
  }
  return below;
}
