import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accountId, executionId, venueOrderId } from '../../../../../core/model/ids.ts';
import { price } from '../../../../../core/model/price.ts';
import { quantity } from '../../../../../core/model/quantity.ts';
import { instant, SECOND } from '../../../../../core/model/time.ts';
import type { VenueFill } from '../../../../../core/venue/books.ts';
import { FillsWatch } from '../../../../../server/venues/tt/watch/fills-watch.ts';

const fill = (id: string, seconds: number): VenueFill => ({
  executionId: executionId(id),
  venueOrderId: venueOrderId('o'),
  account: accountId('1'),
  instrument: 'ZNZ6',
  side: 'buy',
  quantity: quantity(1),
  price: price(0),
  tsEvent: instant(seconds * SECOND),
});
const ids = (fills: readonly VenueFill[]): string[] => fills.map(({ executionId: id }) => id);

describe('which fills are new', () => {
  it('begins some time before, and each look some time before the newest', () => {
    const watch = new FillsWatch(instant(1_000 * SECOND), 100 * SECOND);
    expect(watch.since).toBe(900_000_000_000n);
    expect(ids(watch.take([fill('a', 950), fill('b', 1_100)]))).toEqual(['a', 'b']);
    expect(watch.since).toBe(1_000_000_000_000n);
    expect(ids(watch.take([fill('b', 1_100), fill('late', 1_050), fill('c', 1_100)]))).toEqual(['late', 'c']);
  });

  it('does not tell what it has forgotten', () => {
    const watch = new FillsWatch(instant(1_000 * SECOND), 10 * SECOND);
    watch.take([fill('a', 1_000), fill('b', 1_100)]);
    expect(ids(watch.take([fill('a', 1_000)]))).toEqual([]);
  });

  it('stands still while nothing comes', () => {
    const watch = new FillsWatch(instant(1_000 * SECOND), 10 * SECOND);
    watch.take([]);
    expect(watch.since).toBe(990_000_000_000n);
  });

  it('tells each execution once, however late TT lists it within the overlap', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ after: fc.nat(5), late: fc.nat(40) }), { maxLength: 40 }),
        fc.integer({ min: 1, max: 10 }),
        (given, every) => {
          let time = 1_000;
          const fills = given.map(({ after, late }, index) => {
            time += after;
            return { fill: fill(`x${index}`, time), listed: time + late };
          });
          const watch = new FillsWatch(instant(1_000 * SECOND), 40 * SECOND);
          const told: string[] = [];
          for (let now = 1_000; now <= time + 40 + every; now += every) {
            const page = fills.filter(
              (each) => each.listed <= now && BigInt(each.fill.tsEvent) * 1_000n >= watch.since,
            );
            told.push(...ids(watch.take(page.map((each) => each.fill))));
          }
          expect(told.sort()).toEqual(fills.map((each) => each.fill.executionId).sort());
        },
      ),
      { numRuns: 200 },
    );
  });
});
