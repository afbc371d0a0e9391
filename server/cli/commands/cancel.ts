import { Command } from 'commander';
import type { OrderReport } from '../../trading/order-report.ts';
import { CommandFailure } from '../client.ts';
import type { Requests } from '../requests.ts';
import { processSeat, type Seat } from '../seat.ts';
import { act, openOrders, orderNamed } from '../trading/act.ts';
import { type ActOptions, namedAccount, withActOptions } from '../trading/options.ts';
import { orderText } from '../trading/order-text.ts';

interface Options extends ActOptions {
  readonly instrument?: string;
}

const ALL = 'all';

async function ordersOf(
  requests: Requests,
  names: readonly string[],
  options: Options,
): Promise<readonly OrderReport[]> {
  if (!names.includes(ALL)) return Promise.all(names.map((name) => orderNamed(requests, name)));
  const orders = await openOrders(requests, { account: namedAccount(options), instrument: options.instrument });
  if (orders.length === 0) throw new CommandFailure('No order works, so there is nothing to cancel.');
  return orders;
}

export const cancelCommand = (seat: Seat = processSeat): Command =>
  withActOptions(new Command('cancel'))
    .description('Cancel orders. It goes on while no order is taken.')
    .argument('<orders...>', `their ids, ours or the venue's; ${ALL}: every one that works`)
    .option('--instrument <name>', `with ${ALL}: of this instrument alone`)
    .option('--json', 'print {environment, venue, orders}')
    .action((names: readonly string[], options: Options) =>
      act(seat, options, async (requests) => {
        const orders = await ordersOf(requests, names, options);
        return {
          question: {
            lines: [
              orders.length === 1 ? 'cancel one order' : `cancel ${orders.length} orders`,
              ...orders.map((order) => `${order.clientOrderId}: ${orderText(order)}, ${order.account}`),
            ],
            question: 'Cancel?',
          },
          async run() {
            const ids = orders.map(({ clientOrderId }) => clientOrderId);
            await Promise.all(ids.map((id) => requests.ask('DELETE', `/api/orders/${encodeURIComponent(id)}`)));
            return ids;
          },
        };
      }),
    );
