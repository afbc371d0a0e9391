import { type Appearance, layout } from './layout.ts';
import { html, type Markup } from './markup.ts';
import type { CellModel, ConsoleInfo, NotebookModel } from './model.ts';
import { pinData } from './page-data.ts';
import { clockPart, environmentBadge, freshnessPart } from './parts/bar.ts';
import { cellPart } from './parts/cell.ts';
import { transport } from './parts/transport.ts';

/** One cell alone, down to 320 pixels; its address follows the inputs that it reads. */
export function pinPage(
  notebook: NotebookModel,
  cell: CellModel,
  inputs: readonly string[],
  info: ConsoleInfo,
  appearance: Appearance,
): Markup {
  const body = html`<main class="pin">
  <header class="bar">
    <h1 class="bar-title"><a class="bar-link" href="/notebooks/${notebook.id}#cell-${cell.id}">${notebook.title}</a></h1>
    ${environmentBadge(info)}
    <span class="bar-space"></span>
    ${clockPart(info)}
    ${freshnessPart()}
  </header>
  <ol class="cells" id="cells" aria-label="Cells" data-notebook="${notebook.id}" data-revision="${notebook.revision}">${cellPart(cell, info)}</ol>
  ${transport(info)}
</main>`;
  return layout({ title: `${cell.id} · ${notebook.title}`, body, appearance, data: pinData(cell, inputs, info) });
}
