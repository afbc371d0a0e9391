import type { Instant } from '../../core/model/time.ts';
import { CLOCK_TOLERANCE } from '../../core/spot/freshness.ts';
import type { Spot } from '../../core/spot/state.ts';
import type { FoundPrice } from './place.ts';
import type { Said } from './source.ts';

/**
 * What is said once a price was found at `learned`, with the time of its own or of what carried it. A time ahead of the clock tells nothing of the
 * price's age: it then counts from when it was learned, and that is said.
 */
export function statedSpot(found: FoundPrice, carried: Instant, learned: Instant): Said & { readonly spot: Spot } {
  const { price, text, format } = found;
  const stated = found.stated ?? carried;
  const ahead = stated - learned > CLOCK_TOLERANCE;
  const spot = { price, text, format, stated: ahead || stated > learned ? learned : stated, learned };
  return ahead ? { spot, problem: AHEAD } : { spot };
}

const AHEAD =
  'Its time is ahead of the clock of this machine, so its age counts from when it was read. Set one of the clocks.';
