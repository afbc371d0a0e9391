import { html, type Markup } from '../markup.ts';

interface Noticed {
  readonly id: string;
  readonly conflict: string | null;
  readonly address?: string;
}

/** Says that two writers met, and what is wrong with the address; empty when nothing is. */
export const noticePart = ({ id, conflict, address }: Noticed): Markup =>
  html`<div id="notice">${address === undefined ? '' : html`<p class="notice" role="alert"><strong>Address</strong><span>${address}</span></p>`}${
    conflict === null
      ? ''
      : html`<p class="notice" role="alert"><strong>Changed elsewhere</strong><span>${conflict}</span><button class="button" type="button" hx-post="/notebooks/${id}/take-theirs" hx-target="ol#cells" hx-swap="outerMorph">Take that version</button></p>`
  }</div>`;
