import { type KeyTable, keyOf } from '../keys.ts';
import { html, type Markup } from '../markup.ts';
import type { CellModel, ConsoleInfo, NotebookModel } from '../model.ts';
import { cellPart } from './cell.ts';
import { noticePart } from './notice.ts';
import { outlinePart } from './rail.ts';

/** Inputs that follow each other share a row; everything else stands by itself. */
export function rows<C extends { readonly kind: { readonly frame: string } }>(
  cells: readonly C[],
): readonly (readonly C[])[] {
  const grouped: C[][] = [];
  for (const cell of cells) {
    const last = grouped.at(-1);
    if (cell.kind.frame === 'inline' && last?.[0]?.kind.frame === 'inline') last.push(cell);
    else grouped.push([cell]);
  }
  return grouped;
}

const nothing = (keys: KeyTable): Markup => html`<li class="empty">
  <p><strong>This notebook has no cells yet.</strong></p>
  <p>Press <kbd>${keyOf(keys, 'add-after')}</kbd> to add one: a ladder, a query, a chart, or a few lines of text.</p>
</li>`;

function row(cells: readonly CellModel[], info: ConsoleInfo): Markup {
  const [first] = cells;
  if (first?.kind.frame !== 'inline') return html`${cells.map((cell) => cellPart(cell, info))}`;
  return html`<li class="inputs-row"><ol class="inputs" aria-label="Inputs">${cells.map((cell) => cellPart(cell, info))}</ol></li>`;
}

/** The cells and, where the page has one, its outline and notice: what htmx gets after a change. */
export function cellsPiece(notebook: NotebookModel, info: ConsoleInfo): Markup {
  return html`${cellsPart(notebook, info)}
<hx-partial hx-target="#outline" hx-swap="outerMorph">${outlinePart(notebook.cells)}</hx-partial>
<hx-partial hx-target="#notice" hx-swap="outerMorph">${noticePart(notebook)}</hx-partial>`;
}

export function cellsPart(notebook: NotebookModel, info: ConsoleInfo): Markup {
  return html`<ol class="cells" id="cells" role="list" aria-label="Cells" data-notebook="${notebook.id}" data-revision="${notebook.revision}">
    ${notebook.cells.length === 0 ? nothing(info.keys) : rows(notebook.cells).map((cells) => row(cells, info))}
  </ol>`;
}
