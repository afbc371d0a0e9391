import { cellNamed, focusCell } from './cell.ts';
import { showError, showMessage } from './message.ts';
import { pageInfo } from './page-info.ts';
import { refreshCells } from './refresh.ts';
import { send } from './request.ts';

type Answer =
  | { readonly done: true; readonly about: string; readonly cell: string; readonly kept: boolean }
  | { readonly done: false; readonly message: string; readonly others: boolean };

type Way = 'undo' | 'redo';

const words: Readonly<Record<Way, { done: string; back: Way; backWord: string }>> = {
  undo: { done: 'Undone', back: 'redo', backWord: 'Redo' },
  redo: { done: 'Redone', back: 'undo', backWord: 'Undo' },
};

async function go(way: Way, notebook: string, query = ''): Promise<void> {
  try {
    const answer = await send<Answer>('POST', `/notebooks/${notebook}/${way}${query}`);
    if (!answer.done) {
      const anybody = { word: 'Undo it', on: 'undo', run: () => void go('undo', notebook, '?anybody') } as const;
      showMessage(answer.message, answer.others ? { action: anybody } : {});
      return;
    }
    if (pageInfo.notebook === notebook) {
      await refreshCells();
      focusCell(cellNamed(answer.cell));
    }
    document.dispatchEvent(new CustomEvent('notebook-changed'));
    const { done, back, backWord } = words[way];
    const kept = answer.kept ? ' What was changed elsewhere since then stays.' : '';
    showMessage(`${done}: ${answer.about}.${kept}`, {
      action: { word: backWord, on: back, run: () => void go(back, notebook) },
    });
  } catch (error) {
    showError(error);
  }
}

/** Takes back the last edit that this page made, over reloads too; edits of others only when that is asked for. */
export function undo(notebook: string | null = pageInfo.notebook): boolean {
  if (notebook === null) return false;
  void go('undo', notebook);
  return true;
}

export function redo(notebook: string | null = pageInfo.notebook): boolean {
  if (notebook === null) return false;
  void go('redo', notebook);
  return true;
}
