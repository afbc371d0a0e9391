import { describe, expect, it } from 'vitest';
import { Keys } from '../../../views/client/keyboard.ts';
import { actions } from '../../../views/keymap.ts';

const usual = Object.fromEntries(actions.map(({ name, keys }) => [name, keys]));

describe('keys', () => {
  it('finds every action by each of its keys', () => {
    for (const action of actions) {
      for (const keys of action.keys) {
        const table = new Keys(usual);
        const found = keys.split(' ').map((chord, index) => table.press(chord, index * 10));
        expect([keys, found.at(-1)]).toEqual([keys, action.name]);
      }
    }
  });

  it('follows the table and not what is usual', () => {
    const table = new Keys({ ...usual, next: ['n'], delete: [], home: ['x h'] });
    const presses = ['n', 'j', 'd', 'x', 'h'];
    expect(presses.map((chord, index) => table.press(chord, index * 10))).toEqual([
      'next',
      undefined,
      undefined,
      'prefix',
      'home',
    ]);
  });

  it('forgets the first press of two after a second', () => {
    const table = new Keys(usual);
    expect([table.press('d', 0), table.press('d', 1_500), table.press('d', 1_600)]).toEqual([
      'prefix',
      'prefix',
      'delete',
    ]);
  });

  it('takes a chord by itself when it does not go on', () => {
    const table = new Keys(usual);
    expect([table.press('d', 0), table.press('j', 10), table.press('x', 20)]).toEqual(['prefix', 'next', undefined]);
  });
});
