import type { Instrument } from '../../../core/model/instrument.ts';
import { PRICE_UNITS_PER_POINT, type Price, snapToTick } from '../../../core/model/price.ts';
import {
  defaultSynthetic,
  type SyntheticProduct,
  type SyntheticSettings,
} from '../../../core/venue/paper/synthetic/settings.ts';

/** What a contract is worth where nobody said at which price it trades. */
const USUAL_WORTH = 100_000;

/** How each product trades: as it is described, else a market of middling size in contracts of the usual worth. */
export function syntheticOf(instruments: readonly Instrument[]): SyntheticSettings {
  return Object.fromEntries(instruments.map((each) => [each.root, defaultSynthetic[each.root] ?? usual(each)]));
}

function usual({ tick, multiplier }: Instrument): SyntheticProduct {
  const points = USUAL_WORTH / multiplier;
  const price = snapToTick(Math.round(points * PRICE_UNITS_PER_POINT) as Price, tick);
  return { price: price > 0 ? price : tick, eventsPerSecond: 15, volatility: points / 5, size: 40 };
}
