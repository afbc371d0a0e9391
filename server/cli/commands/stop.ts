import { Command } from 'commander';
import { processSeat, type Seat } from '../seat.ts';
import { type OrderOptions, priceText, sideOf, wholeNumber, withOrderOptions } from '../trading/options.ts';
import { sendOrder } from '../trading/send.ts';

interface Options extends OrderOptions {
  readonly limit?: string;
}

export const stopCommand = (seat: Seat = processSeat): Command =>
  withOrderOptions(new Command('stop'))
    .description('Buy or sell at the market once it trades at a price or beyond it.')
    .argument('<instrument>', 'a root or a contract: ES, ZNZ6')
    .argument('<side>', 'buy or sell')
    .argument('<quantity>', 'contracts')
    .argument('<price>', 'where it is woken: above the market for a buy, below it for a sell')
    .option('--limit <price>', 'become a limit order at this price then: a stop limit')
    .option('--json', 'print {environment, venue, orders}')
    .action((instrument: string, side: string, quantity: string, price: string, { limit, ...options }: Options) =>
      sendOrder(seat, options, {
        instrument,
        side: sideOf(side),
        quantity: wholeNumber(quantity, 'A quantity'),
        type: limit === undefined ? 'stop' : 'stop_limit',
        stopPrice: priceText(price, 'A stop'),
        ...(limit === undefined ? {} : { price: priceText(limit, '--limit') }),
      }),
    );
