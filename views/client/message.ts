/** One line at the foot of the page, above nothing that matters; it stays until it is answered or replaced. */
let shown: HTMLElement | undefined;
let timer = 0;

export interface MessageAction {
  readonly word: string;
  run(): void;
}

export function hideMessage(): boolean {
  if (!shown) return false;
  clearTimeout(timer);
  shown.remove();
  shown = undefined;
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
  if (action) line.append(button(action.word, action.run));
  line.append(button('Close', () => {}));
  document.body.append(line);
  shown = line;
  if (!error) timer = window.setTimeout(hideMessage, 12_000);
}

function button(word: string, run: () => void): HTMLButtonElement {
  const element = document.createElement('button');
  element.className = 'button';
  element.type = 'button';
  element.textContent = word;
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
