import type { Move } from './move.ts';

/** Which row an order is on its way to changes with the pointer and not with the rows, which are drawn once for each value. */
export function markMove(ladder: HTMLElement, move: Move | undefined): void {
  for (const row of ladder.querySelectorAll<HTMLElement>('tr[data-tick]'))
    row.toggleAttribute('data-move-to', Number(row.dataset.tick) === move?.to);
  for (const chip of ladder.querySelectorAll<HTMLElement>('[data-order]'))
    chip.toggleAttribute('data-moving', chip.dataset.order === move?.order.id);
}
