import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ancestorsOf, plan, withAncestors, withReaders } from '../../../notebook/dataflow/closure.ts';
import { buildGraph, duplicates, hiddenSources } from '../../../notebook/dataflow/graph.ts';
import type { CellNames } from '../../../notebook/dataflow/names.ts';

/** `b: a $day` is a cell b that reads a and $day and gives b; `day > $day: ` gives another name than its own. */
function cells(text: string): CellNames[] {
  return text
    .trim()
    .split('\n')
    .map((line) => {
      const [head = '', reads = ''] = line.split(':');
      const [cell = '', gives] = head.trim().split(/\s*>\s*/);
      return { cell, gives: gives ?? cell, reads: reads.trim().split(/\s+/).filter(Boolean) };
    });
}

const lists = (map: ReadonlyMap<string, readonly string[]>) =>
  Object.fromEntries([...map].filter(([, list]) => list.length > 0));

const cases: { name: string; text: string; above?: object; outside?: object; order: string; cycles?: object }[] = [
  { name: 'nothing', text: 'a:', order: 'a' },
  { name: 'sources only', text: 'a: fills book.ZNZ6', outside: { a: ['fills', 'book.ZNZ6'] }, order: 'a' },
  { name: 'a reader above its giver on the page', text: 'b: a\na:', above: { b: ['a'] }, order: 'a b' },
  {
    name: 'a chain against the page',
    text: 'c: b\nb: a\na: fills',
    above: { b: ['a'], c: ['b'] },
    outside: { a: ['fills'] },
    order: 'a b c',
  },
  {
    name: 'a diamond',
    text: 'd: b c\nb: a\nc: a\na:',
    above: { b: ['a'], c: ['a'], d: ['b', 'c'] },
    order: 'a b c d',
  },
  {
    name: 'an input',
    text: 'q: $day fills\nday > $day:',
    above: { q: ['day'] },
    outside: { q: ['fills'] },
    order: 'day q',
  },
  { name: 'a name in other letters', text: 'a:\nb: A', above: { b: ['a'] }, order: 'a b' },
  { name: 'one name read twice', text: 'a:\nb: a A a', above: { b: ['a'] }, order: 'a b' },
  { name: 'a cell that reads itself', text: 'a: a', above: { a: ['a'] }, order: '', cycles: { a: ['a', 'a'] } },
  {
    name: 'two cells in a ring, one below, one apart',
    text: 'a: b\nb: a\nc: b\nd:',
    above: { a: ['b'], b: ['a'], c: ['b'] },
    order: 'd',
    cycles: { a: ['a', 'b', 'a'], b: ['b', 'a', 'b'] },
  },
  {
    name: 'three cells in a ring',
    text: 'a: c\nb: a\nc: b',
    above: { a: ['c'], b: ['a'], c: ['b'] },
    order: '',
    cycles: { a: ['a', 'c', 'b', 'a'], b: ['b', 'a', 'c', 'b'], c: ['c', 'b', 'a', 'c'] },
  },
  {
    name: 'two givers of one name',
    text: 'a:\na2 > a:\nb: a',
    above: { b: ['a', 'a2'] },
    order: 'a a2 b',
  },
  {
    name: 'a cell named like a source',
    text: 'fills:\nb: fills orders',
    above: { b: ['fills'] },
    outside: { b: ['orders'] },
    order: 'fills b',
  },
];

describe('the graph', () => {
  it.each(cases)('$name', ({ text, above = {}, outside = {}, order, cycles = {} }) => {
    const graph = buildGraph(cells(text));
    expect({
      above: lists(graph.above),
      outside: lists(graph.outside),
      order: graph.order.join(' '),
      cycles: Object.fromEntries(graph.cycles),
    }).toEqual({ above, outside, order, cycles });
  });

  it('names the givers of a duplicate and nobody else', () => {
    const graph = buildGraph(cells('a:\na2 > a:\nb: a\nc:'));
    expect(Object.fromEntries(duplicates(graph))).toEqual({
      a: { name: 'a', givers: ['a', 'a2'] },
      a2: { name: 'a', givers: ['a', 'a2'] },
    });
  });

  it('says which cells hide a source', () => {
    const graph = buildGraph(cells('fills:\nb: fills'));
    expect([...hiddenSources(graph, ['Fills', 'orders'])]).toEqual([['fills', 'Fills']]);
  });

  it('finds everything above and below', () => {
    const graph = buildGraph(cells('d: b c\nb: a\nc: a\na:\ne:'));
    expect([...withAncestors(graph, ['b'])].sort()).toEqual(['a', 'b']);
    expect([...withReaders(graph, ['b', 'e'])].sort()).toEqual(['b', 'd', 'e']);
    expect([...ancestorsOf(graph, 'd')].sort()).toEqual(['a', 'b', 'c']);
    expect(plan(graph, ['a'])).toEqual(['a', 'b', 'c', 'd']);
    expect(plan(graph, ['c', 'e', 'nobody'])).toEqual(['e', 'c', 'd']);
  });
});

const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
const notebooks = fc
  .shuffledSubarray(names, { minLength: 1 })
  .chain((ids) =>
    fc.tuple(...ids.map((cell) => fc.subarray(names).map((reads): CellNames => ({ cell, gives: cell, reads })))),
  );

/** Whether `from` reads `to` over one step or more, by plain search. */
function reaches(all: readonly CellNames[], from: string, to: string): boolean {
  const reads = new Map(all.map((each) => [each.cell, each.reads]));
  const seen = new Set<string>();
  const open = [...(reads.get(from) ?? [])];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next === to) return true;
    if (!seen.has(next)) open.push(...(reads.get(next) ?? []));
    seen.add(next);
  }
  return false;
}

describe('laws of the graph', () => {
  it('an order respects every read and holds exactly the cells that no cycle holds up', () => {
    fc.assert(
      fc.property(notebooks, (all) => {
        const graph = buildGraph(all);
        const place = new Map(graph.order.map((cell, index) => [cell, index]));
        for (const cell of graph.order) {
          for (const read of graph.above.get(cell)!) expect(place.get(read)).toBeLessThan(place.get(cell)!);
        }
        const cyclic = all.map(({ cell }) => cell).filter((cell) => reaches(all, cell, cell));
        const free = all.filter(({ cell }) => !cyclic.some((other) => other === cell || reaches(all, cell, other)));
        expect([...graph.cycles.keys()].sort()).toEqual(cyclic.sort());
        expect([...graph.order].sort()).toEqual(free.map(({ cell }) => cell).sort());
      }),
    );
  });

  it('the way round of a cycle goes along reads, comes back and visits nothing twice', () => {
    fc.assert(
      fc.property(notebooks, (all) => {
        const reads = new Map(all.map((each) => [each.cell, each.reads]));
        for (const [cell, path] of buildGraph(all).cycles) {
          expect([path[0], path.at(-1)]).toEqual([cell, cell]);
          expect(new Set(path).size).toBe(path.length - 1);
          for (const [index, read] of path.slice(1).entries()) expect(reads.get(path[index]!)).toContain(read);
        }
      }),
    );
  });
});

describe('cells that are only mentioned', () => {
  const graph = buildGraph([
    { cell: 'note', reads: ['b'], mentions: ['a', 'b', 'note', 'gone'], gives: 'note' },
    { cell: 'a', reads: [], gives: 'a' },
    { cell: 'b', reads: [], gives: 'b' },
  ]);

  it('wake their readers and come before them', () => {
    expect(lists(graph.above)).toEqual({ note: ['b', 'a'] });
    expect(lists(graph.below)).toEqual({ a: ['note'], b: ['note'] });
    expect(graph.order).toEqual(['a', 'b', 'note']);
  });

  it('are told apart, and missing ones are nothing', () => {
    expect([...(graph.mentioned.get('note') ?? [])]).toEqual(['a']);
    expect(lists(graph.outside)).toEqual({});
  });
});
