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
  replacing: 'being replaced',
  canceling: 'being canceled',
  unknown: 'state unknown at the venue',
  'what-if': 'assumed, nobody has sent it',
};

export const typeWords: Readonly<Record<OwnOrder['type'], string>> = {
  limit: 'limit',
  stop: 'stop',
  stop_limit: 'stop limit',
  market: 'market',
};

/** What an exit says instead. */
const exitWords = { stop: 's', target: 't', close: '' } as const;

const exitSentences = {
  stop: ', stops the loss',
  target: ', takes the profit',
  close: ', closes the position',
} as const;

/** What stands on a chip before its quantity: the word of a stop, as its shape and its color say no more than that it is one. */
const chipWords: Readonly<Partial<Record<OwnOrder['type'], string>>> = { stop: 'stop', stop_limit: 'st-l' };

function sentence({ side, quantity, type, at, limit, queue, state, offGrid, exit }: OwnOrder): string {
  const limited = limit ? `, limit ${limit.text}` : '';
  const ahead = queue === undefined ? '' : `, ${formatInteger(queue)} ahead`;
  const off = offGrid ? ', off the grid' : '';
  return `${side} ${formatInteger(quantity)} ${typeWords[type]} at ${at}${limited}, ${stateWords[state]}${exit ? exitSentences[exit] : ''}${ahead}${off}`;
}

/** An order as a chip. Only one that is at the venue carries its id, so that nothing else can be canceled. */
export function own<T>(html: Tag<T>, order: OwnOrder): T {
  const { side, quantity, type, state, offGrid, exit } = order;
  const word = exit ? exitWords[exit] : chipWords[type];
  const classes = `ladder-order ${side} ${state}${chipWords[type] ? ' stop' : ''}${exit ? ' exit' : ''}${offGrid ? ' off-grid' : ''}`;
  const kind = word ? html`<span class="kind">${word}</span>` : '';
  const queue = order.queue === undefined ? '' : `q${formatInteger(order.queue)}`;
  if (state === 'what-if')
    return html`<span class="${classes}" title="${sentence(order)}">${kind}${formatInteger(quantity)}</span>`;
  return html`<span class="${classes}" data-order="${order.id}" title="${sentence(order)}">${kind}${formatInteger(quantity)}<span class="queue">${queue}</span></span>`;
}
