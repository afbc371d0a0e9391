import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Layout, layOut, type Size } from '../../../../core/trace/graph/layout.ts';

const size: Size = { width: 100, height: 40, columnGap: 50, rowGap: 10 };

type Edge = readonly [number, number];

const graphs = fc.integer({ min: 1, max: 24 }).chain((count) =>
  fc.record({
    count: fc.constant(count),
    edges: fc
      .uniqueArray(fc.tuple(fc.nat(count - 1), fc.nat(count - 1)), { maxLength: 60, selector: ([a, b]) => `${a} ${b}` })
      .map((edges): Edge[] => edges.filter(([a, b]) => a !== b)),
  }),
);

function overlapping({ nodes }: Layout): [number, number][] {
  return nodes.flatMap((a, first) =>
    nodes.flatMap((b, second): [number, number][] =>
      first < second && Math.abs(a.x - b.x) < size.width && Math.abs(a.y - b.y) < size.height + size.rowGap - 0.2
        ? [[first, second]]
        : [],
    ),
  );
}

describe('a layout', () => {
  it('puts a chain in a row', () => {
    expect(
      layOut(
        3,
        [
          [0, 1],
          [1, 2],
        ],
        size,
      ),
    ).toEqual({
      width: 400,
      height: 40,
      nodes: [
        { x: 0, y: 0 },
        { x: 150, y: 0 },
        { x: 300, y: 0 },
      ],
      edges: [
        {
          back: false,
          points: [
            [100, 20],
            [150, 20],
          ],
        },
        {
          back: false,
          points: [
            [250, 20],
            [300, 20],
          ],
        },
      ],
    });
  });

  it('marks the call that closes a cycle, and draws it from right to left', () => {
    const { edges, nodes } = layOut(
      3,
      [
        [0, 1],
        [1, 2],
        [2, 1],
      ],
      size,
    );
    expect(edges.map(({ back }) => back)).toEqual([false, false, true]);
    expect([edges[2]!.points[0]![0], edges[2]!.points.at(-1)![0]]).toEqual([nodes[2]!.x, nodes[1]!.x + size.width]);
  });

  it('crosses nothing where nothing has to', () => {
    // a and b each call their own two, told in an order that crosses
    const { nodes } = layOut(
      6,
      [
        [0, 2],
        [1, 3],
        [0, 4],
        [1, 5],
      ],
      size,
    );
    const of = (list: number[]) => list.map((node) => nodes[node]!.y);
    expect(Math.max(...of([2, 4]))).toBeLessThan(Math.min(...of([3, 5])));
  });

  it('leads an edge over columns past what stands in them', () => {
    const { nodes, edges } = layOut(
      3,
      [
        [0, 1],
        [1, 2],
        [0, 2],
      ],
      size,
    );
    const passing = edges[2]!.points.filter(([x]) => x === nodes[1]!.x || x === nodes[1]!.x + size.width);
    expect(passing).toHaveLength(2);
    for (const [, y] of passing) expect(Math.abs(y - (nodes[1]!.y + 20))).toBeGreaterThan(20);
  });

  it('gives nothing for nothing, and a place to what calls nobody', () => {
    expect(layOut(0, [], size)).toMatchObject({ nodes: [], edges: [] });
    expect(overlapping(layOut(5, [], size))).toEqual([]);
  });
});

describe('whatever the graph', () => {
  it('no nodes overlap, edges go forward but those that are marked, and all lies inside', () => {
    fc.assert(
      fc.property(graphs, ({ count, edges }) => {
        const layout = layOut(count, edges, size);
        expect(overlapping(layout)).toEqual([]);
        for (const [index, [from, to]] of edges.entries()) {
          const { back, points } = layout.edges[index]!;
          expect(layout.nodes[from]!.x < layout.nodes[to]!.x).toBe(!back);
          const [begin, end] = [points[0]!, points.at(-1)!];
          expect([begin[0], end[0]]).toEqual(
            back
              ? [layout.nodes[from]!.x, layout.nodes[to]!.x + size.width]
              : [layout.nodes[from]!.x + size.width, layout.nodes[to]!.x],
          );
          for (const [x, y] of points) expect(x >= 0 && x <= layout.width && y >= 0 && y <= layout.height).toBe(true);
        }
        expect(
          layout.nodes.every(
            ({ x, y }) =>
              x >= 0 && y >= -0.1 && x + size.width <= layout.width && y + size.height <= layout.height + 0.2,
          ),
        ).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  it('edges that are not marked form no cycle, and a graph without one has none marked', () => {
    fc.assert(
      fc.property(graphs, ({ count, edges }) => {
        const acyclic = edges.filter(([from, to]) => from < to);
        expect(layOut(count, acyclic, size).edges.some(({ back }) => back)).toBe(false);
      }),
      { numRuns: 60 },
    );
  });

  it('the same graph gives the same places', () => {
    fc.assert(
      fc.property(graphs, ({ count, edges }) => {
        expect(layOut(count, edges, size)).toEqual(layOut(count, [...edges], size));
      }),
      { numRuns: 30 },
    );
  });
});
