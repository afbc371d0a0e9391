import type { ActionName } from '../keymap.ts';
import { nextTheme, toggleRail } from './appearance.ts';
import { currentCell, focusCell, stepCell } from './cell.ts';
import { clearRefusal } from './cell-actions.ts';
import { deleteCell, placeFor } from './change.ts';
import { createNotebook } from './create.ts';
import { closeDialog } from './dialog.ts';
import { edit, saveOpen, toggleSource } from './edit.ts';
import { foldAll, toggleFold } from './folding.ts';
import {
  deleteNotebook,
  duplicateNotebook,
  notebookAtHand,
  notebookRow,
  renameNotebook,
  showRevisions,
} from './library.ts';
import { hasOffer, hideMessage, takeOffer } from './message.ts';
import { showOptions } from './options.ts';
import { focusOutline } from './outline.ts';
import { pageInfo } from './page-info.ts';
import { showKeys, showKinds, showPalette } from './palette.ts';
import { hasRows, stepRow } from './rows.ts';
import { closeReplay, stepMinutes, stepSpeed, togglePlay } from './transport.ts';
import { redo, undo } from './undo.ts';

/** What an action does, with the cell that has focus or had it last; and why it cannot be done now, where it cannot. */
interface Performer {
  readonly refused: (cell: HTMLElement | null) => string | undefined;
  readonly work: (cell: HTMLElement | null) => boolean;
}

const onCell = (work: (cell: HTMLElement) => unknown): Performer => ({
  refused: (cell) => (cell?.dataset.notebook ? undefined : 'No cell has the focus'),
  work: (cell) => {
    if (!cell?.dataset.notebook) return false;
    work(cell);
    return true;
  },
});

type Work = (cell: HTMLElement | null) => unknown;

const where = (refused: () => string | undefined, work: Work): Performer => ({
  refused,
  work: (cell) => refused() === undefined && work(cell) !== false,
});

const always = (work: Work): Performer => where(() => undefined, work);
const inNotebook = (work: Work): Performer =>
  where(() => (pageInfo.notebook === null ? 'Only in a notebook' : undefined), work);
const onPage = (selector: string, work: Work): Performer =>
  where(() => (document.querySelector(selector) ? undefined : 'Not on this page'), work);
const stepping = (by: 1 | -1): Performer =>
  where(
    () => (hasRows() || pageInfo.notebook !== null ? undefined : 'Only in a notebook or a list'),
    () => stepRow(by) || stepCell(by),
  );
/** Of the notebook that is open, or of the one whose row has focus. */
const onNotebook = (work: Work): Performer =>
  where(() => (notebookAtHand() === null ? 'Only in a notebook, or on one in the list' : undefined), work);
const turning = (way: 'undo' | 'redo', work: Work): Performer =>
  where(
    () => (pageInfo.notebook !== null || hasOffer(way) ? undefined : 'Nothing was changed here'),
    (cell) => takeOffer(way) || work(cell),
  );
/** A cell; on a page without cells the notebook whose row has focus. */
const deleting: Performer = {
  refused: (cell) => (cell || notebookRow() ? undefined : 'No cell has the focus'),
  work: (cell) => {
    if (!cell) return deleteNotebook();
    void deleteCell(cell);
    return true;
  },
};
const inReplay = (work: Work): Performer =>
  where(() => (document.querySelector('#transport') ? undefined : 'No recording is played'), work);
const adding = (side: 'after' | 'before'): Performer =>
  where(
    () => (pageInfo.kinds.length === 0 ? 'Only in a notebook' : undefined),
    (cell) => showKinds(placeFor(cell, side)),
  );

/** The button of the header or the bar does it, so that the key and the pointer are one way. */
const press = (root: ParentNode | null, action: ActionName): boolean => {
  const button = root?.querySelector<HTMLElement>(`[data-act="${action}"]`);
  button?.click();
  return button !== null && button !== undefined;
};

const header = (cell: HTMLElement): Element | null => cell.querySelector(':scope > .cell-header');

const onHeader = (action: ActionName): Performer => onCell((cell) => press(header(cell), action));
const onBar = (action: ActionName): Performer =>
  onPage(`.bar [data-act="${action}"]`, () => press(document.querySelector('.bar'), action));

function leave(cell: HTMLElement | null): boolean {
  if (closeDialog() || hideMessage() || clearRefusal(cell)) return true;
  const active = document.activeElement;
  if (!(active instanceof HTMLElement) || active === document.body) return false;
  if (cell && active !== cell && cell.contains(active)) focusCell(cell);
  else active.blur();
  return true;
}

function search(): boolean {
  const home = document.querySelector<HTMLInputElement>('#home-filter');
  if (home) {
    home.select();
    home.focus();
    return true;
  }
  toggleRail(true);
  const filter = document.querySelector<HTMLInputElement>('.rail-filter');
  filter?.select();
  filter?.focus();
  return filter !== null;
}

const performers: Readonly<Record<ActionName, Performer>> = {
  next: stepping(1),
  previous: stepping(-1),
  edit: onCell((cell) => void edit(cell)),
  run: onCell((cell) => saveOpen(cell) || press(header(cell), 'run')),
  stop: onHeader('stop'),
  leave: always(leave),
  source: onCell((cell) => void toggleSource(cell)),
  'add-after': adding('after'),
  'add-before': adding('before'),
  fold: onCell((cell) => void toggleFold(cell)),
  options: onCell((cell) => void showOptions(cell)),
  delete: deleting,
  'move-down': onHeader('move-down'),
  'move-up': onHeader('move-up'),
  pin: onHeader('pin'),
  trace: onHeader('trace'),
  'run-stale': onBar('run-stale'),
  export: onBar('export'),
  rename: onNotebook(renameNotebook),
  duplicate: onNotebook(duplicateNotebook),
  revisions: onNotebook(showRevisions),
  undo: turning('undo', () => undo()),
  redo: turning('redo', () => redo()),
  'fold-all': inNotebook(() => foldAll(true)),
  'unfold-all': inNotebook(() => foldAll(false)),
  outline: onPage('#outline', focusOutline),
  search: onPage('#home-filter, .rail-filter', search),
  rail: onPage('.rail', () => toggleRail()),
  theme: always(nextTheme),
  home: always(() => location.assign('/')),
  create: always(createNotebook),
  import: always(() => location.assign('/import')),
  'replay-play': inReplay(togglePlay),
  'replay-faster': inReplay(() => stepSpeed(1)),
  'replay-slower': inReplay(() => stepSpeed(-1)),
  'replay-minute': inReplay(() => stepMinutes(1)),
  'replay-hour': inReplay(() => stepMinutes(60)),
  'replay-close': inReplay(() => void closeReplay()),
  recordings: always(() => location.assign('/recordings')),
  palette: always((cell) => showPalette(cell, actionChoice)),
  keys: always((cell) => showKeys(cell, actionChoice)),
};

/** What the lists know of an action. */
const actionChoice = (action: ActionName, cell: HTMLElement | null) => ({
  refused: performers[action].refused(cell),
  choose: () => void perform(action),
});

export const perform = (action: ActionName): boolean => performers[action].work(currentCell());

const byPointer: ReadonlySet<string> = new Set([
  'edit',
  'source',
  'options',
  'rename',
  'duplicate',
  'delete',
  'theme',
  'palette',
  'replay-play',
  'replay-close',
]);

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
