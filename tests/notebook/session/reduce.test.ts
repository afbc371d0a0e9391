import { describe, expect, it } from 'vitest';
import { Play } from './play.ts';

describe('every action of a change', () => {
  it('is given in order, with the faces that changed and the next wake', () => {
    const session = new Play({ a: { reads: ['s'] }, b: { reads: ['a'] } });
    session.watch('b');
    expect(session.took()).toEqual(['start a 1 give', 'publish a b']);
    session.frame('a', '1');
    expect(session.took()).toEqual(['show a 1', 'start b 1', 'publish a b']);
    session.finish('a');
    expect(session.took()).toEqual([]);
    session.answer('b', '1');
    expect(session.took()).toEqual(['show b 1', 'publish b']);
    session.at = 10;
    session.touch(1);
    expect(session.took()).toEqual(['wake 1000']);
    session.write({ b: {} });
    expect(session.took()).toEqual(['forget a', 'analyse b', 'publish b', 'wake null', 'start b 2', 'publish b']);
  });

  it('says the error with its path and what to do', () => {
    const session = new Play({ a: { reads: ['b'] }, b: { reads: ['a'] }, c: { reads: ['b'] }, d: { reads: ['$x'] } });
    expect(['a', 'c', 'd'].map((id) => session.cell(id).face.error)).toEqual([
      {
        code: 'cycle',
        message: 'These cells read each other: a → b → a.',
        hint: 'Take one of these reads out; the rest of the notebook runs.',
        path: ['a', 'b', 'a'],
      },
      {
        code: 'upstream',
        message: 'It waits for b, which has an error.',
        hint: 'Mend b; this cell runs again by itself.',
        path: ['b'],
      },
      {
        code: 'unknown_name',
        message: 'Nothing is called $x: no cell of this notebook gives it and no source has that name.',
        hint: 'Add an input cell named x, or take $x out.',
      },
    ]);
  });
});
