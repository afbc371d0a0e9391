import { formatAge } from '../format.ts';
import type { Offered, SpotOffer } from './state.ts';

export interface Chosen {
  readonly used?: Offered;
  /** Words that can follow a name: `first in the order`. */
  readonly why: string;
}

const isOffered = (offer: SpotOffer): offer is Offered => offer.spot !== undefined;

/** The source that a person chose, even when it is old; else the first fresh one in order; else the youngest there is. */
export function chooseSpot(offers: readonly SpotOffer[], choice: string | undefined): Chosen {
  const chosen = offers.find(({ source }) => source === choice);
  if (chosen)
    return isOffered(chosen) ? { used: chosen, why: 'chosen' } : { why: `${chosen.source} is chosen and has no price` };
  const index = offers.findIndex(({ state }) => state === 'fresh');
  const fresh = offers[index];
  if (fresh && isOffered(fresh)) {
    const before = offers.slice(0, index).map(passedOver);
    return { used: fresh, why: before.length === 0 ? 'first in the order' : before.join(', ') };
  }
  const [youngest, ...others] = offers.filter(isOffered).sort((a, b) => a.age - b.age);
  if (!youngest) return { why: offers.length === 0 ? 'there is no source' : 'no source has a price' };
  return { used: youngest, why: others.length === 0 ? 'the only one' : 'none is fresh, the youngest' };
}

const passedOver = (offer: SpotOffer): string =>
  isOffered(offer) ? `${offer.source} is ${formatAge(offer.age)} old` : `${offer.source} has no price`;
