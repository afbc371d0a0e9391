type Edges = ReadonlyMap<string, readonly string[]>;

/** For every one of `cells` that reads itself over others: the shortest way round, from the cell to the cell. */
export function findCycles(cells: readonly string[], above: Edges): Map<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const cell of cells) {
    const path = wayRound(cell, above);
    if (path) found.set(cell, path);
  }
  return found;
}

/** Breadth first along what is read, until the start comes up again. */
function wayRound(start: string, above: Edges): readonly string[] | undefined {
  const cameFrom = new Map<string, string>();
  let edge = [start];
  while (edge.length > 0) {
    const next: string[] = [];
    for (const cell of edge) {
      for (const read of above.get(cell)!) {
        if (read === start) return trace(start, cell, cameFrom);
        if (cameFrom.has(read)) continue;
        cameFrom.set(read, cell);
        next.push(read);
      }
    }
    edge = next;
  }
  return undefined;
}

function trace(start: string, last: string, cameFrom: ReadonlyMap<string, string>): string[] {
  const path = [start];
  for (let cell = last; cell !== start; cell = cameFrom.get(cell)!) path.unshift(cell);
  return [start, ...path];
}
