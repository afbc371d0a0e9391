import { describe, expect, test } from 'vitest';
import { ManualClock } from '../../../../core/clock.ts';
import type { AccountId, ClientOrderId } from '../../../../core/model/ids.ts';
import type { OrderIntent } from '../../../../core/model/order.ts';
import { addTicks, priceFromDecimal } from '../../../../core/model/price.ts';
import { quantity } from '../../../../core/model/quantity.ts';
import { HOUR, type Instant, instant, MILLISECOND, MINUTE } from '../../../../core/model/time.ts';
import { paperVenue } from '../../../../core/venue/paper/venue.ts';
import type { VenueEvent } from '../../../../core/venue/port.ts';
import { ES, ZN } from './instruments.ts';

const chicago = (text: string) => instant(Date.parse(`${text}-06:00`) * MILLISECOND);

async function opened(start: Instant, market: { synthetic?: 'none' } = {}) {
  const clock = new ManualClock(start);
  const options = { clock, instruments: [ZN, ES], seed: 'hours', idPrefix: 'h', hours: 'exchange' as const };
  const venue = paperVenue({ ...options, ...market, groups: new Map([['ES', 'equity' as const]]) });
  const events: VenueEvent[] = [];
  venue.onEvents((batch) => {
    for (const event of batch) events.push(event);
  });
  await venue.connect();
  events.length = 0;
  const to = (at: Instant) => {
    clock.set(at);
    venue.advance(at);
  };
  const said = (id: string) =>
    events.flatMap((each) =>
      each.type === 'order' && each.event.clientOrderId === id
        ? ['reason' in each.event ? `${each.event.type}: ${each.event.reason}` : each.event.type]
        : [],
    );
  return { venue, events, to, said };
}

const bid = (id: string): OrderIntent => ({
  clientOrderId: id as ClientOrderId,
  instrument: ZN.id,
  account: 'TEST' as AccountId,
  strategy: 'manual',
  side: 'buy',
  type: 'limit',
  quantity: quantity(1),
  price: addTicks(priceFromDecimal('110'), -40, ZN.tick),
  timeInForce: 'day',
});

describe('a paper market that keeps the hours of the exchange', () => {
  test('sleeps over a weekend, refuses orders with the open, and wakes by itself', async () => {
    const { venue, events, to, said } = await opened(chicago('2026-11-21T12:00:00'));
    to(chicago('2026-11-22T16:59:59'));
    expect(events).toEqual([]);
    venue.place(bid('early'));
    expect(said('early')).toEqual([
      'rejected: ZNZ6 does not trade now (weekend); it opens 2026-11-22 17:00 CST. Send the order again then.',
    ]);
    to(chicago('2026-11-22T17:01:00'));
    expect(events.filter((each) => each.type === 'trade').length).toBeGreaterThan(20);
    venue.place(bid('on time'));
    expect(said('on time')).toEqual(['accepted']);
  });

  test('ends day orders with the last session of the trade date', async () => {
    const { venue, to, said } = await opened(chicago('2026-11-18T15:00:00'));
    venue.place(bid('today'));
    to(chicago('2026-11-18T15:59:59'));
    expect(said('today')).toEqual(['accepted']);
    to(chicago('2026-11-18T16:00:00'));
    expect(said('today')).toEqual(['accepted', 'expired: The session ended; a day order ends with it.']);
    venue.place(bid('between'));
    expect(said('between')[0]).toContain('(break between sessions); it opens 2026-11-18 17:00 CST');
  });

  test('keeps a day order over the halt of a holiday until its trade date ends', async () => {
    const { venue, events, to, said } = await opened(chicago('2026-11-26T10:00:00'), { synthetic: 'none' });
    venue.place(bid('thanks'));
    to(instant(chicago('2026-11-26T12:00:00') + MINUTE));
    events.length = 0;
    to(chicago('2026-11-26T16:59:00'));
    expect(events.some((each) => each.type !== 'order')).toBe(false);
    venue.replace('thanks' as ClientOrderId, { ...bid('thanks'), quantity: quantity(2) });
    expect(said('thanks')[0]).toMatch(
      /^replace_rejected: ZNZ6 does not trade now \(holiday: Thanksgiving.*\); it opens/,
    );
    to(chicago('2026-11-27T12:00:00'));
    expect(said('thanks')).toHaveLength(1);
    to(instant(chicago('2026-11-27T12:15:00') + HOUR));
    expect(said('thanks').at(-1)).toBe('expired: The session ended; a day order ends with it.');
  });
});
