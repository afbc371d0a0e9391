import { type ActionName, actions } from '../keymap.ts';
import { keyText } from '../keys.ts';
import { nextTheme, toggleRail } from './appearance.ts';
import { currentCell, focusCell, stepCell } from './cell.ts';
import { addCell, deleteCell, placeFor } from './change.ts';
import { type Choice, closeDialog, showDialog } from './dialog.ts';
import { edit, saveOpen, toggleSource } from './edit.ts';
import { hideMessage } from './message.ts';
import { pageInfo } from './page-info.ts';
import { rename } from './rename.ts';

type Perform = (cell: HTMLElement | null) => boolean;

const onCell =
  (work: (cell: HTMLElement) => unknown): Perform =>
  (cell) => {
    if (!cell) return false;
    work(cell);
    return true;
  };

const always =
  (work: () => unknown): Perform =>
  () => {
    work();
    return true;
  };

/** The button of the header or the bar does it, so that the key and the pointer are one way. */
const press = (root: ParentNode | null, action: ActionName): boolean => {
  const button = root?.querySelector<HTMLElement>(`[data-act="${action}"]`);
  button?.click();
  return button !== null && button !== undefined;
};

const header = (cell: HTMLElement): Element | null => cell.querySelector(':scope > .cell-header');
const bar = (): Element | null => document.querySelector('.bar');

function showKinds(after: string | null): boolean {
  if (pageInfo.kinds.length === 0) return false;
  const choices = pageInfo.kinds.map(({ name, about }) => ({
    word: name,
    about,
    choose: () => void addCell(name, after),
  }));
  showDialog({ title: 'Add a cell', placeholder: 'Add a cell', choices });
  return true;
}

/** Keys of the kind that has the focus stand first; they act in the cell, so choosing one goes there. */
function ownKeys(cell: HTMLElement | null): Choice[] {
  const kind = cell?.dataset.kind ?? '';
  const element = cell?.querySelector<HTMLElement>('.cell-live');
  return (pageInfo.kindActions[kind] ?? []).map(({ name, about, hold }) => ({
    word: about,
    group: `${cell?.dataset.cell}, while it has the focus`,
    keys: (pageInfo.keys[`${kind}.${name}`] ?? []).map((key) => (hold ? `hold ${keyText(key)}` : keyText(key))),
    choose: () => element?.focus(),
  }));
}

function showActions(title: string, first: readonly Choice[] = []): boolean {
  const everywhere = actions.map(({ name, about, group }) => ({
    word: about,
    group,
    keys: (pageInfo.keys[name] ?? []).map(keyText),
    choose: () => void perform(name),
  }));
  showDialog({ title, placeholder: title, choices: [...first, ...everywhere] });
  return true;
}

function leave(cell: HTMLElement | null): boolean {
  if (closeDialog() || hideMessage()) return true;
  const active = document.activeElement;
  if (!(active instanceof HTMLElement) || active === document.body) return false;
  if (cell && active !== cell && cell.contains(active)) focusCell(cell);
  else active.blur();
  return true;
}

function search(): boolean {
  toggleRail(true);
  const filter = document.querySelector<HTMLInputElement>('.rail-filter');
  filter?.select();
  filter?.focus();
  return filter !== null;
}

const performers: Readonly<Record<ActionName, Perform>> = {
  next: always(() => stepCell(1)),
  previous: always(() => stepCell(-1)),
  edit: onCell((cell) => void edit(cell)),
  run: onCell((cell) => saveOpen(cell) || press(header(cell), 'run')),
  stop: onCell((cell) => press(header(cell), 'stop')),
  leave,
  source: onCell((cell) => void toggleSource(cell)),
  'add-after': (cell) => showKinds(placeFor(cell, 'after')),
  'add-before': (cell) => showKinds(placeFor(cell, 'before')),
  delete: onCell((cell) => void deleteCell(cell)),
  'move-down': onCell((cell) => press(header(cell), 'move-down')),
  'move-up': onCell((cell) => press(header(cell), 'move-up')),
  pin: onCell((cell) => press(header(cell), 'pin')),
  'run-stale': () => press(bar(), 'run-stale'),
  export: () => press(bar(), 'export'),
  rename: () => rename(),
  search,
  rail: always(() => toggleRail()),
  theme: always(nextTheme),
  home: always(() => location.assign('/')),
  import: always(() => location.assign('/import')),
  palette: () => showActions('All actions'),
  keys: (cell) => showActions('Keys', ownKeys(cell)),
};

export const perform = (action: ActionName): boolean => performers[action](currentCell());

const byPointer: ReadonlySet<string> = new Set(['edit', 'source', 'delete', 'theme', 'palette']);

/** Buttons that htmx does not serve. */
export function startButtons(): void {
  document.addEventListener('click', (event) => {
    const button = (event.target as Element).closest<HTMLElement>('[data-act]');
    const action = button?.dataset.act;
    if (!button || action === undefined || !byPointer.has(action)) return;
    const cell = button.closest<HTMLElement>('.cell[data-cell]');
    if (cell) focusCell(cell);
    perform(action as ActionName);
  });
}
