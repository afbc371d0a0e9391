import type { Tag } from '../kind.ts';
import { type Arm, sizes } from './arm.ts';
import type { Held } from './hold.ts';
import type { Move } from './move.ts';
import type { LadderProps, LadderValue } from './schema.ts';

export interface HintOf {
  readonly arm: Arm;
  readonly scrolled: boolean;
  readonly stops: boolean;
  readonly holding: Held | undefined;
  readonly move: Move | undefined;
  readonly protection: LadderProps['protection'];
  /** The key of an action, as it is bound here. */
  keyOf(action: string): string;
}

/** What a ladder with the focus says of itself: the sizes, and what its keys and the next click would do. Stands in its head. */
export function ladderHint<T>(html: Tag<T>, value: LadderValue, of: HintOf): T {
  const { arm, scrolled, holding, move, keyOf } = of;
  if (holding) {
    const words = holding === 'flatten' ? `flatten ${value.account}` : `cancel all of ${value.account}`;
    return html`<span class="ladder-hold" role="status"><span>${words}</span></span>`;
  }
  if (move) {
    const to = value.rows.find(({ tick }) => tick === move.to)?.price;
    const { side, quantity, at } = move.order;
    return html`<span>${side} ${quantity} ${at} → <b>${to ? to.handle + to.fraction : 'off the ladder'}</b></span> <span><kbd>${keyOf('send-move')}</kbd> replace</span> <kbd>${keyOf('disarm')}</kbd>`;
  }
  const { lot = 1 } = value.instrument;
  const size = (lots: number, index: number) =>
    html`<button type="button" class="ladder-size" tabindex="-1" data-size="${lots}" aria-pressed="${String(lots === arm.size)}" title="${sizeText(lots, lot)} a click (${keyOf(`size-${index + 1}`)})">${lots * lot}</button>`;
  const center = scrolled ? html`<span><kbd>${keyOf('center')}</kbd> center</span>` : '';
  return html`${center}<span class="ladder-sizes">${sizes.map(size)}</span>${exits(html, of)}${state(html, value, of)}`;
}

const sizeText = (lots: number, lot: number): string =>
  lot === 1 ? `${lots}` : `${lots * lot} (${lots} ${lots === 1 ? 'lot' : 'lots'} of ${lot})`;

/** What the next order is protected by. */
function exits<T>(html: Tag<T>, { protection }: HintOf): T | '' {
  if (!protection) return '';
  const { stop, target } = protection;
  const title = [
    ...(stop === undefined ? [] : [`a stop ${stop} ticks away`]),
    ...(target === undefined ? [] : [`a target ${target} ticks away`]),
  ].join(' and ');
  const short = [...(stop === undefined ? [] : [`s${stop}`]), ...(target === undefined ? [] : [`t${target}`])].join(
    ' ',
  );
  return html`<span class="ladder-protection" title="What it fills gets ${title}">${short}</span>`;
}

function state<T>(html: Tag<T>, { account }: LadderValue, { arm, stops, keyOf }: HintOf): T {
  if (arm.armed) {
    const word = stops
      ? html`<b class="ladder-armed">STOP ${account}</b>`
      : html`<b class="ladder-armed">ARMED ${account}</b>`;
    return html`${word} <kbd>${keyOf('disarm')}</kbd>`;
  }
  if (account === null) return html`<span class="weak">say account: to trade here</span>`;
  return html`<span class="ladder-disarmed">hold <kbd>${keyOf('arm')}</kbd> to arm</span>`;
}
