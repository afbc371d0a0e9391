import { expect, it } from 'vitest';
import { clientOrderId, executionId, venueOrderId } from '../../../core/model/ids.ts';
import { priceFromDecimal } from '../../../core/model/price.ts';
import { quantity } from '../../../core/model/quantity.ts';
import type { Instant } from '../../../core/model/time.ts';
import type { FillsState, StatusState } from '../../../core/topics.ts';
import { temporaryFolder } from '../journal/folder.ts';
import { account, MemoryVenue } from '../monitors/memory-venue.ts';
import { openRemoteConsole } from '../monitors/remote-console.ts';

/** Thanksgiving Day, 26 November 2026, 10:00 in India: no trade date at CME, and one in Mumbai. */
const thanksgiving = (Date.UTC(2026, 10, 26, 4, 30) * 1_000) as Instant;

it.each([
  ['India', ['NIFTY', 'INFY'], '2026-11-26', 1],
  ['CME', ['ZN', 'INFY'], '2026-11-27', 0],
])('a desk that trades at exchanges of %s has their days', async (_name, roots, tradeDate, fills) => {
  const folder = temporaryFolder();
  const first = await openRemoteConsole(folder, new MemoryVenue(thanksgiving), { at: thanksgiving, roots });
  const { desk } = first;
  expect(desk.tradeDate()).toBe(tradeDate);
  const told = { clientOrderId: clientOrderId('T'), tsEvent: thanksgiving, tsInit: thanksgiving };
  await desk.submit({
    instrument: 'INFY',
    side: 'buy',
    type: 'limit',
    price: priceFromDecimal('1500'),
    quantity: quantity(3),
    timeInForce: 'day',
    account,
    clientOrderId: told.clientOrderId,
  });
  await desk.reconciled([
    { ...told, type: 'accepted', venueOrderId: venueOrderId('V') },
    {
      ...told,
      type: 'filled',
      executionId: executionId('X'),
      price: priceFromDecimal('1500'),
      quantity: quantity(3),
      liquidity: 'taker',
    },
  ]);
  await first.close();
  const again = await openRemoteConsole(folder, new MemoryVenue(thanksgiving), { at: thanksgiving, roots });
  expect(again.desk.bus.read<FillsState>('fills').total).toBe(fills);
  expect(again.desk.bus.read<StatusState>('status').tradeDate).toBe(tradeDate);
  await again.close();
});
