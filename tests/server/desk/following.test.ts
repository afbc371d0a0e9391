import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { clientOrderId, executionId, venueOrderId } from '../../../core/model/ids.ts';
import type { Instrument } from '../../../core/model/instrument.ts';
import { priceFromDecimal } from '../../../core/model/price.ts';
import { quantity } from '../../../core/model/quantity.ts';
import { SECOND } from '../../../core/model/time.ts';
import type { BookState } from '../../../core/topics.ts';
import { VenueProblem } from '../../../core/venue/books.ts';
import { OrderRefused } from '../../../server/desk/port.ts';
import { account, MemoryVenue } from '../monitors/memory-venue.ts';
import { friday, openRemoteConsole } from '../monitors/remote-console.ts';

const call = 'NIFTY24NOV26C26000';

/** A venue that lists options it was not opened with. */
class ListingVenue extends MemoryVenue {
  readonly followed: string[] = [];

  async follow({ id }: Instrument): Promise<void> {
    if (id.includes('P')) throw new VenueProblem(`memory does not list ${id}.`);
    this.followed.push(id);
  }
}

async function opened(venue: MemoryVenue = new ListingVenue(friday), folder?: string) {
  const where = folder ?? (await mkdtemp(path.join(os.tmpdir(), 'deskbook-following-')));
  if (folder === undefined) onTestFinished(() => rm(where, { recursive: true, force: true }));
  return { venue, folder: where, console: await openRemoteConsole(where, venue) };
}

const order = {
  instrument: call,
  side: 'buy',
  type: 'limit',
  price: priceFromDecimal('120.5'),
  quantity: quantity(65),
  timeInForce: 'day',
  account,
  clientOrderId: clientOrderId('F1'),
} as const;

it('gives an instrument that the venue lists a market, once however many ask', async () => {
  const { console, venue } = await opened();
  const { desk } = console;
  expect(desk.bus.has(`book.${call}`)).toBe(false);
  const all = await Promise.all([desk.follow(call), desk.follow(call.toLowerCase()), desk.follow(call)]);
  expect(all.map(({ id }) => id)).toEqual([call, call, call]);
  expect((venue as ListingVenue).followed).toEqual([call]);
  expect(desk.instruments().map(({ id }) => id)).toEqual(['ZNZ6', 'ESZ6', call]);
  const tsEvent = friday;
  venue.say({
    type: 'trade',
    trade: {
      instrument: call,
      price: priceFromDecimal('121.35'),
      quantity: quantity(130),
      aggressor: 'buy',
      tsEvent,
    },
  });
  await desk.settled();
  expect(desk.bus.read<BookState>(`book.${call}`)).toMatchObject({
    last: { price: priceFromDecimal('121.35') },
    sessionVolume: 130,
  });
  await console.close();
});

it('says what the venue says of one that it does not list', async () => {
  const { console } = await opened();
  await expect(console.desk.follow('NIFTY24NOV26P26000')).rejects.toEqual(
    new OrderRefused('memory does not list NIFTY24NOV26P26000.'),
  );
  expect(console.desk.instruments()).toHaveLength(2);
  await console.close();
});

it('follows nothing where the venue has none but those it was opened with', async () => {
  const { console } = await opened(new MemoryVenue(friday));
  const sentence = `${call} has no market at memory; there are ZNZ6, ESZ6.`;
  await expect(console.desk.follow(call)).rejects.toEqual(new OrderRefused(sentence));
  await expect(console.desk.submit(order)).rejects.toEqual(new OrderRefused(sentence));
  await expect(async () => console.desk.follow('NOTHING')).rejects.toThrow('There is no instrument "NOTHING".');
  await console.close();
});

it('takes an order in what it did not follow yet, and follows it again after a restart', async () => {
  const { console, venue, folder } = await opened();
  await console.desk.submit(order);
  expect(venue.placed.map(({ instrument }) => instrument)).toEqual([call]);
  const told = { clientOrderId: order.clientOrderId, tsEvent: friday, tsInit: friday };
  venue.say(
    { type: 'order', event: { ...told, type: 'accepted', venueOrderId: venueOrderId('V1') } },
    {
      type: 'order',
      event: {
        ...told,
        type: 'filled',
        executionId: executionId('X1'),
        price: order.price,
        quantity: order.quantity,
        liquidity: 'maker',
      },
    },
  );
  await console.desk.settled();
  await console.close();
  const again = await opened(new ListingVenue(friday), folder);
  expect((again.venue as ListingVenue).followed).toEqual([call]);
  expect(again.console.desk.bus.has(`book.${call}`)).toBe(true);
  await again.console.close();
});

it('does not watch the feed of an option, which may stand still for an hour', async () => {
  const { console } = await opened();
  await console.desk.follow(call);
  await console.alarms.pass(20 * SECOND);
  const feed = console.health().monitors.find(({ name }) => name === 'feed');
  expect(feed?.sentence).toBe('2 of 2 feeds in session, all alive.');
  await console.close();
});
