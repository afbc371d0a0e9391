import { type Appearance, layout } from './layout.ts';
import { html, type Markup } from './markup.ts';
import type { NotebookModel, Surroundings } from './model.ts';
import { notebookData } from './page-data.ts';
import { bar } from './parts/bar.ts';
import { cellsPart } from './parts/cells.ts';
import { noticePart } from './parts/notice.ts';
import { rail } from './parts/rail.ts';

export function notebookPage(notebook: NotebookModel, around: Surroundings, appearance: Appearance): Markup {
  const body = html`<div class="page">
  ${bar(around.console, notebook)}
  ${rail(around, notebook)}
  <main class="main" id="main">
    ${noticePart(notebook)}
    ${cellsPart(notebook, around.console)}
  </main>
</div>`;
  return layout({ title: `${notebook.title} · deskbook`, body, appearance, data: notebookData(notebook, around) });
}
