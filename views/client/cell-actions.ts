import type { CellAction } from '../wire.ts';
import { announce } from './announce.ts';
import { addressOf } from './cell.ts';
import { edit } from './edit.ts';
import { send } from './request.ts';

type Doing = {
  [A in CellAction['action']]: (action: Extract<CellAction, { action: A }>, cell: HTMLElement) => unknown;
};

const doing: Doing = {
  input: ({ name, text }, cell) => send('POST', `/notebooks/${cell.dataset.notebook}/inputs/${name}`, text),
  order: ({ order }) => send('POST', '/api/orders', order),
  cancel: ({ clientOrderId }) => send('DELETE', `/api/orders/${encodeURIComponent(clientOrderId)}`),
  edit: (_action, cell) => edit(cell),
  run: (_action, cell) => send('POST', `${addressOf(cell)}/run`),
};

/** A refusal stands in the cell that asked, until its next request goes through. */
function showRefusal(cell: HTMLElement, thrown: unknown): void {
  clearRefusal(cell);
  const { message = String(thrown), hint } = thrown as { message?: string; hint?: string };
  const line = document.createElement('p');
  line.className = 'cell-refusal';
  line.setAttribute('role', 'alert');
  const words = document.createElement('span');
  words.textContent = [message, hint].filter(Boolean).join(' ');
  const dismiss = document.createElement('button');
  dismiss.className = 'cell-action';
  dismiss.type = 'button';
  dismiss.textContent = 'Close';
  dismiss.addEventListener('click', () => line.remove());
  line.append(words, dismiss);
  cell.append(line);
  announce(message);
}

const clearRefusal = (cell: HTMLElement): void => cell.querySelector(':scope > .cell-refusal')?.remove();

/** Elements ask by an event; the page turns it into a request, and what comes of it arrives on the stream. */
export function startCellActions(): void {
  document.addEventListener('cell-action', (event) => {
    const action = (event as CustomEvent<CellAction>).detail;
    const cell = (event.target as Element).closest<HTMLElement>('.cell[data-cell]');
    if (!cell) return;
    const work = doing[action.action] as (action: CellAction, cell: HTMLElement) => unknown;
    Promise.resolve(work(action, cell)).then(
      () => clearRefusal(cell),
      (thrown: unknown) => showRefusal(cell, thrown),
    );
  });
}
