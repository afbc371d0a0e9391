import { Command } from 'commander';
import { processSeat, type Seat } from '../seat.ts';
import { type OrderOptions, priceText, sideOf, wholeNumber, withOrderOptions } from '../trading/options.ts';
import { sendOrder } from '../trading/send.ts';

export const limitCommand = (seat: Seat = processSeat): Command =>
  withOrderOptions(new Command('limit'))
    .description('Buy or sell at a price or better.')
    .argument('<instrument>', 'a root or a contract: ES, ZNZ6')
    .argument('<side>', 'buy or sell')
    .argument('<quantity>', 'contracts')
    .argument('<price>', "as the exchange writes it, or decimals: 110'085, 6100.25")
    .option('--json', 'print {environment, venue, orders}')
    .action((instrument: string, side: string, quantity: string, price: string, options: OrderOptions) =>
      sendOrder(seat, options, {
        instrument,
        side: sideOf(side),
        quantity: wholeNumber(quantity, 'A quantity'),
        type: 'limit',
        price: priceText(price, 'A limit'),
      }),
    );
