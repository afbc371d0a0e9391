import { Command } from 'commander';
import { processSeat, type Seat } from '../seat.ts';
import { type OrderOptions, priceText, sideOf, wholeNumber, withOrderOptions } from '../trading/options.ts';
import { sendOrder } from '../trading/send.ts';

interface Options extends OrderOptions {
  readonly from?: string;
}

export const trailCommand = (seat: Seat = processSeat): Command =>
  withOrderOptions(new Command('trail'))
    .description(
      'Send a stop that follows the market: a sell stays so many ticks below its best price from now on, a buy above it, and never moves back.',
    )
    .argument('<instrument>', 'a root or a contract: ES, ZNZ6')
    .argument('<side>', 'sell below what is long, buy above what is short')
    .argument('<quantity>', 'contracts')
    .argument('<ticks>', 'how far behind the best price')
    .option('--from <price>', 'where the stop begins; else so many ticks from the last price')
    .option('--json', 'print {environment, venue, orders}')
    .action((instrument: string, side: string, quantity: string, ticks: string, { from, ...options }: Options) =>
      sendOrder(seat, options, {
        instrument,
        side: sideOf(side),
        quantity: wholeNumber(quantity, 'A quantity'),
        type: 'stop',
        trail: wholeNumber(ticks, 'The distance in ticks'),
        ...(from === undefined ? {} : { stopPrice: priceText(from, '--from') }),
      }),
    );
