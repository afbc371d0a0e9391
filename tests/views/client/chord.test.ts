import { describe, expect, it } from 'vitest';
import { chordOf, passesTyping } from '../../../views/client/chord.ts';

const press = (key: string, held: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey', boolean>> = {}) =>
  chordOf({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held });

describe('chords', () => {
  it.each([
    ['j', press('j'), 'j'],
    ['a capital letter', press('J', { shiftKey: true }), 'Shift-J'],
    ['a letter under a locked Shift', press('J'), 'j'],
    ['Enter with Shift', press('Enter', { shiftKey: true }), 'Shift-Enter'],
    ['a character that needs Shift', press('?', { shiftKey: true }), '?'],
    ['Control and a letter', press('k', { ctrlKey: true }), 'Ctrl-K'],
    [
      'all that can be held',
      press('k', { ctrlKey: true, metaKey: true, altKey: true, shiftKey: true }),
      'Ctrl-Meta-Alt-Shift-K',
    ],
    ['the space bar', press(' '), 'Space'],
    ['a minus sign', press('-', { ctrlKey: true }), 'Ctrl--'],
  ])('%s', (_about, chord, expected) => expect(chord).toBe(expected));

  it('act while somebody types only where they write nothing', () => {
    const chords = [
      'j',
      'Shift-J',
      '?',
      'Enter',
      'Shift-Enter',
      'Escape',
      'Shift-Escape',
      'F2',
      'Ctrl-K',
      'Alt-ArrowUp',
      '-',
    ];
    expect(chords.filter(passesTyping)).toEqual(['Escape', 'Shift-Escape', 'F2', 'Ctrl-K', 'Alt-ArrowUp']);
  });
});
