/** A directed graph by the numbers of its nodes: `out[n]` are the numbers of those that n points at, in a fixed order. */
export interface Adjacency {
  readonly out: readonly (readonly number[])[];
  readonly into: readonly (readonly number[])[];
}

/** Whom each of so many nodes calls, and who calls it. */
export function adjacencyOf(count: number, edges: readonly (readonly [number, number])[]): Adjacency {
  const out: number[][] = Array.from({ length: count }, () => []);
  const into: number[][] = Array.from({ length: count }, () => []);
  for (const [from, to] of edges) {
    out[from]!.push(to);
    into[to]!.push(from);
  }
  return { out, into };
}

/** Which edges to turn round so that no cycle is left: those that lead back to where a walk from the beginnings comes from. */
export function backEdges(count: number, edges: readonly (readonly [number, number])[]): boolean[] {
  const starting: number[][] = Array.from({ length: count }, () => []);
  const balance = new Int32Array(count);
  const entered = new Int32Array(count);
  for (const [edge, [from, to]] of edges.entries()) {
    starting[from]!.push(edge);
    balance[from]!++;
    balance[to]!--;
    entered[to]!++;
  }
  const order = Array.from({ length: count }, (_, node) => node).sort(
    (a, b) => Math.sign(entered[a]!) - Math.sign(entered[b]!) || balance[b]! - balance[a]! || a - b,
  );
  const back = new Array<boolean>(edges.length).fill(false);
  const state = new Uint8Array(count);
  const [under, done] = [1, 2];
  for (const begin of order) {
    if (state[begin] !== 0) continue;
    const walk = [{ node: begin, next: 0 }];
    state[begin] = under;
    while (walk.length > 0) {
      const here = walk[walk.length - 1]!;
      const edge = starting[here.node]![here.next++];
      if (edge === undefined) {
        state[here.node] = done;
        walk.pop();
        continue;
      }
      const to = edges[edge]![1];
      if (state[to] === under) back[edge] = true;
      else if (state[to] === 0) {
        state[to] = under;
        walk.push({ node: to, next: 0 });
      }
    }
  }
  return back;
}
