import { type KeyTable, keyOf } from '../keys.ts';
import { html, type Markup } from '../markup.ts';
import type { CellModel, ConsoleInfo, NotebookModel } from '../model.ts';
import { cellPart } from './cell.ts';
import { noticePart } from './notice.ts';
import { outlinePart } from './outline.ts';

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

function row(cells: readonly CellModel[], info: ConsoleInfo, all: readonly CellModel[]): Markup {
  const [first] = cells;
  if (first?.kind.frame !== 'inline') {
    return html`${cells.map((cell) => html`${cellPart(cell, info)}${foldedSection(cell, all)}`)}`;
  }
  return html`<li class="inputs-row"><ol class="inputs" aria-label="Inputs">${cells.map((cell) => cellPart(cell, info))}</ol></li>`;
}

/** What a folded heading keeps away: a line in its place that opens it again. */
function foldedSection(
  { id, folded, kind }: Pick<CellModel, 'id' | 'folded' | 'kind'>,
  cells: readonly Pick<CellModel, 'id' | 'under' | 'error' | 'kind'>[],
): Markup {
  const away = cells.filter(({ under }) => under === id);
  if (kind.frame !== 'prose' || !folded || away.length === 0) return html``;
  const failed = away.filter(({ error }) => error !== null).length;
  const names = away.flatMap((cell) => (cell.kind.frame === 'prose' ? [] : [cell.id]));
  const words = `${names.length === 1 ? '1 cell' : `${names.length} cells`} folded${failed === 0 ? '' : `, ${failed} failed`}`;
  return html`<li class="section-fold" id="section-${id}" data-note="${id}" data-cells="${away.map((cell) => cell.id).join(' ')}"><button class="section-open" type="button" data-act="fold" aria-expanded="false"><span class="fold-mark" aria-hidden="true"></span>${words}<span class="section-names">${names.join(', ')}</span></button></li>`;
}

/** The cells and, where the page has one, its outline and notice: what htmx gets after a change. */
export function cellsPiece(notebook: NotebookModel, info: ConsoleInfo): Markup {
  return html`${cellsPart(notebook, info)}
<hx-partial hx-target="#outline" hx-swap="outerMorph">${outlinePart(notebook.cells)}</hx-partial>
<hx-partial hx-target="#notice" hx-swap="outerMorph">${noticePart(notebook)}</hx-partial>`;
}

export function cellsPart(notebook: NotebookModel, info: ConsoleInfo): Markup {
  return html`<ol class="cells" id="cells" role="list" aria-label="Cells" data-notebook="${notebook.id}" data-revision="${notebook.revision}">
    ${notebook.cells.length === 0 ? nothing(info.keys) : rows(notebook.cells.filter(({ under }) => under === null)).map((cells) => row(cells, info, notebook.cells))}
  </ol>`;
}
