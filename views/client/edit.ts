import type { WireError } from '../wire.ts';
import { addressOf, allCells, cellNamed, focusCell } from './cell.ts';
import type { Editor } from './editor.ts';
import { frameOf } from './frames.ts';
import { hideMessage, showError, showMessage } from './message.ts';
import { pageInfo } from './page-info.ts';
import { send } from './request.ts';

interface Source {
  readonly kind: string;
  readonly language: string;
  readonly body: string;
  readonly options: Readonly<Record<string, string>>;
  readonly error: WireError | null;
}

interface Open {
  readonly editor: Editor;
  /** What was typed when it was last saved. */
  saved: string;
  /** What the console held then; anything else was written elsewhere. */
  stored: string;
  warned: boolean;
}

const open = new Map<string, Open>();

export const sourceOf = (cell: HTMLElement): Promise<Source> => send<Source>('GET', `${addressOf(cell)}/source`);

const isEditing = (cell: HTMLElement): boolean => open.has(cell.dataset.cell ?? '');

const vocabulary = () => ({
  sources: pageInfo.sources,
  cells: allCells()
    .filter((cell) => cell.dataset.frame === 'box')
    .map((cell) => cell.dataset.cell ?? ''),
  inputs: allCells()
    .flatMap((cell) => cell.dataset.gives?.split(' ') ?? [])
    .filter((name) => name.startsWith('$'))
    .map((name) => name.slice(1)),
});

/** Opens the editor above the cell's output; it comes with its first use. */
export async function edit(cell: HTMLElement): Promise<void> {
  const id = cell.dataset.cell ?? '';
  const present = open.get(id);
  if (present) {
    present.editor.focus();
    return;
  }
  const parent = cell.querySelector<HTMLElement>(':scope > .cell-source');
  if (!parent) return;
  try {
    const [source, { openEditor }] = await Promise.all([sourceOf(cell), import('./editor.ts')]);
    if (open.has(id)) return;
    parent.replaceChildren();
    const editor = openEditor({
      parent,
      text: source.body,
      language: source.language,
      label: `Source of ${id}`,
      vocabulary: vocabulary(),
      nonce: document.querySelector<HTMLMetaElement>('meta[name="style-nonce"]')?.content ?? '',
      keys: { save: pageInfo.keys.run ?? [], leave: pageInfo.keys.leave ?? [] },
      save: (text) => void save(id, text),
      leave: () => leave(id),
    });
    open.set(id, { editor, saved: source.body, stored: source.body, warned: false });
    markError(id, source.error);
    editor.focus();
  } catch (error) {
    showError(error);
  }
}

/** Saves what changed and runs the cell; prose shows its new form at once. */
async function save(id: string, text: string): Promise<void> {
  const cell = cellNamed(id);
  const entry = open.get(id);
  if (!cell || !entry) return;
  try {
    if (text === entry.saved) await send('POST', `${addressOf(cell)}/run`);
    else if (await changedElsewhere(cell, entry)) return;
    else await put(cell, entry, text);
    entry.warned = false;
    hideMessage();
    if (cell.dataset.frame !== 'box') close(id);
  } catch (error) {
    showError(error);
  }
}

/** Asks once before the text of another writer is replaced. */
async function changedElsewhere(cell: HTMLElement, entry: Open): Promise<boolean> {
  const { body } = await sourceOf(cell);
  if (body === entry.stored) return false;
  entry.stored = body;
  showMessage(
    `${cell.dataset.cell} was changed elsewhere since you opened it. Shift+Enter once more replaces that text.`,
    {
      error: true,
    },
  );
  return true;
}

async function put(cell: HTMLElement, entry: Open, text: string): Promise<void> {
  try {
    await send('PUT', addressOf(cell), text);
    entry.saved = text;
  } finally {
    // after a conflict, too, the console holds our text
    entry.stored = (await sourceOf(cell)).body;
  }
}

function leave(id: string): void {
  const entry = open.get(id);
  if (!entry) return;
  if (entry.editor.text() !== entry.saved && !entry.warned) {
    entry.warned = true;
    showMessage('Not saved. Shift+Enter saves and runs; Esc once more throws the change away.', { error: true });
    return;
  }
  hideMessage();
  close(id);
}

function close(id: string): void {
  open.get(id)?.editor.close();
  open.delete(id);
  const cell = cellNamed(id);
  if (!cell) return;
  cell.querySelector(':scope > .cell-source')?.replaceChildren();
  focusCell(cell);
}

export function saveOpen(cell: HTMLElement): boolean {
  const id = cell.dataset.cell ?? '';
  const entry = open.get(id);
  if (!entry) return false;
  void save(id, entry.editor.text());
  return true;
}

function markError(id: string, error: WireError | null | undefined): void {
  open.get(id)?.editor.mark(error?.position?.offset ?? null);
}

/** Errors that come later underline their place in an open editor. */
export function followErrors(): void {
  document.addEventListener('cell-error', (event) => {
    const id = (event.target as HTMLElement).dataset.cell ?? '';
    markError(id, frameOf(id)?.error);
  });
  addEventListener('beforeunload', (event) => {
    if ([...open.values()].some(({ editor, saved }) => editor.text() !== saved)) event.preventDefault();
  });
}

/** Shows the source to read, or hides it. */
export async function toggleSource(cell: HTMLElement): Promise<void> {
  if (isEditing(cell)) return;
  const place = cell.querySelector<HTMLElement>(':scope > .cell-source');
  if (!place) return;
  if (place.firstChild) {
    place.replaceChildren();
    return;
  }
  try {
    const text = document.createElement('pre');
    text.textContent = (await sourceOf(cell)).body;
    place.replaceChildren(text);
  } catch (error) {
    showError(error);
  }
}
