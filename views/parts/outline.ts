import { html, type Markup } from '../markup.ts';
import type { CellModel } from '../model.ts';
import { cellState, stateWord } from '../state.ts';

/** A heading of a note: the page finds the `place`th one in it; a link without a script goes to the note. */
function headings(cell: CellModel): readonly Markup[] {
  return cell.headings.map(
    ({ depth, text }, place) =>
      html`<a class="rail-item outline-item" href="#cell-${cell.id}" data-cell="${cell.id}" data-heading="${place}" data-depth="${Math.min(depth, 4)}"><span>${text}</span></a>`,
  );
}

function box(cell: CellModel): Markup {
  const state = cellState({ ...cell, live: cell.kind.live, folded: cell.folded || cell.under !== null });
  return html`<a class="rail-item outline-item" href="#cell-${cell.id}" data-cell="${cell.id}" data-state="${state}" data-folded="${String(cell.folded)}"><span><span class="mark" aria-hidden="true"></span>${cell.id}</span><span class="dim">${cell.kind.name}</span><span class="unseen outline-word">${stateWord(state, cell.pending)}</span></a>`;
}

/** Headings of the prose, and under them the cells by name, kind and state; a folded section keeps its entries. */
export function outlinePart(cells: readonly CellModel[]): Markup {
  return html`<div id="outline">${cells.map((cell) => {
    if (cell.kind.frame === 'inline') return '';
    return cell.kind.frame === 'box' ? box(cell) : headings(cell);
  })}</div>`;
}
