import { MONEY_UNITS, type Money } from '../../../core/model/money.ts';
import { PRICE_UNITS_PER_POINT, type Price } from '../../../core/model/price.ts';
import type { VenueContract } from '../../../core/venue/contract.ts';
import { contractIdOf } from './parse/ids.ts';
import type { Listed } from './parse/listed.ts';

export const wordsOf = (text: string): readonly string[] => text.toUpperCase().split(/\s+/).filter(Boolean).sort();

/** A tick of one unit is worth the tick. */
export const tickValueOf = (tick: Price): Money => Math.round(tick / (PRICE_UNITS_PER_POINT / MONEY_UNITS)) as Money;

/** A line of Kite's list in the words of the desk. */
export function toVenueContract(listed: Listed, instrument: string | undefined): VenueContract {
  const { exchange, tradingsymbol, name, tick, lot, type, segment, expiry } = listed;
  return {
    id: contractIdOf(exchange, tradingsymbol),
    ...(instrument === undefined ? {} : { instrument }),
    name: tradingsymbol,
    about: [name, type, lot > 1 ? `lots of ${lot}` : '', segment].filter(Boolean).join(', '),
    tick,
    tickValue: tickValueOf(tick),
    active: segment !== 'INDICES',
    ...(expiry === undefined ? {} : { lastTradeDate: expiry }),
  };
}
