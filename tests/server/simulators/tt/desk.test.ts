import { describe, expect, it } from 'vitest';
import { ManualClock } from '../../../../core/clock.ts';
import { SECOND } from '../../../../core/model/time.ts';
import { createExchange } from '../../../../server/simulators/exchange/create-exchange.ts';
import { DeskTraders } from '../../../../server/simulators/tt/desk.ts';
import { Ledger } from '../../../../server/simulators/tt/ledger.ts';
import { instrumentsOf, START } from '../exchange/instruments.ts';

function traded(seed: string, seconds: number) {
  const clock = new ManualClock(START);
  const exchange = createExchange({ clock, instruments: instrumentsOf('ZN', 'ZT'), seed });
  const ledger = new Ledger(exchange);
  const desk = new DeskTraders({ clock, exchange, ledger, seed });
  for (let second = 0; second < seconds; second++) {
    clock.advance(SECOND);
    exchange.advance();
  }
  desk.close();
  return { exchange, ledger };
}

describe('the other programs of the desk', () => {
  const { exchange, ledger } = traded('one', 600);
  const orders = exchange.accounts.flatMap(({ id }) => exchange.orders(id));

  it('do the same by the same seed', () => {
    const rows = (seed: string) =>
      traded(seed, 60).ledger.fills.map(({ trade }) => [trade.ts, trade.price, trade.quantity, trade.side]);
    expect(rows('one')).toEqual(rows('one'));
    expect(rows('one')).not.toEqual(rows('two'));
  });

  it('rest, take, cancel and slice, on the accounts that may trade, within bounds', () => {
    const kinds = new Set(orders.map(({ request, status }) => `${request.type} ${status}`));
    expect([...kinds]).toEqual(
      expect.arrayContaining(['market filled', 'limit filled', 'limit canceled', 'limit working']),
    );
    expect(exchange.orders(exchange.accounts[2]!.id)).toEqual([]);
    expect(orders.some(({ request }) => request.parent !== undefined)).toBe(true);
    for (const { id } of exchange.accounts)
      for (const { quantity } of exchange.positions(id)) expect(Math.abs(quantity)).toBeLessThan(60);
  });

  it('are in the ledger once, and once more for each algorithm, in order of time', () => {
    const times = ledger.fills.map(({ nanoseconds }) => nanoseconds);
    expect(times).toEqual([...times].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)));
    const own = ledger.fills.filter(({ parent }) => parent === undefined).map(({ trade }) => trade.id);
    const trades = exchange.accounts.flatMap(({ id }) => exchange.trades(id).map((trade) => trade.id));
    expect([...own].sort()).toEqual([...trades].sort());
    const repeats = ledger.fills.filter(({ parent }) => parent !== undefined);
    expect(repeats.length).toBeGreaterThan(0);
    for (const { order, parent } of repeats) expect(order.request.parent).toBe(parent?.id);
  });
});
