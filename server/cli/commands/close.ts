import { Command } from 'commander';
import type { PositionReport } from '../../trading/position-report.ts';
import { CommandFailure, WrongUse } from '../client.ts';
import { queryText, type Requests } from '../requests.ts';
import { processSeat, type Seat } from '../seat.ts';
import { act } from '../trading/act.ts';
import { gainText } from '../trading/amounts.ts';
import { type ActOptions, namedAccount, wholeNumber, withActOptions } from '../trading/options.ts';

const ALL = 'all';

async function positionsOf(
  requests: Requests,
  instrument: string,
  options: ActOptions,
): Promise<readonly PositionReport[]> {
  const named = instrument === ALL ? undefined : instrument;
  const asked = queryText({ account: namedAccount(options), instrument: named });
  const positions = await requests.ask<readonly PositionReport[]>('GET', `/api/positions${asked}`);
  if (positions.length > 0) return positions;
  const what = named === undefined ? 'Nothing is held' : `No ${named} is held`;
  throw new CommandFailure(`${what}, so there is nothing to close.`);
}

const positionText = ({ account, instrument, quantity, open, currency, shown }: PositionReport): string =>
  `${account} ${quantity > 0 ? 'long' : 'short'} ${Math.abs(quantity)} ${instrument} from ${shown.average ?? '?'}, open ${gainText(open)} ${currency}`;

export const closeCommand = (seat: Seat = processSeat): Command =>
  withActOptions(new Command('close'))
    .description('Close what is held at the market: its exits are canceled, entries go on working.')
    .argument('[instrument]', `what to close; ${ALL}: everything that is held`, ALL)
    .argument('[quantity]', 'so many contracts of it')
    .option('--json', 'print {environment, venue, orders}')
    .action((instrument: string, quantity: string | undefined, options: ActOptions) => {
      const contracts = quantity === undefined ? undefined : wholeNumber(quantity, 'A quantity');
      if (contracts !== undefined && instrument === ALL)
        throw new WrongUse('Name the instrument that a quantity is of.');
      return act(seat, options, async (requests) => {
        const positions = await positionsOf(requests, instrument, options);
        if (contracts !== undefined && positions.length > 1)
          throw new WrongUse(`Several accounts hold ${instrument}: say which with --account NAME.`);
        const part = contracts === undefined ? '' : `${contracts} of `;
        return {
          question: {
            lines: ['close at the market', ...positions.map((each) => part + positionText(each))],
            question: 'Close?',
          },
          async run() {
            const closed = await Promise.all(
              positions.map(({ account, instrument: id }) =>
                requests.ask<{ orders: readonly { clientOrderId: string }[] }>('POST', '/api/positions/close', {
                  account,
                  instrument: id,
                  ...(contracts === undefined ? {} : { quantity: contracts }),
                }),
              ),
            );
            return closed.flatMap(({ orders }) => orders.map(({ clientOrderId }) => clientOrderId));
          },
        };
      });
    });
