import { ageText, dayTimeText, zoneLabel } from './age.ts';
import { hinted, keyOf } from './keys.ts';
import { type Appearance, layout } from './layout.ts';
import { html, type Markup } from './markup.ts';
import type { ConsoleInfo, DeletedLink, NotebookLink, Surroundings } from './model.ts';
import { pageData } from './page-data.ts';
import { bar } from './parts/bar.ts';
import { notebooksPart, rail } from './parts/rail.ts';

const origins: Readonly<Record<NotebookLink['origin'], string>> = {
  shipped: 'shipped',
  copy: 'own copy',
  own: 'own',
};

function time(milliseconds: number, { zone, machineNow }: ConsoleInfo): Markup {
  const exact = new Date(milliseconds).toISOString();
  return html`<time datetime="${exact}" title="${exact}">${dayTimeText(milliseconds, zone)} ${zoneLabel(zone, milliseconds)}</time> <span class="notebook-age">${ageText(machineNow - milliseconds)}</span>`;
}

/** `3 sql, 2 vega, ladder` */
function kindsText(kinds: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const kind of kinds) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts].map(([kind, count]) => (count === 1 ? kind : `${count} ${kind}`)).join(', ');
}

function actions({ id, title, origin }: NotebookLink, { keys }: ConsoleInfo): Markup {
  const button = (action: 'rename' | 'duplicate' | 'delete', word: string) =>
    html`<button class="cell-action" type="button" data-act="${action}" title="${hinted(word, keys, action)}" aria-label="${word} ${title}">${word}</button>`;
  return html`<span class="notebook-actions">
      ${button('rename', 'Rename')}${button('duplicate', 'Duplicate')}<a class="cell-action" data-act="revisions" title="${hinted('Revisions', keys, 'revisions')}" href="/notebooks/${id}/revisions" aria-label="Revisions of ${title}">Revisions</a>${origin === 'shipped' ? '' : button('delete', origin === 'copy' ? 'Revert' : 'Delete')}
    </span>`;
}

function entry(notebook: NotebookLink, info: ConsoleInfo): Markup {
  const { id, title, about, kinds, origin, modified, open } = notebook;
  const cells = kinds.length === 1 ? '1 cell' : `${kinds.length} cells`;
  return html`<li class="notebook" id="notebook-${id}" data-row data-notebook="${id}" data-origin="${origin}">
      <a class="notebook-title" href="/notebooks/${id}">${title}</a>
      <span class="notebook-about" title="${about}">${about || kindsText(kinds)}</span>
      <span class="notebook-cells" title="${kindsText(kinds)}">${cells}</span>
      <span class="notebook-origin">${origins[origin]}</span>
      <span class="notebook-open">${open ? html`<span class="dot" aria-hidden="true"></span> open` : ''}</span>
      <span class="notebook-modified">${origin === 'shipped' ? '' : time(modified, info)}</span>
      ${actions(notebook, info)}
    </li>`;
}

function deletedPart(deleted: readonly DeletedLink[], info: ConsoleInfo): Markup {
  if (deleted.length === 0) return html``;
  return html`<details class="deleted" id="deleted">
      <summary>Deleted <span class="dim">${deleted.length}</span></summary>
      <ul>${deleted.map(
        ({ id, title, revision, at }) => html`<li class="notebook" data-notebook="${id}">
        <a class="notebook-title" href="/notebooks/${id}/revisions">${title}</a>
        <span class="notebook-modified">${time(at, info)}</span>
        <button class="button" type="button" data-restore="${id}" data-revision="${revision}" aria-label="Restore ${title}">Restore</button>
      </li>`,
      )}</ul>
    </details>`;
}

interface Listed {
  readonly notebooks: readonly NotebookLink[];
  readonly deleted: readonly DeletedLink[];
  readonly console: ConsoleInfo;
}

/** What the list shows and is fetched again after a change. */
function notebookList({ notebooks, deleted, console }: Listed): Markup {
  const list =
    notebooks.length === 0
      ? html`<div class="empty">
      <p><strong>No notebooks yet.</strong></p>
      <p>Give one a name above and press <kbd>⏎</kbd>.</p>
    </div>`
      : html`<ul class="notebook-list" aria-label="Notebooks">${notebooks.map((each) => entry(each, console))}</ul>
    <p class="notebook-none" hidden>No notebook by that name. <kbd>Esc</kbd> shows all.</p>`;
  return html`<div class="notebooks" id="notebooks">${list}${deletedPart(deleted, console)}</div>`;
}

/** The list and, in the rail, the same notebooks: what htmx gets after a change. */
export const notebooksPiece = (listed: Listed): Markup => html`${notebookList(listed)}
<hx-partial hx-target="#rail-notebooks" hx-swap="outerMorph">${notebooksPart(listed.notebooks)}</hx-partial>`;

const fits = ({ title, about, kinds, id }: NotebookLink, filter: string): boolean =>
  `${title} ${about} ${kinds.join(' ')} ${id}`.toLowerCase().includes(filter.trim().toLowerCase());

export interface Home {
  readonly around: Surroundings;
  readonly deleted: readonly DeletedLink[];
  readonly filter: string;
}

export function homePage({ around, deleted, filter }: Home, appearance: Appearance): Markup {
  const { console } = around;
  const notebooks = around.notebooks.filter((each) => fits(each, filter));
  const body = html`<div class="page">
  ${bar(console, null)}
  ${rail(around, null)}
  <main class="main">
    <div class="home">
      <div class="home-head">
        <h1>Notebooks</h1>
        <form class="home-filter" method="get" action="/">
          <input class="field" type="search" name="filter" id="home-filter" value="${filter}" placeholder="Filter  ${keyOf(console.keys, 'search')}" aria-label="Filter notebooks" autocomplete="off" spellcheck="false">
        </form>
        <form class="home-create" hx-post="/notebooks" hx-target="#create-error" hx-swap="innerHTML" data-refused-here>
          <input class="field" name="title" required maxlength="80" placeholder="Name of a new notebook" aria-label="Name of a new notebook" autocomplete="off">
          <button class="button button-primary" type="submit">Create</button>
        </form>
      </div>
      <div id="create-error"></div>
      ${notebookList({ notebooks, deleted, console })}
    </div>
  </main>
</div>`;
  return layout({ title: 'Notebooks · deskbook', body, appearance, data: pageData(around) });
}
