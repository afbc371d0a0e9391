import type { ActionName } from '../keymap.ts';
import { keyOf } from '../keys.ts';
import { pageInfo } from './page-info.ts';

/** One line at the foot of the page, above nothing that matters; it stays until it is answered or replaced. */
let shown: HTMLElement | undefined;
let offered: MessageAction | undefined;
let timer = 0;

export interface MessageAction {
  readonly word: string;
  /** The action of the page that does it as long as the message stands. */
  readonly on?: ActionName;
  run(): void;
}

export function hideMessage(): boolean {
  if (!shown) return false;
  clearTimeout(timer);
  shown.remove();
  shown = undefined;
  offered = undefined;
  return true;
}

/** Whether the message offers something for an action. */
export const hasOffer = (action: ActionName): boolean => offered?.on === action;

/** Does what the message offers for an action; false when it offers nothing for it. */
export function takeOffer(action: ActionName): boolean {
  if (offered?.on !== action) return false;
  const { run } = offered;
  hideMessage();
  run();
  return true;
}

export function showMessage(text: string, options: { error?: boolean; action?: MessageAction } = {}): void {
  hideMessage();
  const { error = false, action } = options;
  const line = document.createElement('div');
  line.className = error ? 'message message-error' : 'message';
  line.setAttribute('role', error ? 'alert' : 'status');
  const words = document.createElement('span');
  words.className = 'message-text';
  words.textContent = text;
  line.append(words);
  if (action) line.append(button(action.word, action.run, action.on));
  line.append(button('Close', () => {}));
  document.body.append(line);
  shown = line;
  offered = action;
  if (!error) timer = window.setTimeout(hideMessage, 12_000);
}

function button(word: string, run: () => void, action?: ActionName): HTMLButtonElement {
  const element = document.createElement('button');
  element.className = 'button';
  element.type = 'button';
  element.textContent = word;
  const key = action && keyOf(pageInfo.keys, action);
  if (key) {
    const hint = document.createElement('kbd');
    hint.textContent = key;
    element.append(' ', hint);
  }
  element.addEventListener('click', () => {
    hideMessage();
    run();
  });
  return element;
}

export function showError(thrown: unknown): void {
  const { message, hint } = thrown as { message?: string; hint?: string };
  showMessage([message ?? String(thrown), hint].filter(Boolean).join(' '), { error: true });
}
