import { describe, expect, it } from 'vitest';
import {
  type CallGraph,
  type GraphFigures,
  isWithin,
  type Narrowing,
  narrow,
  withFigures,
} from '../../../../core/trace/graph/call-graph.ts';

const figures = (calls: number): GraphFigures => [calls, 0, 1, 2, 3, 4];

const graphOf = (nodes: Record<string, number>, edges: Record<string, number>): CallGraph => ({
  nodes: Object.entries(nodes).map(([name, calls]) => ({ name, group: 'g', figures: figures(calls) })),
  edges: Object.entries(edges).map(([ends, calls]) => {
    const [caller = '', callee = ''] = ends.split('>');
    return { caller, callee, figures: figures(calls) };
  }),
});

const chain = graphOf({ d: 40, c: 30, b: 20, a: 10 }, { 'c>d': 30, 'b>c': 20, 'a>b': 10 });
const all: Narrowing = { minimum: 1, focus: undefined, hops: 1, nodes: 100, edges: 100 };

const told = (given: Partial<Narrowing>) => {
  const { nodes, edges, leftOut, found } = narrow(chain, { ...all, ...given });
  return [
    nodes.map(({ name }) => name).join(''),
    edges.map(({ caller, callee }) => caller + callee).join(' '),
    leftOut.nodes,
    leftOut.edges,
    found,
  ];
};

describe('a graph', () => {
  it.each([
    ['whole, by name', {}, ['abcd', 'ab bc cd', 0, 0, true]],
    ['of what is called often', { minimum: 20 }, ['bcd', 'bc cd', 0, 0, true]],
    ['of what is called never so often', { minimum: 99 }, ['', '', 0, 0, true]],
    ['around a name', { focus: 'A' }, ['ab', 'ab', 0, 0, true]],
    ['two calls around a name', { focus: 'a', hops: 2 }, ['abc', 'ab bc', 0, 0, true]],
    ['of a name alone', { focus: 'c', hops: 0 }, ['c', '', 0, 0, true]],
    ['around nobody', { focus: 'z' }, ['', '', 0, 0, false]],
    ['of the most called', { nodes: 3, edges: 1 }, ['bcd', 'cd', 1, 2, true]],
  ])('%s', (_name, given, wanted) => expect(told(given)).toEqual(wanted));

  it('keeps its places while nothing new is in it', () => {
    const later = graphOf({ b: 5, c: 6 }, { 'b>c': 5 });
    expect([isWithin(later, chain), isWithin(chain, later), isWithin(graphOf({ a: 1 }, { 'a>a': 1 }), chain)]).toEqual([
      true,
      false,
      false,
    ]);
    const kept = withFigures(chain, later);
    expect(kept.nodes.map(({ name, figures: [calls] }) => [name, calls])).toEqual([
      ['d', 0],
      ['c', 6],
      ['b', 5],
      ['a', 0],
    ]);
    expect(kept.edges.map(({ figures: [calls] }) => calls)).toEqual([0, 5, 0]);
  });
});
