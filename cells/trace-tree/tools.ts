import { formatInteger } from '../../core/format.ts';
import type { Tag } from '../kind.ts';

export const viewNames = ['waterfall', 'flame', 'statistics'] as const;
export type ViewName = (typeof viewNames)[number];

export interface Tools {
  readonly view: ViewName;
  readonly search: string;
  readonly found: number;
  /** The key that goes to the search. */
  readonly key: string;
}

/** What is shown, and the search. */
export function toolsPart<T>(html: Tag<T>, { view, search, found, key }: Tools): T {
  const choices = viewNames.map(
    (name) =>
      html`<button class="tree-button" type="button" data-action="view" data-name="${name}" aria-pressed="${String(name === view)}">${name}</button>`,
  );
  const count =
    search.trim() === '' ? '' : found === 0 ? 'none found' : `${formatInteger(found)} found, Enter goes to the next`;
  return html`<div class="tree-tools"><div class="tree-choices" role="group" aria-label="View">${choices}</div><input class="field tree-search" type="search" placeholder="Search  ${key}" aria-label="Search in the trace" autocomplete="off" spellcheck="false" .value="${search}"><span class="tree-found" role="status">${count}</span></div>`;
}
