import type { Forest } from './forest.ts';

/** The calls that stand where those below some are folded away, in their order. Linear in what stands. */
export function visibleCalls({ size, end }: Forest, folded: ReadonlySet<number>): Int32Array {
  const shown = new Int32Array(size);
  let count = 0;
  for (let call = 0; call < size; ) {
    shown[count] = call;
    count += 1;
    call = folded.has(call) ? (end[call] as number) : call + 1;
  }
  return shown.slice(0, count);
}

/** Where a call stands among the visible ones: its own place or that of the folded call it lies below. */
export function placeOf(visible: Int32Array, call: number): number {
  let low = 0;
  let high = visible.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((visible[middle] as number) <= call) low = middle;
    else high = middle - 1;
  }
  return low;
}
