import { cpSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ClientOrderId, VenueOrderId } from '../../../core/model/ids.ts';
import type { Quantity } from '../../../core/model/quantity.ts';
import { instant, MINUTE, SECOND } from '../../../core/model/time.ts';
import { settle } from './manual-alarms.ts';
import { account, fillAt, MemoryVenue } from './memory-venue.ts';
import { friday, openRemoteConsole, type RemoteConsole } from './remote-console.ts';

/** Executions come and are told by stream, by books or by both; the console is killed at the n-th thing that it does. */
const history = fc.record({
  fills: fc.array(
    fc.record({
      after: fc.integer({ min: 0, max: 40 }),
      own: fc.boolean(),
      sell: fc.boolean(),
      quantity: fc.integer({ min: 1, max: 3 }),
      streamed: fc.boolean(),
      /** Seconds that the books tell it late. */
      late: fc.integer({ min: 0, max: 60 }),
    }),
    { minLength: 1, maxLength: 12 },
  ),
  killAt: fc.integer({ min: 1, max: 60 }),
});

async function submitted(console: RemoteConsole, venue: MemoryVenue, side: 'buy' | 'sell'): Promise<ClientOrderId> {
  const { intent } = await console.desk.submit({
    instrument: 'ZNZ6',
    side,
    quantity: 100 as Quantity,
    type: 'market',
    timeInForce: 'ioc',
    account,
    clientOrderId: `D-${side}` as ClientOrderId,
  });
  const venueOrderId = `V-${side}` as VenueOrderId;
  venue.say({
    type: 'order',
    event: { type: 'accepted', clientOrderId: intent.clientOrderId, venueOrderId, tsEvent: friday, tsInit: friday },
  });
  await settle();
  return intent.clientOrderId;
}

it('neither loses nor repeats an execution, at whatever step it is killed', async () => {
  const folders: string[] = [];
  const folder = async () => {
    const made = await mkdtemp(path.join(os.tmpdir(), 'deskbook-killed-'));
    folders.push(made);
    return made;
  };
  await fc.assert(
    fc.asyncProperty(history, async ({ fills, killAt }) => {
      const [where, left] = [await folder(), await folder()];
      const venue = new MemoryVenue(friday);
      const console = await openRemoteConsole(where, venue);
      const own = { buy: await submitted(console, venue, 'buy'), sell: await submitted(console, venue, 'sell') };
      let steps = 0;
      // what a killed process leaves: its files as they are between two of its steps
      const step = () => {
        steps += 1;
        if (steps === killAt) cpSync(where, left, { recursive: true });
      };
      venue.before = step;
      const { venue: record } = console.journal;
      const setMark = record.setMark.bind(record);
      record.setMark = async (...given) => {
        step();
        await setMark(...given);
        step();
      };
      const take = console.desk.importFills.bind(console.desk);
      console.desk.importFills = async (...given) => {
        step();
        const imported = await take(...given);
        step();
        return imported;
      };
      const reconciled = console.desk.reconciled.bind(console.desk);
      console.desk.reconciled = async (...given) => {
        step();
        const taken = await reconciled(...given);
        step();
        return taken;
      };
      for (const [index, { after, own: isOwn, sell, quantity, streamed, late }] of fills.entries()) {
        await console.alarms.pass(after * SECOND);
        const side = sell ? 'sell' : 'buy';
        const at = console.clock.now();
        const whose = isOwn ? { own: own[side], order: `V-${side}` } : { order: `V-other-${index}` };
        const fill = fillAt({ id: `E-${index}`, at, side, quantity, ...whose });
        if (streamed && isOwn) {
          const { executionId, price } = fill;
          const body = { type: 'filled', executionId, price, quantity: fill.quantity, liquidity: 'taker' } as const;
          venue.say({ type: 'order', event: { ...body, clientOrderId: own[side], tsEvent: at, tsInit: at } });
        } else if (streamed) venue.say({ type: 'other_fill', fill });
        await console.alarms.pass(late * SECOND);
        venue.fillsOf.push(fill);
      }
      if (steps < killAt) cpSync(where, left, { recursive: true });
      venue.before = () => {};
      await console.close();
      const again = await openRemoteConsole(left, venue, { at: instant(console.clock.now() + MINUTE) });
      await again.alarms.pass(2 * MINUTE);
      const held = fills.reduce((sum, { sell, quantity }) => sum + (sell ? -quantity : quantity), 0);
      const filled = (side: 'buy' | 'sell') =>
        fills.reduce((sum, each) => sum + (each.own && each.sell === (side === 'sell') ? each.quantity : 0), 0);
      expect({
        held: again.held(),
        fills: again.journal.counts().fills,
        bought: again.desk.order(own.buy)?.filledQuantity,
        sold: again.desk.order(own.sell)?.filledQuantity,
        drifts: again.venueState().drifts,
      }).toEqual({ held, fills: fills.length, bought: filled('buy'), sold: filled('sell'), drifts: [] });
      await again.close();
    }),
    { numRuns: 15 },
  );
  await Promise.all(folders.map((made) => rm(made, { recursive: true, force: true })));
}, 60_000);
