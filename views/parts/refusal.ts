import type { Tag } from '../tag.ts';

/** What a cell could not take; it stands in the cell until its next request goes through or somebody closes it. */
export const refusalPart = <T>(html: Tag<T>, message: string): T =>
  html`<div class="cell-refusal" role="alert"><p><span>${message}</span><button class="cell-action" type="button" data-dismiss="refusal">Close</button></p></div>`;
