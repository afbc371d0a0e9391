import { keyOf } from '../keys.ts';
import { html, type Markup } from '../markup.ts';
import type { CellModel, NotebookModel, SourceLink, Surroundings } from '../model.ts';

export interface OutlineEntry {
  readonly cell: string;
  readonly text: string;
  readonly level: 1 | 2;
}

/** Headings of the prose, and under them the cells by name. */
export function outline(cells: readonly CellModel[]): readonly OutlineEntry[] {
  return cells.flatMap((cell): OutlineEntry[] => {
    if (cell.kind.frame === 'box') return [{ cell: cell.id, text: cell.id, level: 2 }];
    if (cell.kind.frame === 'inline') return [];
    const headings = [...cell.body.matchAll(/^#{1,3}\s+(.+?)\s*#*$/gm)];
    return headings.map((heading) => ({ cell: cell.id, text: heading[1] ?? '', level: 1 }));
  });
}

export function outlinePart(cells: readonly CellModel[]): Markup {
  return html`<div id="outline">${outline(cells).map(
    (entry) =>
      html`<a class="rail-item level-${entry.level}" href="#cell-${entry.cell}"><span>${entry.text}</span></a>`,
  )}</div>`;
}

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

export function rail(around: Surroundings, notebook: NotebookModel | null): Markup {
  return html`<nav class="rail" id="rail" aria-label="Notebooks, outline and sources">
    <input class="field rail-filter" id="rail-filter" type="search" placeholder="Filter  ${keyOf(around.console.keys, 'search')}" aria-label="Filter notebooks, cells and sources" autocomplete="off" spellcheck="false">
    <section class="rail-section">
      <h2 class="rail-heading">Notebooks</h2>
      ${around.notebooks.map(
        (entry) =>
          html`<a class="rail-item" href="/notebooks/${entry.id}" ${notebook?.id === entry.id ? html`aria-current="page"` : ''}><span>${entry.title}</span></a>`,
      )}
    </section>
    ${
      notebook
        ? html`<section class="rail-section"><h2 class="rail-heading">Outline</h2>${outlinePart(notebook.cells)}</section>`
        : ''
    }
    ${sourcesPart(around.sources)}
    <section class="rail-section">
      <h2 class="rail-heading">Record</h2>
      <a class="rail-item" href="/import"><span>Import a file</span><kbd>${keyOf(around.console.keys, 'import')}</kbd></a>
    </section>
  </nav>`;
}
