import type { Adjacency } from './cycles.ts';

const mostSweeps = 6;
const work = 24_000;

/** Vertical centers of the nodes, near their neighbors, each column in its order with `gap` between; `heights` and `weights` by node. A heavy node pulls and stays. */
export function centersOf(
  layers: readonly (readonly number[])[],
  graph: Adjacency,
  heights: readonly number[],
  weights: readonly number[],
  gap: number,
): Float64Array {
  const centers = new Float64Array(graph.out.length);
  for (const layer of layers) {
    let top = 0;
    for (const node of layer) {
      centers[node] = top + heights[node]! / 2;
      top += heights[node]! + gap;
    }
  }
  const place = (layer: readonly number[], neighbors: (node: number) => readonly number[]): void => {
    const wanted = layer.map((node) => {
      let [sum, weight] = [0, 0];
      for (const each of neighbors(node)) {
        const pull = weights[each]! * weights[node]!;
        sum += centers[each]! * pull;
        weight += pull;
      }
      return weight === 0 ? centers[node]! : sum / weight;
    });
    settle(layer, wanted, centers, heights, weights, gap);
  };
  const sweeps = Math.max(1, Math.min(mostSweeps, Math.floor(work / graph.out.length)));
  for (let sweep = 0; sweep < sweeps; sweep++) {
    for (const layer of layers) place(layer, (node) => graph.into[node]!);
    for (const layer of [...layers].reverse()) place(layer, (node) => graph.out[node]!);
  }
  for (const layer of layers) place(layer, (node) => [...graph.into[node]!, ...graph.out[node]!]);
  return centers;
}

/** The nearest places to the wanted ones, by least squares, that keep order and distance: a column's pools of nodes that push each other. */
function settle(
  layer: readonly number[],
  wanted: readonly number[],
  centers: Float64Array,
  heights: readonly number[],
  weights: readonly number[],
  gap: number,
): void {
  const offsets: number[] = [];
  let offset = 0;
  for (const [index, node] of layer.entries()) {
    if (index > 0) offset += heights[layer[index - 1]!]! / 2 + gap + heights[node]! / 2;
    offsets.push(offset);
  }
  const pools: { sum: number; weight: number; count: number }[] = [];
  for (const [index, node] of layer.entries()) {
    const weight = weights[node]!;
    let pool = { sum: (wanted[index]! - offsets[index]!) * weight, weight, count: 1 };
    for (let last = pools.at(-1); last && last.sum / last.weight > pool.sum / pool.weight; last = pools.at(-1)) {
      pool = { sum: pool.sum + last.sum, weight: pool.weight + last.weight, count: pool.count + last.count };
      pools.pop();
    }
    pools.push(pool);
  }
  let index = 0;
  for (const { sum, weight, count } of pools)
    for (const end = index + count; index < end; index++) centers[layer[index]!] = sum / weight + offsets[index]!;
}
