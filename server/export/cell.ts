import { html, raw } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import type { AnyKind, ExportTools, Tag } from '../../cells/kind.ts';
import { placement } from '../../views/parts/cell.ts';
import type { CellSnapshot, PlacedCell } from '../sessions/port.ts';

type Markup = HtmlEscapedString | Promise<HtmlEscapedString>;

const tag: Tag<Markup> = html;
const failed = (message: string): Markup => html`<p class="cell-failed">${message}</p>`;
const time = (at: number | null): string => (at === null ? '' : `${new Date(at).toISOString().slice(11, 19)} UTC`);

async function content(cell: CellSnapshot, kind: AnyKind, tools: ExportTools): Promise<Markup> {
  if (cell.value === undefined) return html`<p class="cell-empty dim">This cell had no value.</p>`;
  try {
    if (kind.exportAs?.html) return raw(await kind.exportAs.html(cell.value, cell.props, tools));
    return kind.view(tag, cell.value, cell.props);
  } catch (error) {
    return failed(`This cell cannot be drawn: ${error instanceof Error ? error.message : String(error)}`);
  }
}

const columnWidth = 1_400 / 12;
const rowHeight = 22;

function boxOf(cell: CellSnapshot, kind: AnyKind): ExportTools['box'] {
  const span = Number(cell.options.span) || kind.layout.span;
  const rows = Number(cell.options.rows) || 10;
  return { width: Math.round(span * columnWidth) - 24, height: rows * rowHeight };
}

/** One cell as it stood, in the page's markup without its controls. The element is the kind's own, so that its styles apply. */
export async function exportCell(
  cell: PlacedCell,
  kind: AnyKind | undefined,
  tools: Pick<ExportTools, 'chart'>,
): Promise<Markup> {
  if (!kind) {
    return html`<li class="cell" data-frame="box">${failed(`There is no cell kind "${cell.kind}".`)}<pre>${cell.body}</pre></li>`;
  }
  const { frame, span } = kind.layout;
  const header = html`<div class="cell-header"><span class="cell-name">${cell.id}</span><span class="cell-kind">${kind.name}</span><span class="cell-caption">${cell.caption}</span><span class="cell-age">${time(cell.at)}</span></div>`;
  const place = placement({ options: cell.options, kind: { frame, span } });
  if (frame === 'box' && cell.folded) {
    return html`<li class="cell" style="${place}" id="cell-${cell.id}" data-frame="box" data-state="${cell.validity}" data-folded="true">${header}${cell.error ? failed(cell.error.message) : ''}</li>`;
  }
  const inside = await content(cell, kind, { ...tools, box: boxOf(cell, kind) });
  return html`<li class="cell" style="${place}" id="cell-${cell.id}" data-frame="${frame}" data-state="${cell.validity}">
      ${frame === 'box' ? header : ''}
      <div class="cell-value">${cell.error ? failed(cell.error.message) : ''}${raw(`<cell-${kind.name} class="cell-live">`)}${inside}${raw(`</cell-${kind.name}>`)}</div>
    </li>`;
}
