import { describe, expect, it } from 'vitest';
import { chordOf, Keys } from '../../../views/client/keyboard.ts';
import { actions } from '../../../views/keymap.ts';

const press = (key: string, held: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey', boolean>> = {}) =>
  chordOf({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held });

describe('chords', () => {
  it.each([
    ['j', press('j'), 'j'],
    ['a capital letter', press('J', { shiftKey: true }), 'Shift-J'],
    ['Enter with Shift', press('Enter', { shiftKey: true }), 'Shift-Enter'],
    ['a character that needs Shift', press('?', { shiftKey: true }), '?'],
    ['Control and a letter', press('k', { ctrlKey: true }), 'Ctrl-K'],
  ])('%s', (_about, chord, expected) => expect(chord).toBe(expected));
});

describe('keys', () => {
  it('finds every action by each of its keys', () => {
    for (const action of actions) {
      for (const keys of action.keys) {
        const table = new Keys();
        const found = keys.split(' ').map((chord, index) => table.press(chord, index * 10));
        expect([keys, found.at(-1)]).toEqual([keys, action.name]);
      }
    }
  });

  it('gives no key to two actions, and starts no longer one with a shorter one', () => {
    const keys = actions.flatMap((action) => action.keys);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.filter((one) => keys.some((other) => other.startsWith(`${one} `)))).toEqual([]);
  });

  it('forgets the first press of two after a second', () => {
    const table = new Keys();
    expect([table.press('d', 0), table.press('d', 1_500), table.press('d', 1_600)]).toEqual([
      'prefix',
      'prefix',
      'delete',
    ]);
  });

  it('takes a chord by itself when it does not go on', () => {
    const table = new Keys();
    expect([table.press('d', 0), table.press('j', 10), table.press('x', 20)]).toEqual(['prefix', 'next', undefined]);
  });
});
