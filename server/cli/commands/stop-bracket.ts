import { Command } from 'commander';
import { processSeat, type Seat } from '../seat.ts';
import { type OrderOptions, priceText, sideOf, wholeNumber, withOrderOptions } from '../trading/options.ts';
import { sendOrder } from '../trading/send.ts';

export const stopBracketCommand = (seat: Seat = processSeat): Command =>
  withOrderOptions(new Command('stop-bracket'))
    .description(
      'Enter where the market trades at a price or beyond it, with a stop and a target for whatever is filled.',
    )
    .argument('<instrument>', 'a root or a contract: ES, ZNZ6')
    .argument('<side>', 'buy or sell')
    .argument('<quantity>', 'contracts')
    .argument('<entry>', 'where it is woken')
    .argument('<stop>', 'the price where the loss is stopped: below the entry of a buy')
    .argument('<target>', 'the price where the profit is taken: above the entry of a buy')
    .option('--json', 'print {environment, venue, orders}')
    .action(
      (
        instrument: string,
        side: string,
        quantity: string,
        entry: string,
        stop: string,
        target: string,
        options: OrderOptions,
      ) =>
        sendOrder(seat, options, {
          instrument,
          side: sideOf(side),
          quantity: wholeNumber(quantity, 'A quantity'),
          type: 'stop',
          stopPrice: priceText(entry, 'An entry'),
          protection: {
            stopLoss: { price: priceText(stop, 'A stop') },
            takeProfit: { price: priceText(target, 'A target') },
          },
        }),
    );
