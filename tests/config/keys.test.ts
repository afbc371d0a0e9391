import { describe, expect, test } from 'vitest';
import { type Bindable, bindKeys, type KeyFile } from '../../config/keys.ts';

const action = (name: string, ...keys: string[]): Bindable => {
  const [scope = '', inside] = name.split('.');
  return { name, scope: inside === undefined ? 'page' : scope, keys, single: inside !== undefined };
};

const actions = [
  action('next', 'j'),
  action('delete', 'd d'),
  action('home', 'g h'),
  action('palette', 'Ctrl-K', 'Meta-K'),
  action('ladder.center', 'c'),
  action('ladder.up', 'ArrowUp'),
];

const bound = (...files: KeyFile['keys'][]) =>
  bindKeys(
    actions,
    files.map((keys, index) => ({ file: ['keys.json', 'local.json'][index] ?? '', keys })),
  );

const usual = {
  next: ['j'],
  delete: ['d d'],
  home: ['g h'],
  palette: ['Ctrl-K', 'Meta-K'],
  'ladder.center': ['c'],
  'ladder.up': ['ArrowUp'],
};

describe('keys that files give', () => {
  test('are the usual ones where no file says otherwise', () => expect(bound({}, {})).toEqual(usual));

  test('replace all of the usual ones, a later file winning', () =>
    expect(bound({ next: 'n', palette: ['Ctrl-P'] }, { next: ['ArrowDown', 'x n'], delete: [] })).toEqual({
      ...usual,
      next: ['ArrowDown', 'x n'],
      palette: ['Ctrl-P'],
      delete: [],
    }));

  test('may be swapped, and used again once they are free', () =>
    expect(bound({ next: 'g h', home: 'j' }, {})).toEqual({ ...usual, next: ['g h'], home: ['j'] }));

  test('may be the same on the page and in a kind, which goes first', () =>
    expect(bound({ next: 'c' }, { 'ladder.up': 'g' })).toEqual({ ...usual, next: ['c'], 'ladder.up': ['g'] }));
});

test.each([
  [{ nexxt: 'n' }, 'nexxt is no action. Did you mean next?'],
  [{ 'lader.center': 'x' }, 'lader.center is no action. Did you mean ladder.center?'],
  [{ next: 'ctrl-j' }, 'next: "ctrl-j" is written Ctrl-J.'],
  [{ next: 'Shift-Ctrl-J' }, 'next: "Shift-Ctrl-J" is written Ctrl-Shift-J.'],
  [{ next: 'J' }, 'next: "J" is written j, or Shift-J.'],
  [{ next: 'Shift-?' }, 'next: "Shift-?": write the character that Shift makes, without Shift.'],
  [{ next: 'Control-J' }, 'next: "Control-J" has no key to hold in "Control"; there are Ctrl, Meta, Alt and Shift.'],
  [{ next: 'Entr' }, 'next: "Entr" names no key; did you mean Enter.'],
  [{ next: 'Ctrl-W' }, 'next: the browser keeps Ctrl-W for itself.'],
  [{ next: '' }, 'next: "" names no key; a key is one character or a name as Enter, F5 or ArrowUp.'],
  [
    { next: 'a b c' },
    'next: "a b c" is too long; it takes one key or two after another, and alternatives stand in a list.',
  ],
  [{ 'ladder.up': 'g u' }, 'ladder.up: "g u" is too long; it takes one key, and alternatives stand in a list.'],
  [{ next: 'g h' }, 'next: "g h" is the key of home already; give that another, or none: "home": [].'],
  [{ next: 'd' }, 'next: "d" cannot stand beside "d d" of delete: "d" would act before "d d" is whole.'],
  [{ next: 'j x', home: 'j' }, 'home: "j" cannot stand beside "j x" of next: "j" would act before "j x" is whole.'],
  [{ 'ladder.center': 'ArrowUp' }, '"ArrowUp" is the key of ladder.up already'],
])('%j is refused by file, action and reason', (keys, sentence) => {
  expect(() => bound({}, keys)).toThrow(sentence);
  expect(() => bound({}, keys)).toThrow(/^local\.json: /);
});
