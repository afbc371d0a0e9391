import { elements } from 'cells:elements';
import { html, render, type TemplateResult } from 'lit';
import { errorPanel } from '../parts/error-panel.ts';
import { cellState, stateWord } from '../state.ts';
import type { Tag } from '../tag.ts';
import type { CellFrame, WireError } from '../wire.ts';
import { showSetting } from './address.ts';
import { announce } from './announce.ts';
import { cellNamed } from './cell.ts';
import { paintOutline } from './outline-state.ts';
import { send } from './request.ts';
import { setData, setText } from './text.ts';

interface LiveElement extends HTMLElement {
  value?: unknown;
  props?: unknown;
}

const newest = new Map<string, CellFrame>();
const painted = new WeakSet<Element>();
const loaded = new Map<string, Promise<unknown>>();

export const frameOf = (cell: string): CellFrame | undefined => newest.get(cell);

/** Takes one frame: what it leaves out is as it was. */
export function takeFrame(frame: CellFrame): void {
  const before = newest.get(frame.cell);
  newest.set(frame.cell, { ...(before?.kind === frame.kind ? before : {}), ...frame });
  showSetting(frame.value);
  paint(frame.cell);
}

export function takeReset(frames: readonly CellFrame[]): void {
  for (const frame of frames) takeFrame(frame);
}

/** After htmx brought in cells: what is new gets what is known. */
export function paintAll(): void {
  for (const cell of newest.keys()) paint(cell);
}

function paint(id: string): void {
  const frame = newest.get(id);
  const cell = cellNamed(id);
  if (frame && !cell) paintOutline(id, cellState({ ...frame, live: false, folded: true }), frame.pending);
  if (!frame || !cell || cell.dataset.kind !== frame.kind) return;
  paintHeader(cell, frame);
  paintError(cell, frame);
  const live = cell.querySelector<LiveElement>(':scope > .cell-value > .cell-live');
  if (live && frame.value !== undefined) void hand(live, frame);
}

/** The element of a kind is loaded when the first value for it comes. */
async function hand(live: LiveElement, { kind, cell }: CellFrame): Promise<void> {
  const load = elements[kind];
  if (!load) return;
  let loading = loaded.get(kind);
  if (!loading) {
    loading = load();
    loaded.set(kind, loading);
  }
  await loading;
  const frame = newest.get(cell);
  if (!frame) return;
  if (live.props !== frame.props) live.props = frame.props;
  if (live.value !== frame.value) live.value = frame.value;
}

function paintHeader(cell: HTMLElement, frame: CellFrame): void {
  const state = cellState({ ...frame, live: cell.dataset.live === 'true', folded: cell.dataset.folded === 'true' });
  if (cell.dataset.state !== state) {
    if (state === 'failed') announce(`${frame.cell} failed: ${frame.error?.message ?? ''}`);
    cell.dataset.state = state;
  }
  paintOutline(frame.cell, state, frame.pending);
  const header = cell.querySelector(':scope > .cell-header');
  setText(header?.querySelector('.cell-word'), stateWord(state, frame.pending));
  setText(header?.querySelector('.cell-caption'), frame.caption);
  setData(cell, 'at', frame.at === null ? '' : String(frame.at));
}

const shownErrors = new WeakMap<Element, string>();

function paintError(cell: HTMLElement, frame: CellFrame): void {
  const box = cell.querySelector<HTMLElement>('.cell-error');
  const key = JSON.stringify(frame.error);
  if (!box || shownErrors.get(box) === key) return;
  shownErrors.set(box, key);
  draw(box, frame.error);
  cell.dispatchEvent(new CustomEvent('cell-error', { detail: frame.error, bubbles: true }));
  if (frame.error?.position) void withSource(cell, box, key, frame.error);
}

async function withSource(cell: HTMLElement, box: HTMLElement, key: string, error: WireError): Promise<void> {
  const address = `/notebooks/${cell.dataset.notebook}/cells/${cell.dataset.cell}/source`;
  const source = await send<{ body: string }>('GET', address).catch(() => undefined);
  if (source && shownErrors.get(box) === key) draw(box, error, source.body);
}

function draw(box: HTMLElement, error: WireError | null, body?: string): void {
  if (!painted.has(box)) box.replaceChildren();
  painted.add(box);
  render(error ? errorPanel<TemplateResult>(html as Tag<TemplateResult>, error, body) : '', box);
}
