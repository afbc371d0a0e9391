import { html, render, type TemplateResult } from 'lit';
import { refusalPart } from '../parts/refusal.ts';
import type { Tag } from '../tag.ts';
import type { CellAction } from '../wire.ts';
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
  spot: ({ instrument, change }) => send('PUT', `/api/spots/${encodeURIComponent(instrument)}`, change),
  replace: ({ clientOrderId, changes }) => send('PATCH', `/api/orders/${encodeURIComponent(clientOrderId)}`, changes),
  'cancel-all': ({ instrument, account }) => send('POST', '/api/orders/cancel-all', { instrument, account }),
  flatten: ({ instrument, account }) => send('POST', '/api/orders/flatten', { instrument, account }),
  acknowledge: ({ seen }) => send('POST', '/api/alerts/ack', seen),
  edit: (_action, cell) => edit(cell),
  run: (_action, cell) => send('POST', `${addressOf(cell)}/run`),
  read: ({ address }) => send('GET', address),
};

/** A refusal stands in the cell that asked, until its next request goes through. */
function showRefusal(cell: HTMLElement, text: string): void {
  clearRefusal(cell);
  const piece = document.createDocumentFragment();
  render(refusalPart(html as Tag<TemplateResult>, text), piece);
  cell.append(piece);
}

function refusalText(thrown: unknown): string {
  const { message = String(thrown), hint } = thrown as { message?: string; hint?: string };
  return [message, hint].filter(Boolean).join(' ');
}

interface Asking extends Element {
  answered?(reply: unknown, action: CellAction): void;
  unanswered?(action: CellAction): void;
}

const cellOf = (event: Event): HTMLElement | null => (event.target as Element).closest<HTMLElement>('.cell[data-cell]');

/** False where none stands. */
export function clearRefusal(cell: HTMLElement | null): boolean {
  const refusal = cell?.querySelector(':scope > .cell-refusal');
  refusal?.remove();
  return refusal !== null && refusal !== undefined;
}

/** Elements ask by an event; the page turns it into a request, and what comes of it arrives on the stream. */
export function startCellActions(): void {
  document.addEventListener('click', ({ target }) => {
    if (target instanceof Element && target.closest('[data-dismiss="refusal"]'))
      target.closest('.cell-refusal')?.remove();
  });
  document.addEventListener('cell-action', (event) => {
    const action = (event as CustomEvent<CellAction>).detail;
    const element = event.target as Asking;
    const cell = cellOf(event);
    if (!cell) return;
    const work = doing[action.action] as (action: CellAction, cell: HTMLElement) => unknown;
    Promise.resolve(work(action, cell)).then(
      (reply) => {
        clearRefusal(cell);
        element.answered?.(reply, action);
      },
      (thrown: unknown) => {
        showRefusal(cell, refusalText(thrown));
        element.unanswered?.(action);
      },
    );
  });
  document.addEventListener('cell-refused', (event) => {
    const cell = cellOf(event);
    if (cell) showRefusal(cell, (event as CustomEvent<string>).detail);
  });
}
