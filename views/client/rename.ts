import { showError } from './message.ts';

/** A title becomes a field: Enter keeps what was typed, leaving it any other way does not. */
export function renameInPlace(title: HTMLElement, keep: (name: string) => Promise<void>): boolean {
  if (title.hidden) return false;
  const field = document.createElement('input');
  field.className = 'field rename-field';
  field.value = title.textContent ?? '';
  field.maxLength = 80;
  field.setAttribute('aria-label', 'Title of the notebook');
  title.hidden = true;
  title.after(field);
  const close = () => {
    field.remove();
    title.hidden = false;
  };
  field.addEventListener('blur', close);
  field.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') leave(field, title);
    if (event.key !== 'Enter' || field.value.trim() === '') return;
    event.preventDefault();
    const name = field.value.trim();
    leave(field, title);
    keep(name).catch(showError);
  });
  field.select();
  field.focus();
  return true;
}

/** Focus goes back to where it was, so that the next key means what it meant. */
function leave(field: HTMLElement, title: HTMLElement): void {
  field.blur();
  if (title.matches('a')) title.focus();
}
