import { html } from 'hono/html';
import { periodLabel } from './periods.ts';
import type { InputValue } from './value.ts';

/** In an export nothing can be set any more: the value as it was. */
export const exported = async (value: InputValue): Promise<string> =>
  String(
    await html`<span class="input-cell"><span class="input-label">${value.label}</span><output class="input-control">${words(value)}</output></span>`,
  );

function words(value: InputValue): string {
  if (value.type === 'dates' && value.period !== '')
    return `${value.text} (${periodLabel(value.period).toLowerCase()})`;
  return value.text === '' ? 'none' : value.text;
}
