import { Command } from 'commander';
import type { OrderReport } from '../../trading/order-report.ts';
import { WrongUse } from '../client.ts';
import { processSeat, type Seat } from '../seat.ts';
import { act, orderNamed } from '../trading/act.ts';
import { type ActOptions, priceText, wholeNumber, withActOptions } from '../trading/options.ts';
import { orderText } from '../trading/order-text.ts';
import { type Changes, readChanges } from '../trading/read-changes.ts';

interface Options extends ActOptions {
  readonly quantity?: string;
  readonly price?: string;
  readonly stop?: string;
}

function asked(words: readonly string[], { quantity, price, stop }: Options): Changes {
  const positional = readChanges(words);
  const given: Changes = {
    ...(quantity === undefined ? {} : { quantity: wholeNumber(quantity, '--quantity') }),
    ...(price === undefined ? {} : { price: priceText(price, '--price') }),
  };
  const twice = Object.keys(given).find((name) => name in positional);
  if (twice !== undefined) throw new WrongUse(`The ${twice} is given twice: once in its place, once as --${twice}.`);
  const changes = { ...positional, ...given };
  if (Object.keys(changes).length === 0 && stop === undefined)
    throw new WrongUse('Say what is to change: a quantity, a price, or --quantity, --price and --stop.');
  return changes;
}

/** A price without more is where the order waits: the stop price of a stop, the limit of everything else. */
function bodyOf({ type }: OrderReport, { quantity, price }: Changes, stop: string | undefined) {
  const isStop = type === 'stop';
  if (isStop && price !== undefined && stop !== undefined)
    throw new WrongUse('A stop has one price: give it as --stop or in its place, not both.');
  const stopPrice = stop === undefined ? (isStop ? price : undefined) : priceText(stop, '--stop');
  return {
    ...(quantity === undefined ? {} : { quantity }),
    ...(price === undefined || isStop ? {} : { price }),
    ...(stopPrice === undefined ? {} : { stopPrice }),
  };
}

const changeText = (body: ReturnType<typeof bodyOf>): string =>
  [
    body.quantity === undefined ? '' : `quantity ${body.quantity} (of the whole order)`,
    body.price === undefined ? '' : `limit ${body.price}`,
    body.stopPrice === undefined ? '' : `stop ${body.stopPrice}`,
  ]
    .filter(Boolean)
    .join(', ');

export const modifyCommand = (seat: Seat = processSeat): Command =>
  withActOptions(new Command('modify'))
    .description('Change the quantity or the prices of an order that works.')
    .argument('<order>', "its id, ours or the venue's")
    .argument('[quantity-or-price]', "a whole number is the quantity of the whole order; with . or ' it is the price")
    .argument('[price]', 'after a quantity')
    .option('--quantity <contracts>', 'of the whole order, what is filled included')
    .option('--price <price>', 'the limit; of a stop where it is woken')
    .option('--stop <price>', 'where a stop or a stop limit is woken')
    .option('--json', 'print {environment, venue, orders}')
    .action((name: string, first: string | undefined, second: string | undefined, options: Options) => {
      const changes = asked(
        [first, second].filter((word) => word !== undefined),
        options,
      );
      return act(seat, options, async (requests) => {
        const order = await orderNamed(requests, name);
        const body = bodyOf(order, changes, options.stop);
        const { clientOrderId: id, account } = order;
        return {
          question: {
            lines: [`change ${id}: ${orderText(order)}, ${account}`, `to ${changeText(body)}`],
            question: 'Change it?',
          },
          async run() {
            await requests.ask('PATCH', `/api/orders/${encodeURIComponent(id)}`, body);
            return [id];
          },
        };
      });
    });
