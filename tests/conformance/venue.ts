import { describe, test } from 'vitest';
import { bookBehaviors } from './behaviors/books.ts';
import { orderBehaviors } from './behaviors/orders.ts';
import { queueBehaviors } from './behaviors/queue.ts';
import { replaceBehaviors } from './behaviors/replace.ts';
import { selfTradeBehaviors } from './behaviors/self-trade.ts';
import { stopBehaviors } from './behaviors/stops.ts';
import { VenueProbe } from './probe.ts';
import { type Behavior, needsOrders, type VenueUnderTest } from './under-test.ts';

const behaviors = [
  ...orderBehaviors,
  ...queueBehaviors,
  ...stopBehaviors,
  ...replaceBehaviors,
  ...selfTradeBehaviors,
  ...bookBehaviors,
] as const;

export interface SuiteOptions {
  /** What it is not asked, by name, with the reason. */
  readonly cannot?: Readonly<Record<string, string>>;
  /** Each is asked on a venue of its own, and many at once: nearly all of their time is waiting. */
  readonly concurrent?: boolean;
}

/** What is asked with orders of ours is not asked where there are none. */
const needsOrdersUnless = ({ withoutOrders }: Behavior, at: VenueUnderTest): string | undefined =>
  withoutOrders ? undefined : needsOrders(at.venue.capabilities);

/**
 * What every venue does alike. A venue is asked for what its capabilities say; what else it cannot do is listed by name with the
 * reason. Either shows as skipped with it.
 */
export function venueConformance(
  name: string,
  open: () => Promise<VenueUnderTest>,
  { cannot = {}, concurrent = false }: SuiteOptions = {},
): void {
  const names = new Set(behaviors.map((each) => each.name));
  for (const listed of Object.keys(cannot)) {
    if (!names.has(listed)) throw new Error(`No venue is asked for ${listed}; take it off the list of ${name}.`);
  }
  describe(`${name} as a venue`, { concurrent, timeout: 60_000 }, () => {
    test.for(behaviors)('$name', async (behavior, { skip }) => {
      const reason = cannot[behavior.name];
      if (reason !== undefined) skip(reason);
      const at = await open();
      const probe = new VenueProbe(at);
      try {
        const lacking = behavior.lacks?.(at.venue.capabilities, at) ?? needsOrdersUnless(behavior, at);
        if (lacking !== undefined) skip(lacking);
        await at.venue.connect();
        await at.settle();
        await behavior.run(probe);
      } finally {
        await at.venue.disconnect();
      }
    });
  });
}
