import { keyOf } from '../keys.ts';
import { html, type Markup } from '../markup.ts';
import type { NotebookLink, NotebookModel, SourceLink, Surroundings } from '../model.ts';
import { outlinePart } from './outline.ts';

const count = (rows: number | undefined): string =>
  rows === undefined ? '' : rows >= 1e6 ? `${(rows / 1e6).toFixed(1)} M` : rows.toLocaleString('en-US');

/** Sources come and grow, so the part fetches itself again: a page does not wait for an engine that is still starting. */
export function sourcesPart(sources: readonly SourceLink[]): Markup {
  return html`<section class="rail-section" id="sources" hx-get="/sources" hx-trigger="every 10s" hx-swap="outerMorph">
      <h2 class="rail-heading">Sources</h2>
      ${sources.map(
        (source) =>
          html`<div class="rail-item rail-source" title="${source.about}&#10;${source.columns.map((column) => `${column.name}  ${column.type.toLowerCase()}`).join('\n')}"><span class="mono">${source.name}</span><span class="dim">${count(source.rows)}</span></div>`,
      )}
    </section>`;
}

export function notebooksPart(notebooks: readonly NotebookLink[], current?: string): Markup {
  return html`<section class="rail-section" id="rail-notebooks">
      <h2 class="rail-heading">Notebooks</h2>
      ${notebooks.map(
        ({ id, title }) =>
          html`<a class="rail-item" href="/notebooks/${id}" ${id === current ? html`aria-current="page"` : ''}><span>${title}</span></a>`,
      )}
    </section>`;
}

export function rail(around: Surroundings, notebook: NotebookModel | null): Markup {
  return html`<nav class="rail" id="rail" aria-label="Notebooks, outline and sources">
    <input class="field rail-filter" id="rail-filter" type="search" placeholder="Filter  ${keyOf(around.console.keys, 'search')}" aria-label="Filter notebooks, cells and sources" autocomplete="off" spellcheck="false">
    ${notebooksPart(around.notebooks, notebook?.id)}
    ${
      notebook
        ? html`<section class="rail-section"><h2 class="rail-heading">Outline</h2>${outlinePart(notebook.cells)}</section>`
        : ''
    }
    ${sourcesPart(around.sources)}
    <section class="rail-section">
      <h2 class="rail-heading">Record</h2>
      <a class="rail-item" href="/import"><span>Import a file</span><kbd>${keyOf(around.console.keys, 'import')}</kbd></a>
      <a class="rail-item" href="/recordings"><span>Recordings</span><kbd>${keyOf(around.console.keys, 'recordings')}</kbd></a>
    </section>
  </nav>`;
}
