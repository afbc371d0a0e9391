import { didYouMean, nearest } from '../core/nearest.ts';

const held = ['Ctrl', 'Meta', 'Alt', 'Shift'] as const;

const named = [
  ...['Enter', 'Escape', 'Tab', 'Space', 'Backspace', 'Delete', 'Insert', 'Home', 'End', 'PageUp', 'PageDown'],
  ...['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'],
  ...Array.from({ length: 12 }, (_, index) => `F${index + 1}`),
];

/** What no page ever hears of in the browsers people use. */
const kept: ReadonlySet<string> = new Set(
  ['N', 'T', 'W'].flatMap((letter) =>
    ['Ctrl', 'Meta'].flatMap((key) => [`${key}-${letter}`, `${key}-Shift-${letter}`]),
  ),
);

/**
 * Reads one key with what is held, as `Shift-J`, `Ctrl-K`, `?` or `Enter`. Throws a sentence when it is written otherwise: holding keys go in
 * the order Ctrl, Meta, Alt, Shift, a letter with one of them is a capital, and Shift is not named where the character shows it.
 */
export function checkChord(chord: string): void {
  const [, before = '', key = ''] = /^((?:[A-Za-z]+-)*)(.+)$/.exec(chord) ?? [];
  const words = before.split('-').filter(Boolean);
  const keys = words.map((word) => heldNamed(word, chord));
  const right = [...held.filter((name) => keys.includes(name)), keyNamed(key, keys, chord)].join('-');
  if (right !== chord) throw new Error(`"${chord}" is written ${right}`);
  if (kept.has(chord)) throw new Error(`the browser keeps ${chord} for itself`);
}

function heldNamed(word: string, chord: string): string {
  const found = held.find((name) => name.toLowerCase() === word.toLowerCase());
  if (found) return found;
  const near = nearest(word, held, 1);
  throw new Error(
    `"${chord}" has no key to hold in "${word}"; there are Ctrl, Meta, Alt and Shift.${didYouMean(near)}`.replace(
      /[.?]$/,
      '',
    ),
  );
}

function keyNamed(key: string, keys: readonly string[], chord: string): string {
  if (/^[a-z]$/i.test(key)) {
    if (keys.length > 0) return key.toUpperCase();
    if (key !== key.toLowerCase()) throw new Error(`"${chord}" is written ${key.toLowerCase()}, or Shift-${key}`);
    return key;
  }
  if (/^[!-~]$|^[^\p{C}\s\p{ASCII}]$/u.test(key)) {
    if (keys.includes('Shift')) throw new Error(`"${chord}": write the character that Shift makes, without Shift`);
    return key;
  }
  const found = named.find((name) => name.toLowerCase() === key.toLowerCase());
  if (found) return found;
  const near = nearest(key, named, 1);
  const hint =
    near.length > 0 ? `; did you mean ${near[0]}` : `; a key is one character or a name as Enter, F5 or ArrowUp`;
  throw new Error(`"${chord}" names no key${hint}`);
}
