import { ageText } from '../age.ts';
import type { ActionName } from '../keymap.ts';
import { hinted, type KeyTable } from '../keys.ts';
import { html, type Markup, trusted } from '../markup.ts';
import type { CellModel, ConsoleInfo } from '../model.ts';
import { cellState, stateWord } from '../state.ts';
import { traceOfAddress } from '../trace-address.ts';
import { errorPanel } from './error-panel.ts';
import { refusalPart } from './refusal.ts';

const maximumRows = 40;

function whole(text: string | undefined, most: number): number | undefined {
  if (text === undefined || !/^\d{1,3}$/.test(text)) return undefined;
  return Math.min(most, Math.max(1, Number(text)));
}

/** Where a boxed cell stands on the grid, as the custom properties that `grid.css` reads. */
export function placement(cell: {
  readonly options: Readonly<Record<string, string>>;
  readonly kind: Pick<CellModel['kind'], 'frame' | 'span'>;
}): string {
  if (cell.kind.frame !== 'box') return '';
  const rows = whole(cell.options.rows, maximumRows);
  const span = `--span:${whole(cell.options.span, 12) ?? cell.kind.span}`;
  return rows === undefined ? span : `${span};--rows:${rows}`;
}

function headerActions(cell: CellModel, keys: KeyTable): Markup {
  const address = `/notebooks/${cell.notebook}/cells/${cell.id}`;
  const button = (action: ActionName, word: string, words: string) =>
    html`<button class="cell-action" type="button" data-act="${action}" title="${hinted(words, keys, action)}" aria-label="${words}, ${cell.id}">${word}</button>`;
  const request = (action: ActionName, word: string, words: string, attributes: Markup) =>
    html`<button class="cell-action" type="button" data-act="${action}" title="${hinted(words, keys, action)}" aria-label="${words}, ${cell.id}" ${attributes}>${word}</button>`;
  return html`<div class="cell-actions" role="toolbar" aria-label="Actions of ${cell.id}">
    ${request('run', 'Run', 'Run', html`hx-post="${address}/run" hx-swap="none"`)}
    ${request('stop', 'Stop', 'Stop the run', html`hx-post="${address}/interrupt" hx-swap="none"`)}
    ${button('edit', 'Edit', 'Edit the source')}
    ${button('source', 'Source', 'Show or hide the source')}
    ${cell.kind.frame === 'prose' && cell.headings.length > 0 ? button('fold', cell.folded ? 'Unfold' : 'Fold', 'Fold or open the section under this heading') : ''}
    ${button('options', 'Options', 'Set width, height, pace and policy')}
    ${request('move-up', '↑', 'Move up', html`hx-post="${address}/move" hx-vals="by:-1" hx-target="ol#cells" hx-swap="outerMorph"`)}
    ${request('move-down', '↓', 'Move down', html`hx-post="${address}/move" hx-vals="by:1" hx-target="ol#cells" hx-swap="outerMorph"`)}
    <a class="cell-action" data-act="pin" target="_blank" href="/pin/${cell.notebook}/${cell.id}" title="${hinted('Open in a window of its own', keys, 'pin')}" aria-label="Pin, ${cell.id}">Pin</a>
    <a class="cell-action" data-act="trace" href="${traceOfAddress(`cell ${cell.notebook}/${cell.id}`)}" title="${hinted('Open the trace of its last run', keys, 'trace')}" aria-label="Trace of the last run, ${cell.id}">Trace</a>
    ${button('delete', 'Delete', 'Delete')}
  </div>`;
}

function foldButton({ id, folded }: CellModel, keys: KeyTable): Markup {
  const words = folded ? 'Open' : 'Fold to the header';
  return html`<button class="cell-fold" type="button" data-act="fold" aria-expanded="${String(!folded)}" aria-controls="value-${id}" title="${hinted(words, keys, 'fold')}" aria-label="${words}, ${id}"><span class="fold-mark" aria-hidden="true"></span></button>`;
}

function header(cell: CellModel, state: ReturnType<typeof cellState>, { now, keys }: ConsoleInfo): Markup {
  return html`<div class="cell-header">
    ${cell.kind.frame === 'box' ? foldButton(cell, keys) : ''}
    <span class="cell-name">${cell.id}</span>
    <span class="cell-kind">${cell.kind.name}</span>
    <span class="cell-state"><span class="mark" aria-hidden="true"></span><span class="cell-word">${stateWord(state, cell.pending)}</span></span>
    <span class="cell-caption">${cell.caption}</span>
    <span class="cell-age">${cell.at === null ? '' : ageText(now - cell.at)}</span>
    ${headerActions(cell, keys)}
  </div>`;
}

/**
 * The element is never morphed: what it shows comes from the stream, and its first paint from the kind's own view.
 * Only a registered kind gets here, so its name may stand in a tag.
 */
function live(cell: CellModel): Markup {
  const tag = `cell-${cell.kind.name}`;
  const open = html`id="live-${cell.id}" class="cell-live" data-kind="${cell.kind.name}" hx-morph-skip`;
  return html`${trusted(`<${tag} `)}${open}>${cell.inner ?? ''}${trusted(`</${tag}>`)}`;
}

export function cellPart(cell: CellModel, info: ConsoleInfo): Markup {
  const state = cellState({ ...cell, live: cell.kind.live });
  return html`<li class="cell" style="${placement(cell)}" id="cell-${cell.id}" tabindex="-1" aria-label="${cell.id}, ${cell.kind.name}"
    data-notebook="${cell.notebook}" data-cell="${cell.id}" data-kind="${cell.kind.name}" data-frame="${cell.kind.frame}" data-live="${String(cell.kind.live)}"
    data-language="${cell.kind.language}" data-gives="${cell.gives.join(' ')}" data-state="${state}" data-at="${cell.at ?? ''}" data-folded="${String(cell.folded)}">
    ${header(cell, state, info)}
    <div class="cell-source" id="source-${cell.id}" hx-morph-skip></div>
    <div class="cell-value" id="value-${cell.id}">
      <div class="cell-error" id="error-${cell.id}" hx-morph-skip>${cell.error ? errorPanel<Markup>(html, cell.error, cell.body) : ''}</div>
      ${cell.known ? live(cell) : html`<pre class="error-source">${cell.body}</pre>`}<p class="cell-wait">Waiting for the first value</p>
    </div>${cell.refusal === undefined ? '' : refusalPart<Markup>(html, cell.refusal)}
  </li>`;
}
