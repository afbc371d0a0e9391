import type { Adjacency } from './cycles.ts';

const mostRounds = 8;
/** Nodes that are sorted in all rounds together, so that a graph of very many columns does not take for ever. */
const work = 24_000;
/** Rounds in a row that may bring nothing. */
const patience = 2;

/** Orders the nodes of each column so that few edges cross; edges go from one column to the next. The columns themselves are changed. */
export function reduceCrossings(layers: number[][], graph: Adjacency): void {
  const places = new Float64Array(graph.out.length);
  const settle = (layer: readonly number[]): void => {
    for (const [place, node] of layer.entries()) places[node] = place;
  };
  for (const layer of layers) settle(layer);
  let best = layers.map((layer) => [...layer]);
  let fewest = crossings(layers, graph, places);
  let idle = 0;
  const rounds = Math.max(1, Math.min(mostRounds, Math.floor(work / graph.out.length)));
  for (let round = 0; round < rounds && fewest > 0 && idle < patience; round++) {
    idle++;
    for (const forward of [true, false]) {
      const [neighbors, order] = forward ? [graph.into, layers.keys()] : [graph.out, [...layers.keys()].reverse()];
      for (const index of order) {
        const layer = layers[index]!;
        sortByCenter(layer, neighbors, places);
        settle(layer);
      }
      const crossed = crossings(layers, graph, places);
      if (crossed >= fewest) continue;
      fewest = crossed;
      best = layers.map((layer) => [...layer]);
      idle = 0;
    }
  }
  for (const [index, layer] of best.entries()) layers[index] = layer;
}

/** By the mean place of the neighbors; what has none stays about where it is. */
function sortByCenter(layer: number[], neighbors: Adjacency['out'], places: Float64Array): void {
  const keyed = layer.map((node, place) => {
    const near = neighbors[node]!;
    const sum = near.reduce((total, each) => total + places[each]!, 0);
    return { node, place, center: near.length === 0 ? place : sum / near.length };
  });
  keyed.sort((a, b) => a.center - b.center || a.place - b.place);
  for (const [place, { node }] of keyed.entries()) layer[place] = node;
}

/** How many pairs of edges between neighboring columns cross. */
function crossings(layers: readonly (readonly number[])[], { out }: Adjacency, places: Float64Array): number {
  let crossed = 0;
  for (const [index, layer] of layers.entries()) {
    const width = layers[index + 1]?.length ?? 0;
    if (width === 0) continue;
    // Edges by their left ends; each crosses those before it whose right end lies below its own.
    const seen = new Int32Array(width + 1);
    let total = 0;
    for (const node of layer) {
      const ends = out[node]!.map((each) => places[each]!);
      for (const end of ends) {
        let above = 0;
        for (let at = end + 1; at > 0; at -= at & -at) above += seen[at]!;
        crossed += total - above;
      }
      for (const end of ends) for (let at = end + 1; at <= width; at += at & -at) seen[at]!++;
      total += ends.length;
    }
  }
  return crossed;
}
