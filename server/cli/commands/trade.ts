import { Command } from 'commander';
import { processSeat, type Seat } from '../seat.ts';
import { type OrderOptions, sideOf, wholeNumber, withOrderOptions } from '../trading/options.ts';
import { sendOrder } from '../trading/send.ts';

export const tradeCommand = (seat: Seat = processSeat): Command =>
  withOrderOptions(new Command('trade'))
    .description('Buy or sell at the market.')
    .argument('<instrument>', 'a root or a contract: ES, ZNZ6')
    .argument('<side>', 'buy or sell')
    .argument('<quantity>', 'contracts')
    .option('--json', 'print {environment, venue, orders}')
    .action((instrument: string, side: string, quantity: string, options: OrderOptions) =>
      sendOrder(seat, options, {
        instrument,
        side: sideOf(side),
        quantity: wholeNumber(quantity, 'A quantity'),
        type: 'market',
      }),
    );
