import type { Tag } from '../../views/tag.ts';
import type { InputProps } from './schema.ts';
import { multiple, single } from './select-view.ts';
import { pair, slider } from './slider-view.ts';
import type { InputValue, ValueOf } from './value.ts';

/** Native controls with a label; each says in `data-part` which end or choice of the value it is. */
export function view<T>(html: Tag<T>, value: InputValue, props: InputProps): T {
  switch (value.type) {
    case 'pair':
      return grouped(html, value, pair(html, value, props));
    case 'dates':
      return grouped(html, value, dates(html, value));
    case 'multiple':
      return grouped(html, value, multiple(html, value));
    default:
      return html`<label class="input-cell">${named(html, value)}${control(html, value, props)}</label>`;
  }
}

const named = <T>(html: Tag<T>, { label }: InputValue): T => html`<span class="input-label">${label}</span>`;

const grouped = <T>(html: Tag<T>, value: InputValue, controls: T): T =>
  html`<div class="input-cell" role="group" aria-label="${value.label}">${named(html, value)}${controls}</div>`;

function control<T>(
  html: Tag<T>,
  value: Exclude<InputValue, ValueOf<'pair' | 'dates' | 'multiple'>>,
  props: InputProps,
): T {
  switch (value.type) {
    case 'toggle':
      return toggle(html, value);
    case 'range':
      return slider(html, value, props);
    case 'select':
      return single(html, value);
    case 'date':
      return html`<input class="input-control" data-action="input" type="date" min="1970-01-01" max="2199-12-31" required value="${value.text}">`;
    case 'text':
      return html`<input class="input-control" data-action="input" type="text" maxlength="500" autocomplete="off" spellcheck="false" value="${value.text}">`;
    case 'number': {
      const { min = '', max = '', step = 'any' } = props.type === 'number' ? props : {};
      return html`<input class="input-control" data-action="input" type="number" inputmode="decimal" required min="${min}" max="${max}" step="${step}" value="${value.text}">`;
    }
  }
}

const toggle = <T>(html: Tag<T>, { on, text }: ValueOf<'toggle'>): T =>
  on
    ? html`<input class="input-switch" data-action="input" data-part="on" type="checkbox" role="switch" checked><span class="input-word">${text}</span>`
    : html`<input class="input-switch" data-action="input" data-part="on" type="checkbox" role="switch"><span class="input-word">${text}</span>`;

function dates<T>(html: Tag<T>, { label, from, to, period, periods }: ValueOf<'dates'>): T {
  const choices = [{ value: '', label: 'Two dates' }, ...periods].map((choice) =>
    choice.value === period
      ? html`<option selected value="${choice.value}">${choice.label}</option>`
      : html`<option value="${choice.value}">${choice.label}</option>`,
  );
  const end = (part: string, day: string) =>
    html`<input class="input-control" data-action="input" type="date" min="1970-01-01" max="2199-12-31" required data-part="${part}" aria-label="${label}, ${part}" value="${day}">`;
  return html`<span class="input-ends"><select class="input-control" data-action="input" data-part="period" aria-label="${label}, quick choices">${choices}</select><span class="input-days">${end('from', from)}<span class="input-dash">–</span>${end('to', to)}</span></span>`;
}
