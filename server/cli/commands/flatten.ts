import { Command } from 'commander';
import type { PositionReport } from '../../trading/position-report.ts';
import { CommandFailure } from '../client.ts';
import { queryText, type Requests } from '../requests.ts';
import { processSeat, type Seat } from '../seat.ts';
import { act, openOrders } from '../trading/act.ts';
import { type ActOptions, namedAccount, withActOptions } from '../trading/options.ts';

interface Place {
  readonly account: string;
  readonly instrument: string;
  readonly quantity: number;
  readonly orders: number;
}

const WORD = 'FLATTEN';

/** Wherever something is held or works. */
async function placesOf(requests: Requests, names: readonly string[], options: ActOptions): Promise<readonly Place[]> {
  const account = namedAccount(options);
  const asked = names.length === 0 ? [undefined] : names;
  const found = await Promise.all(
    asked.map((instrument) =>
      Promise.all([
        requests.ask<readonly PositionReport[]>('GET', `/api/positions${queryText({ account, instrument })}`),
        openOrders(requests, { account, instrument }),
      ]),
    ),
  );
  const places = new Map<string, Place>();
  const add = (at: Pick<Place, 'account' | 'instrument'>, more: { quantity?: number; orders?: number }) => {
    const key = `${at.account} ${at.instrument}`;
    const { quantity, orders } = places.get(key) ?? { quantity: 0, orders: 0 };
    const { account: of, instrument } = at;
    places.set(key, {
      account: of,
      instrument,
      quantity: more.quantity ?? quantity,
      orders: orders + (more.orders ?? 0),
    });
  };
  for (const [positions, orders] of found) {
    for (const position of positions) add(position, { quantity: position.quantity });
    for (const order of orders) add(order, { orders: 1 });
  }
  return [...places].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, place]) => place);
}

const placeText = ({ account, instrument, quantity, orders }: Place): string =>
  [
    `${account} ${instrument}:`,
    [
      quantity === 0 ? '' : `${quantity > 0 ? 'long' : 'short'} ${Math.abs(quantity)}`,
      orders === 0 ? '' : `${orders} ${orders === 1 ? 'order works' : 'orders work'}`,
    ]
      .filter(Boolean)
      .join(', '),
  ].join(' ');

export const flattenCommand = (seat: Seat = processSeat): Command =>
  withActOptions(new Command('flatten'))
    .description('Cancel every order and close every position at the market. It goes on while no order is taken.')
    .argument('[instruments...]', 'of these alone; else of all')
    .option('--json', 'print {environment, venue, orders}')
    .action((names: readonly string[], options: ActOptions) =>
      act(seat, options, async (requests) => {
        const places = await placesOf(requests, names, options);
        if (places.length === 0)
          throw new CommandFailure('Nothing is held and no order works, so there is nothing to do.');
        return {
          question: {
            lines: ['cancel every order, and close at the market', ...places.map(placeText)],
            question: 'Flatten?',
            word: WORD,
          },
          async run() {
            const flattened = await Promise.all(
              places.map(({ account, instrument }) =>
                requests.ask<{ orders: readonly { clientOrderId: string }[] }>('POST', '/api/orders/flatten', {
                  account,
                  instrument,
                }),
              ),
            );
            return flattened.flatMap(({ orders }) => orders.map(({ clientOrderId }) => clientOrderId));
          },
        };
      }),
    );
