import { html, type Markup } from '../markup.ts';

/** Says that two writers met; empty when they did not. */
export const noticePart = (conflict: string | null): Markup =>
  html`<div id="notice">${
    conflict === null
      ? ''
      : html`<p class="notice" role="alert"><strong>Changed elsewhere</strong><span>${conflict}</span></p>`
  }</div>`;
