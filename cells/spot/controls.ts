import type { Tag } from '../../views/tag.ts';
import type { Entry } from './entry.ts';
import type { ShownOffer, SpotRow } from './schema.ts';

/*
 * What acts, and therefore stands in the element alone.
 */

const offerText = ({ source, price, age, state }: ShownOffer): string => {
  if (price === null) return `${source}, no price`;
  return `${source} ${price}, ${age === 'now' ? 'now' : `${age} old`}${state === 'old' ? ', old' : ''}`;
};

/** The sources to choose from; the first entry leaves it to their order. */
export function sourceControl<T>(html: Tag<T>, { offers, source, chosen, instrument }: SpotRow): T {
  const options = offers.map((offer) =>
    chosen && offer.source === source
      ? html`<option value="${offer.source}" selected>${offerText(offer)}</option>`
      : html`<option value="${offer.source}">${offerText(offer)}</option>`,
  );
  const order = chosen || source === null ? 'by the order' : `${source}, by order`;
  return html`<select class="spot-source" tabindex="-1" aria-label="Source of ${instrument}" title="Use one source, or leave it to their order"><option value="">${order}</option>${options}</select>`;
}

interface Typing {
  readonly text: string;
  readonly entry: Entry;
  /** Enter was pressed on a far price and is wanted once more. */
  readonly confirming: boolean;
}

/** The row while a price is typed: the field, and how what is in it is read. */
export function entryRow<T>(html: Tag<T>, row: SpotRow, typing: Typing): T {
  const { instrument, price } = row;
  const field = html`<input class="spot-field" type="text" maxlength="100" autocomplete="off" spellcheck="false" aria-label="Spot of ${instrument}" placeholder="${price ? price.handle + price.fraction : "110'165"}" .value="${typing.text}">`;
  return html`<tr class="entering selected" data-instrument="${instrument}" aria-selected="true"><th scope="row">${instrument}</th><td class="price number">${field}</td><td class="reading" colspan="4" aria-live="polite">${reading(html, row, typing)}</td></tr>`;
}

function reading<T>(html: Tag<T>, row: SpotRow, { entry, confirming }: Typing): unknown {
  switch (entry.kind) {
    case 'empty':
      return html`<span class="weak">a price, or an instrument and a price</span>`;
    case 'wrong':
      return html`<span class="wrong">${entry.said}</span>`;
    case 'elsewhere':
      return html`<kbd>⏎</kbd> states it for ${entry.instrument}`;
    case 'ambiguous':
      return html`<span class="wrong">may be</span> ${entry.readings.map((text) => html`<button type="button" class="spot-reading" data-reading="${text}">${text}</button> `)}`;
    case 'price': {
      const whose = entry.instrument === row.instrument ? '' : html`<b>${entry.instrument}</b> `;
      if (!entry.far) return html`<kbd>⏎</kbd> ${whose}${entry.said}`;
      return html`<span class="far">${whose}${entry.said}: ${confirming ? html`<kbd>⏎</kbd> again if it is meant` : html`<kbd>⏎</kbd> asks again`}</span>`;
    }
  }
}
