import { type Appearance, layout } from './layout.ts';
import { html, type Markup } from './markup.ts';
import type { NotebookLink, Surroundings } from './model.ts';
import { pageData } from './page-data.ts';
import { bar } from './parts/bar.ts';
import { rail } from './parts/rail.ts';

function modifiedText(milliseconds: number, zone: string): string {
  return new Date(milliseconds).toLocaleString('en-GB', {
    timeZone: zone,
    day: '2-digit',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  });
}

function entry(notebook: NotebookLink, zone: string): Markup {
  const remove = html`<button class="cell-action" type="button" hx-delete="/notebooks/${notebook.id}" hx-confirm="Delete?" hx-target="#notebooks" hx-swap="outerMorph" aria-label="Delete ${notebook.title}">Delete</button>`;
  return html`<li id="notebook-${notebook.id}">
    <a href="/notebooks/${notebook.id}">${notebook.title}</a>
    <span class="dim wide">${notebook.shipped ? 'shipped' : ''}</span>
    <span class="dim wide">${notebook.shipped ? '' : modifiedText(notebook.modified, zone)}</span>
    ${notebook.shipped ? html`<span></span>` : remove}
  </li>`;
}

export function notebookList(notebooks: readonly NotebookLink[], zone: string): Markup {
  if (notebooks.length === 0) {
    return html`<div class="empty" id="notebooks">
      <p><strong>No notebooks yet.</strong></p>
      <p>Give one a name above and press <kbd>⏎</kbd>.</p>
    </div>`;
  }
  return html`<ul class="notebooks" id="notebooks" aria-label="Notebooks">${notebooks.map((notebook) => entry(notebook, zone))}</ul>`;
}

export function homePage(around: Surroundings, appearance: Appearance): Markup {
  const body = html`<div class="page">
  ${bar(around.console, null)}
  ${rail(around, null)}
  <main class="main">
    <div class="home">
      <div class="home-head">
        <h1>Notebooks</h1>
        <form class="home-create" hx-post="/notebooks" hx-target="#create-error" hx-swap="innerHTML" data-refused-here>
          <input class="field" name="title" required maxlength="80" placeholder="Name of a new notebook" aria-label="Name of a new notebook" autocomplete="off">
          <button class="button button-primary" type="submit">Create</button>
        </form>
      </div>
      <div id="create-error"></div>
      ${notebookList(around.notebooks, around.console.zone)}
    </div>
  </main>
</div>`;
  return layout({ title: 'Notebooks · deskbook', body, appearance, data: pageData(around) });
}
