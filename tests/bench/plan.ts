import { plan } from '../../notebook/dataflow/closure.ts';
import { buildGraph } from '../../notebook/dataflow/graph.ts';
import type { CellNames } from '../../notebook/dataflow/names.ts';
import type { BenchRow } from './row.ts';

const cellCount = 500;
const repetitions = 200;

/** Chains, fans and far reads over five hundred cells: each reads its neighbor, one far above and a source. */
const cells: readonly CellNames[] = Array.from({ length: cellCount }, (_, index) => ({
  cell: `c${index}`,
  gives: `c${index}`,
  reads: [...(index % 10 === 0 ? [] : [`c${index - 1}`]), ...(index < 7 ? [] : [`c${Math.floor(index / 7)}`]), 'fills'],
}));

function medianMicroseconds(work: () => unknown): number {
  for (let count = 0; count < repetitions; count++) work();
  const times = Array.from({ length: repetitions }, () => {
    const began = performance.now();
    work();
    return (performance.now() - began) * 1_000;
  }).sort((a, b) => a - b);
  return times[repetitions / 2]!;
}

/** How long a change at the top of a notebook of five hundred cells takes to become a plan, beside building its graph anew. */
export async function planBench(): Promise<BenchRow[]> {
  const graph = buildGraph(cells);
  const planned = medianMicroseconds(() => plan(graph, ['c0']));
  const built = medianMicroseconds(() => buildGraph(cells));
  return [
    {
      name: 'plan of 500 cells after a change at the top',
      value: planned,
      unit: 'µs',
      peer: 'building the graph',
      peerValue: built,
      ratio: planned / built,
      aim: 'well under 1 ms',
    },
  ];
}
