import { priceFromDecimal } from '../../../core/model/price.ts';
import { instant, MINUTE, SECOND } from '../../../core/model/time.ts';
import { chooseSpot } from '../../../core/spot/choose.ts';
import { freshnessOf } from '../../../core/spot/freshness.ts';
import type { InstrumentSpot, Spot, SpotOffer, SpotsState } from '../../../core/spot/state.ts';
import { now } from '../live-topics.ts';

interface Given {
  readonly source: string;
  readonly price?: string;
  readonly text?: string;
  /** Seconds. */
  readonly age?: number;
  readonly problem?: string;
}

function offerOf({ source, price: at, text = at ?? '', age = 0, problem }: Given): SpotOffer {
  const stated = instant(now - age * SECOND);
  const format = source === 'manual' ? { format: 'plus' as const } : {};
  const spot: Spot | undefined =
    at === undefined ? undefined : { price: priceFromDecimal(at), text, ...format, stated, learned: stated };
  return {
    source,
    about: `the ${source} of the test`,
    oldAfter: MINUTE,
    ...(spot ? { spot, ...freshnessOf(spot, now, MINUTE) } : { state: 'none' as const }),
    ...(problem === undefined ? {} : { problem }),
  };
}

export function spotOf(instrument: string, given: readonly Given[], choice?: string): InstrumentSpot {
  const offers = given.map(offerOf);
  return { instrument, offers, ...(choice === undefined ? {} : { choice }), ...chooseSpot(offers, choice) };
}

/** ZN by hand and fresh, ES off the grid because the file is old, NIFTY old for want of another. */
export const morningSpots: SpotsState = {
  askBeyondPercent: 5,
  spots: [
    spotOf('ZNZ6', [
      { source: 'manual', price: '110.515625', text: '110-16+', age: 4 },
      { source: 'venue mid', price: '110.2734375' },
    ]),
    spotOf('ESZ6', [
      { source: 'file', price: '6120', age: 720, problem: 'There is no file es.csv; config/spots.json names it.' },
      { source: 'venue mid', price: '6123.375' },
    ]),
    spotOf('NIFTY', [{ source: 'manual', price: '24010.05', age: 3_600 }]),
  ],
};

export const silentSpots: SpotsState = { askBeyondPercent: 5, spots: [spotOf('ZNZ6', [{ source: 'manual' }])] };
