type Edges = ReadonlyMap<string, readonly string[]>;

/**
 * Kahn's order: a cell after everything it reads, cells that are ready together in the order of the page. What is on a cycle or
 * below one has no place and is left out.
 */
export function topologicalOrder(cells: readonly string[], above: Edges, below: Edges): string[] {
  const missing = new Map(cells.map((cell) => [cell, above.get(cell)!.length]));
  const place = new Map(cells.map((cell, index) => [cell, index]));
  let ready = cells.filter((cell) => missing.get(cell) === 0);
  const order: string[] = [];
  while (ready.length > 0) {
    const next: string[] = [];
    for (const cell of ready) {
      order.push(cell);
      for (const reader of below.get(cell)!) {
        const left = missing.get(reader)! - 1;
        missing.set(reader, left);
        if (left === 0) next.push(reader);
      }
    }
    ready = next.sort((a, b) => place.get(a)! - place.get(b)!);
  }
  return order;
}
