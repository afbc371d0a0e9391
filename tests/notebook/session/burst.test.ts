import { describe, expect, it } from 'vitest';
import type { Operation } from '../../../notebook/session/operation.ts';
import { reduce, reduceAll } from '../../../notebook/session/reduce.ts';
import { emptySession, type SessionState } from '../../../notebook/session/state.ts';
import { refsOf, specOf, type Written } from './play.ts';

const notebook: Readonly<Record<string, Written>> = {
  a: { reads: ['s'] },
  b: { reads: ['a'] },
  c: { reads: ['a', 'd'] },
  d: { reads: ['nothing'] },
};
const ids = Object.keys(notebook);
const at = 0;

const opened = reduceAll(emptySession, [
  { type: 'arranged', cells: ids.map((id) => specOf(id, notebook[id]!)), at },
  { type: 'watched', cells: ids, at },
]).state;

const answers: readonly Operation[] = ids.map((cell) => ({
  type: 'analysed',
  cell,
  number: 1,
  refs: refsOf(cell, notebook[cell]!),
  at,
}));

const oneByOne = (state: SessionState, operations: readonly Operation[]): SessionState =>
  operations.reduce((each, operation) => reduce(each, operation).state, state);

describe('several reports at once', () => {
  it('leave the cells as they are when each is taken in by itself, and say so once', () => {
    const burst = reduceAll(opened, answers);
    expect(burst.state).toEqual(oneByOne(opened, answers));
    expect(burst.actions).toEqual([
      { type: 'start', cell: 'a', run: 1, give: true },
      { type: 'publish', cells: ['a', 'c', 'd'] },
    ]);
  });

  it('of one run are its value and its end, and its readers begin once', () => {
    const { state } = reduceAll(opened, answers);
    const burst = reduceAll(state, [
      { type: 'framed', cell: 'a', run: 1, hash: 'x', at },
      { type: 'finished', cell: 'a', run: 1, at },
    ]);
    expect(burst.actions).toEqual([
      { type: 'show', cell: 'a', run: 1 },
      { type: 'start', cell: 'b', run: 1, give: false },
      { type: 'publish', cells: ['a', 'b'] },
    ]);
    expect(burst.state.cells.get('a')?.run).toBeNull();
  });

  it('that are of overtaken runs change nothing', () => {
    const { state } = reduceAll(opened, answers);
    expect(reduceAll(state, [{ type: 'finished', cell: 'a', run: 7, at }])).toEqual({ state, actions: [] });
    expect(reduceAll(state, [])).toEqual({ state, actions: [] });
  });
});
