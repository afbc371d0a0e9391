import { html, type Markup } from '../markup.ts';

/** Says that two writers met; empty when they did not. */
export const noticePart = ({ id, conflict }: { readonly id: string; readonly conflict: string | null }): Markup =>
  html`<div id="notice">${
    conflict === null
      ? ''
      : html`<p class="notice" role="alert"><strong>Changed elsewhere</strong><span>${conflict}</span><button class="button" type="button" hx-post="/notebooks/${id}/take-theirs" hx-target="ol#cells" hx-swap="outerMorph">Take that version</button></p>`
  }</div>`;
