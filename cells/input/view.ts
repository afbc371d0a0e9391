import type { Tag } from '../../views/tag.ts';
import type { InputProps, InputValue } from './schema.ts';

/** A native control with its label. */
export function view<T>(html: Tag<T>, value: InputValue, props: InputProps): T {
  return html`<label class="input-cell"><span class="input-label">${value.label}</span>${control(html, value, props)}</label>`;
}

function control<T>(html: Tag<T>, value: InputValue, props: InputProps): T {
  if (value.type === 'choice') {
    return html`<select class="input-control" data-action="input">${(value.choices ?? []).map((choice) =>
      choice === value.text
        ? html`<option selected value="${choice}">${choice}</option>`
        : html`<option value="${choice}">${choice}</option>`,
    )}</select>`;
  }
  if (value.type === 'date') {
    return html`<input class="input-control" data-action="input" type="date" min="1970-01-01" max="2199-12-31" required value="${value.text}">`;
  }
  if (value.type === 'number' && props.type === 'number') {
    return html`<input class="input-control" data-action="input" type="number" inputmode="decimal" required min="${props.min ?? ''}" max="${props.max ?? ''}" step="${props.step ?? 'any'}" value="${value.text}">`;
  }
  return html`<input class="input-control" data-action="input" type="text" maxlength="500" autocomplete="off" spellcheck="false" value="${value.text}">`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character] ?? '');

/** In an export nothing can be set any more: the value as it was. */
export const exported = (value: InputValue): string =>
  `<span class="input-cell"><span class="input-label">${escaped(value.label)}</span><output class="input-control">${escaped(value.text)}</output></span>`;
