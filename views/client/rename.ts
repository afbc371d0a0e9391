import { showError } from './message.ts';
import { pageInfo } from './page-info.ts';
import { send } from './request.ts';

/** The title in the bar becomes a field: Enter keeps what was typed, leaving it any other way does not. */
export function rename(): boolean {
  const title = document.querySelector<HTMLElement>('.bar .bar-title');
  if (!title || pageInfo.notebook === null || title.hidden) return false;
  const field = document.createElement('input');
  field.className = 'field';
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
    if (event.key === 'Escape') field.blur();
    if (event.key !== 'Enter' || field.value.trim() === '') return;
    const name = field.value.trim();
    field.blur();
    send('PUT', `/notebooks/${pageInfo.notebook}/title`, name).then(() => {
      title.textContent = name;
      document.title = `${name} · deskbook`;
    }, showError);
  });
  field.select();
  field.focus();
  return true;
}
