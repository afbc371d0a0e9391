import { type ActionName, actions } from '../keymap.ts';
import type { KeyTable } from '../keys.ts';
import { chordOf, passesTyping } from './chord.ts';

/** Follows chords one after the other; `d d` needs its second press within a second. */
export class Keys {
  readonly #table = new Map<string, ActionName>();
  #pending = '';
  #since = 0;

  constructor(table: KeyTable) {
    for (const { name } of actions) for (const keys of table[name] ?? []) this.#table.set(keys, name);
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

/** Where keys are text; what takes none of them as text says so. */
const typing =
  'input:not([data-page-keys]), textarea, select:not([data-page-keys]), [contenteditable="true"], .cm-editor';
const pressable = 'button, a, summary, input, select, textarea, [role="option"]';
const everywhere: ReadonlySet<string> = new Set(['palette', 'leave']);

export function startKeyboard(table: KeyTable, perform: (action: ActionName) => boolean): void {
  const keys = new Keys(table);
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.isComposing || document.querySelector('.dialog:popover-open')) return;
    const target = event.target as Element;
    const chord = chordOf(event);
    const action = keys.press(chord, event.timeStamp);
    if (action === undefined || action === 'prefix') return;
    if (target.closest(typing) && !(everywhere.has(action) && passesTyping(chord))) return;
    if (chord === 'Enter' && target.closest(pressable)) return;
    if (perform(action)) event.preventDefault();
  });
}
