import { type ActionName, actions } from '../keymap.ts';

/** `Shift-J`, `Ctrl-K`, `?`, `Enter`: Shift is named only where it does not already show in the character. */
export function chordOf(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>): string {
  const { key } = event;
  const letter = /^[a-z]$/i.test(key);
  const parts: string[] = [];
  if (event.ctrlKey) parts.push('Ctrl');
  if (event.metaKey) parts.push('Meta');
  if (event.altKey) parts.push('Alt');
  if (event.shiftKey && (letter || key.length > 1)) parts.push('Shift');
  parts.push(letter && parts.length > 0 ? key.toUpperCase() : key);
  return parts.join('-');
}

/** Follows chords one after the other; `d d` needs its second press within a second. */
export class Keys {
  readonly #table = new Map<string, ActionName>();
  #pending = '';
  #since = 0;

  constructor() {
    for (const action of actions) for (const keys of action.keys) this.#table.set(keys, action.name);
  }

  press(chord: string, now: number): ActionName | 'prefix' | undefined {
    const sequence = this.#pending !== '' && now - this.#since < 1_000 ? `${this.#pending} ${chord}` : chord;
    this.#pending = '';
    const found = this.#table.get(sequence) ?? this.#table.get(chord);
    if (found) return found;
    if (![...this.#table.keys()].some((keys) => keys.startsWith(`${sequence} `))) return undefined;
    this.#pending = sequence;
    this.#since = now;
    return 'prefix';
  }
}

const typing = 'input, textarea, select, [contenteditable="true"], .cm-editor';
const pressable = 'button, a, summary, input, select, textarea, [role="option"]';
const everywhere: ReadonlySet<string> = new Set(['palette', 'leave']);

export function startKeyboard(perform: (action: ActionName) => boolean): void {
  const keys = new Keys();
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.isComposing || document.querySelector('dialog[open]')) return;
    const target = event.target as Element;
    const chord = chordOf(event);
    const action = keys.press(chord, event.timeStamp);
    if (action === undefined || action === 'prefix') return;
    if (target.closest(typing) && !everywhere.has(action)) return;
    if (chord === 'Enter' && target.closest(pressable)) return;
    if (perform(action)) event.preventDefault();
  });
}
