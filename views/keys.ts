import type { ActionName } from './keymap.ts';

/** The keys that hold in this console, by action: `run` of the page, `ladder.center` of a kind. */
export type KeyTable = Readonly<Record<string, readonly string[]>>;

const glyphs: Readonly<Record<string, string>> = {
  Enter: '⏎',
  Escape: 'Esc',
  Shift: '⇧',
  Meta: '⌘',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
};

/** `Shift-Enter` as `⇧⏎`, `Ctrl-K` as `Ctrl K`, `d d` as it is. */
export const keyText = (keys: string): string =>
  keys
    .split(' ')
    .map((chord) => {
      const parts = /^((?:(?:Ctrl|Meta|Alt|Shift)-)*)(.+)$/.exec(chord);
      const held = (parts?.[1] ?? '').split('-').filter(Boolean);
      const text = [...held, parts?.[2] ?? chord].map((part) => glyphs[part] ?? part);
      return held[0] === 'Ctrl' || held[0] === 'Alt' ? text.join(' ') : text.join('');
    })
    .join(' ');

/** The first key of an action as it is shown; empty when it has none. */
export const keyOf = (table: KeyTable, action: ActionName): string => keyText(table[action]?.[0] ?? '');

/** `Run (⇧⏎)`, or the words alone. */
export function hinted(words: string, table: KeyTable, action: ActionName): string {
  const key = keyOf(table, action);
  return key === '' ? words : `${words} (${key})`;
}
