import { html, raw } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import type { AnyKind, ExportTools, Tag } from '../../cells/kind.ts';
import type { CellSnapshot } from '../sessions/port.ts';

type Markup = HtmlEscapedString | Promise<HtmlEscapedString>;

const tag: Tag<Markup> = html;

async function content(cell: CellSnapshot, kind: AnyKind, tools: ExportTools): Promise<Markup> {
  if (cell.value === undefined) return html`<p class="export-empty">This cell had no value.</p>`;
  try {
    if (kind.exportAs?.html) return raw(await kind.exportAs.html(cell.value, cell.props, tools));
    return kind.view(tag, cell.value, cell.props);
  } catch (error) {
    return html`<p class="export-failed">This cell cannot be drawn: ${error instanceof Error ? error.message : String(error)}</p>`;
  }
}

const time = (at: number | null): string => (at === null ? '' : `${new Date(at).toISOString().slice(11, 19)} UTC`);

/** One cell as it stood. The outer element is the kind's own, so that its styles apply; no script gives it life. */
export async function exportCell(cell: CellSnapshot, kind: AnyKind | undefined, tools: ExportTools): Promise<Markup> {
  if (!kind) {
    return html`<section class="cell"><p class="export-failed">There is no cell kind "${cell.kind}".</p><pre>${cell.body}</pre></section>`;
  }
  const span = Math.min(12, Math.max(1, Number(cell.options.span) || kind.layout.span));
  const inside = await content(cell, kind, tools);
  const element = html`${raw(`<cell-${kind.name}>`)}${inside}${raw(`</cell-${kind.name}>`)}`;
  const problem = cell.error ? html`<p class="export-failed">${cell.error.message}</p>` : '';
  if (kind.layout.frame !== 'box') {
    return html`<section class="cell ${kind.layout.frame}" id="cell-${cell.id}">${problem}${element}</section>`;
  }
  return html`<section class="cell box" id="cell-${cell.id}" data-span="${span}">
      <header><b>${cell.id}</b> <span>${cell.kind}</span><span class="export-caption">${cell.caption} ${time(cell.at)}</span></header>
      ${problem}
      <div class="cell-body">${element}</div>
    </section>`;
}
