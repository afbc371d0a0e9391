import { formatInteger, formatSigned } from '../../core/format.ts';
import type { Tag } from '../kind.ts';
import { amount, price, signClass } from './order-view.ts';
import type { SurvivalProps, SurvivalValue } from './schema.ts';

function summary<T>(html: Tag<T>, value: SurvivalValue, { distance, reach }: SurvivalProps): T {
  const { contracts, breach, stop, currency } = value;
  if (contracts === 0) return html`Flat: there is nothing to add to.`;
  const end = breach
    ? html`The stop of <span class="loss">${stop.text}</span> ${currency} is met at ${price(html, breach)}.`
    : html`The stop of <span class="loss">${stop.text}</span> ${currency} is not met within ${reach} sixteenths.`;
  return html`<span class="${signClass(contracts)}">${formatSigned(contracts)}</span>, added to at each level until the average is ${distance} sixteenths from the market. ${end}`;
}

const most = ({ most: { long, short } }: SurvivalValue): string =>
  [long !== null && `${formatInteger(long)} long`, short !== null && `${formatInteger(-short)} short`]
    .filter(Boolean)
    .join(' or ');

function row<T>(html: Tag<T>, point: SurvivalValue['points'][number], index: number): T {
  const side = signClass(Number(point.contracts));
  const classes = [index === 0 && 'spot-exact', point.last && 'extreme'].filter(Boolean).join(' ');
  return html`<tr class="${classes}"><th class="price" scope="row" title="${index === 0 ? 'The spot' : ''}">${price(html, point.price)}</th><td>${point.away}</td><td class="${side}">${point.contracts}</td><td class="${side}">${point.risk}</td><td>${amount(html, point.profit)}</td></tr>`;
}

/** The levels that a position lives through, nearest first. */
export function survivalTable<T>(html: Tag<T>, value: SurvivalValue, props: SurvivalProps): T {
  const limit = most(value);
  return html`<div class="survival"><p>${summary(html, value, props)}</p><table class="ladder-rows survival-rows"><thead><tr><th class="price">level</th><th title="Sixteenths of a point from the spot">1/16 away</th><th title="Contracts held once added here">contracts</th><th title="Money that a sixteenth of a point makes or loses then">risk per 1/16</th><th title="On arriving here, before adding">P&amp;L</th></tr></thead><tbody>${value.points.map((point, index) => row(html, point, index))}</tbody></table><p class="weak">${limit ? `The farthest level in reach costs the stop if one begins with ${limit}.` : 'No technical level is in reach: config/levels.json names them.'}</p></div>`;
}
