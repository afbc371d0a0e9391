import type { CellAction } from '../../views/wire.ts';
import type { LadderProps, LadderValue } from './schema.ts';

/** The chip of an order that is at the venue and not on its way out. */
export function cancelOf(chip: HTMLElement): CellAction | undefined {
  const clientOrderId = chip.dataset.order;
  return clientOrderId && !chip.classList.contains('canceling') ? { action: 'cancel', clientOrderId } : undefined;
}

export interface OrderFrom extends Pick<LadderProps, 'protection'> {
  readonly quantity: number;
  readonly isStop: boolean;
}

/** An order at the price of a row, on the side of the cell that was clicked; a stop waits there instead. */
export function orderAt(
  { rows, instrument, account }: LadderValue,
  cell: HTMLElement,
  { quantity, isStop, protection }: OrderFrom,
): CellAction | undefined {
  const tick = Number(cell.closest<HTMLElement>('tr')?.dataset.tick);
  const price = rows.find((row) => row.tick === tick)?.price.text;
  if (price === undefined || account === null) return undefined;
  return {
    action: 'order',
    order: {
      instrument: instrument.id,
      side: cell.dataset.side ?? '',
      quantity,
      ...(isStop ? { type: 'stop', stopPrice: price } : { type: 'limit', price }),
      timeInForce: 'day',
      account,
      ...(protection ? { protection: protectionOf(protection) } : {}),
    },
  };
}

const protectionOf = ({ stop, target }: NonNullable<LadderProps['protection']>) => ({
  ...(stop === undefined ? {} : { stopLoss: { ticks: stop } }),
  ...(target === undefined ? {} : { takeProfit: { ticks: target } }),
});
