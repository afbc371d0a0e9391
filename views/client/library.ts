import { swapPiece } from './htmx.ts';
import { showError, showMessage } from './message.ts';
import { pageInfo } from './page-info.ts';
import { renameInPlace } from './rename.ts';
import { send } from './request.ts';
import { currentRow, focusRow } from './rows.ts';
import { undo } from './undo.ts';

interface Removed {
  readonly id: string;
  readonly title: string;
  readonly revision: number;
  readonly reverted: boolean;
}

interface Named {
  readonly id: string;
  readonly title: string;
  readonly href: string;
}

const rowOf = (id: string): HTMLElement | null =>
  document.querySelector(`main [data-row][data-notebook="${CSS.escape(id)}"]`);

/** The row of the list that has focus, or had it last. */
export const notebookRow = (): HTMLElement | undefined => {
  const row = currentRow();
  return row?.dataset.notebook === undefined ? undefined : row;
};

/** The one whose row has focus, or the one that is open. */
export const notebookAtHand = (): string | null => notebookRow()?.dataset.notebook ?? pageInfo.notebook;

const onHome = (): boolean => document.querySelector('#notebooks') !== null;

async function refresh(id?: string): Promise<void> {
  if (!onHome()) return;
  await swapPiece('/notebooks', '#notebooks');
  applyFilter();
  if (id !== undefined) focusRow(rowOf(id));
}

/** Deletes the notebook of the row at once and offers the way back; false where no row has focus. */
export function deleteNotebook(): boolean {
  const row = notebookRow();
  const id = row?.dataset.notebook;
  if (!row || id === undefined) return false;
  const neighbor = (row.nextElementSibling ?? row.previousElementSibling) as HTMLElement | null;
  send<Removed>('DELETE', `/notebooks/${id}`).then(async ({ title, revision, reverted }) => {
    await refresh(reverted ? id : neighbor?.dataset.notebook);
    showMessage(reverted ? `Reverted ${title} to the shipped one.` : `Deleted ${title}.`, {
      action: { word: 'Undo', on: 'undo', run: () => void restore(id, revision) },
    });
  }, showError);
  return true;
}

async function restore(id: string, revision: number): Promise<void> {
  try {
    const { title } = await send<{ title: string }>('POST', `/notebooks/${id}/restore`, { revision });
    if (!onHome()) {
      location.assign(`/notebooks/${id}`);
      return;
    }
    await refresh(id);
    showMessage(`${title} is back.`);
  } catch (error) {
    showError(error);
  }
}

/** Of the row that has focus, or of the notebook that is open. */
export function duplicateNotebook(): boolean {
  const id = notebookAtHand();
  if (id === null) return false;
  send<Named>('POST', `/notebooks/${id}/duplicate`).then(async ({ id: made, title, href }) => {
    if (!onHome()) {
      location.assign(href);
      return;
    }
    await refresh(made);
    showMessage(`Made ${title}.`, {
      action: {
        word: 'Undo',
        on: 'undo',
        run: () => void send('DELETE', `/notebooks/${made}`).then(() => refresh(id), showError),
      },
    });
  }, showError);
  return true;
}

/** The title becomes a field; links stay, because the address does. */
export function renameNotebook(): boolean {
  const row = notebookRow();
  const id = row?.dataset.notebook ?? pageInfo.notebook;
  const title =
    row?.querySelector<HTMLElement>('.notebook-title') ?? document.querySelector<HTMLElement>('.bar .bar-title');
  if (!title || id === null) return false;
  return renameInPlace(title, async (name) => {
    const { title: now, href } = await send<Named>('PUT', `/notebooks/${id}/title`, name);
    if (onHome()) await refresh(id);
    else {
      title.textContent = now;
      document.title = `${now} · deskbook`;
    }
    showMessage(`Renamed to ${now}. Its address stays ${href}, so links to it still work.`, {
      action: { word: 'Undo', on: 'undo', run: () => void undo(id) },
    });
  });
}

export function showRevisions(): boolean {
  const id = notebookAtHand();
  if (id === null) return false;
  location.assign(`/notebooks/${id}/revisions`);
  return true;
}

function applyFilter(): void {
  const field = document.querySelector<HTMLInputElement>('#home-filter');
  if (!field) return;
  const wanted = field.value.trim().toLowerCase();
  const rows = [...document.querySelectorAll<HTMLElement>('main [data-row]')];
  for (const row of rows) {
    const { textContent, dataset } = row;
    row.hidden = !`${textContent} ${dataset.notebook}`.toLowerCase().includes(wanted);
  }
  const none = document.querySelector<HTMLElement>('.notebook-none');
  if (none) none.hidden = rows.some(({ hidden }) => !hidden);
}

/** The list of notebooks: what is typed filters it, Enter opens the first that is left, Escape shows all. */
export function startLibrary(): void {
  document.addEventListener('click', (event) => {
    const button = (event.target as Element).closest<HTMLElement>('[data-restore]');
    if (button) void restore(button.dataset.restore ?? '', Number(button.dataset.revision));
  });
  document.addEventListener('notebook-changed', () => void refresh(notebookRow()?.dataset.notebook));
  const field = document.querySelector<HTMLInputElement>('#home-filter');
  field?.addEventListener('input', applyFilter);
  field?.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && field.value !== '') {
      field.value = '';
      applyFilter();
      event.preventDefault();
    }
  });
  field?.form?.addEventListener('submit', (event) => {
    event.preventDefault();
    document.querySelector<HTMLElement>('main [data-row]:not([hidden]) a')?.click();
  });
  if (field?.value) applyFilter();
}
