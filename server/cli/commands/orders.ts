import { Command } from 'commander';
import type { OrderReport } from '../../trading/order-report.ts';
import { printJson, printLine } from '../output.ts';
import { queryText, toConsole, using } from '../requests.ts';
import { type AccountOptions, namedAccount, withReadOptions } from '../trading/options.ts';
import { exactOrder } from '../trading/order-text.ts';
import { type TextColumn, tableOf } from '../trading/table.ts';

interface Options extends AccountOptions {
  readonly instrument?: string;
  readonly all?: boolean;
}

const stateText = ({ status, asked }: OrderReport): string => {
  const state = status.replace('_', ' ');
  if (asked === null) return state;
  return asked === 'cancel' ? `${state}, cancel asked` : `${state}, change asked`;
};

const columns: readonly TextColumn<OrderReport>[] = [
  ['order', ({ clientOrderId }) => clientOrderId],
  ['account', ({ account }) => account],
  ['instrument', ({ instrument }) => instrument],
  ['side', ({ side }) => side],
  ['quantity', ({ quantity }) => String(quantity), 'number'],
  ['filled', ({ filledQuantity }) => String(filledQuantity), 'number'],
  ['type', ({ type }) => type.replace('_', ' ')],
  ['price', ({ shown }) => shown.price ?? '', 'number'],
  ['stop', ({ shown }) => shown.stopPrice ?? '', 'number'],
  ['trails', ({ trail }) => (trail === null ? '' : String(trail)), 'number'],
  ['average', ({ shown }) => shown.average ?? '', 'number'],
  ['ahead', ({ queueAhead }) => (queueAhead === null ? '' : String(queueAhead)), 'number'],
  ['status', stateText],
  ['strategy', ({ strategy }) => (strategy === 'manual' ? '' : strategy)],
  ['of', ({ group, role }) => (role === null ? '' : role === 'entry' ? 'entry' : `${role} of ${group}`)],
  ['why', ({ reason, refused, status }) => (status === 'filled' ? '' : (reason ?? refused ?? ''))],
];

export const ordersCommand = (): Command =>
  withReadOptions(new Command('orders'))
    .description('Print the orders that work, newest first, with their place in the queue where the venue tells it.')
    .option('--instrument <name>', 'of this instrument alone')
    .option('--all', 'the newest that are over too')
    .option(
      '--json',
      'print [{clientOrderId, venueOrderId, instrument, account, strategy, side, type, timeInForce, product, quantity, filledQuantity, leavesQuantity, price, stopPrice, shown, status, asked, reason, refused, group, role, protection, trail, queueAhead, created, updated}]',
    )
    .action(async ({ json, instrument, all, ...options }: Options) => {
      const asked = queryText({ account: namedAccount(options), instrument, closed: all });
      await using(await toConsole(options), async (requests) => {
        const orders = await requests.ask<readonly OrderReport[]>('GET', `/api/orders${asked}`);
        if (json) printJson(orders.map(exactOrder));
        else printLine(orders.length === 0 ? 'No order works.' : tableOf(columns, orders));
      });
    });
