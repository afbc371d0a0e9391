import { formatInteger } from '../../core/format.ts';
import type { Tag } from '../kind.ts';
import type { Amount, PriceText } from '../shown.ts';
import type { OwnOrder } from './schema.ts';

export const signClass = (quantity: number): string => (quantity > 0 ? 'long' : quantity < 0 ? 'short' : 'flat');

export const price = <T>(html: Tag<T>, { handle, fraction }: PriceText): T =>
  html`${handle}<span class="weak">${fraction}</span>`;

export const amount = <T>(html: Tag<T>, { text, sign }: Amount): T => html`<span class="${sign}">${text}</span>`;

const stateWords: Readonly<Record<OwnOrder['state'], string>> = {
  working: 'working',
  pending: 'not yet at the venue',
  canceling: 'being canceled',
  unknown: 'state unknown at the venue',
  'what-if': 'assumed, nobody has sent it',
};

/** An order as a chip. Only one that is at the venue carries its id, so that nothing else can be canceled. */
export function own<T>(html: Tag<T>, order: OwnOrder): T {
  const { side, quantity, state, offGrid } = order;
  const queue = order.queue === undefined ? '' : `q${formatInteger(order.queue)}`;
  const ahead = queue ? `, ${formatInteger(order.queue ?? 0)} ahead` : '';
  const words = `${side} ${quantity}, ${stateWords[state]}${ahead}${offGrid ? `, at ${offGrid} off the grid` : ''}`;
  const classes = `ladder-order ${side} ${state}${offGrid ? ' off-grid' : ''}`;
  if (state === 'what-if') return html`<span class="${classes}" title="${words}">${formatInteger(quantity)}</span>`;
  return html`<span class="${classes}" data-order="${order.id}" title="${words}">${formatInteger(quantity)}<span class="queue">${queue}</span></span>`;
}
