import { Command } from 'commander';
import { WrongUse } from '../client.ts';
import { processSeat, type Seat } from '../seat.ts';
import { type OrderOptions, priceText, sideOf, wholeNumber, withOrderOptions } from '../trading/options.ts';
import { type ExitWords, sendOrder } from '../trading/send.ts';

interface Options extends OrderOptions {
  readonly price?: boolean;
  readonly trail?: boolean;
  readonly limit?: string;
}

export const bracketCommand = (seat: Seat = processSeat): Command =>
  withOrderOptions(new Command('bracket'))
    .description(
      'Buy or sell with a stop and a target that the console sends for whatever is filled, one for the other.',
    )
    .argument('<instrument>', 'a root or a contract: ES, ZNZ6')
    .argument('<side>', 'buy or sell')
    .argument('<quantity>', 'contracts')
    .argument('<stop>', 'ticks from what is filled to where the loss is stopped')
    .argument('<target>', 'ticks from what is filled to where the profit is taken')
    .option('--price', 'stop and target are prices')
    .option('--trail', 'the stop follows the market, so many ticks behind its best price')
    .option('--limit <price>', 'enter at this price or better; else at the market')
    .option('--json', 'print {environment, venue, orders}')
    .action((instrument: string, side: string, quantity: string, stop: string, target: string, asked: Options) => {
      const { price, trail, limit, ...options } = asked;
      if (price && trail)
        throw new WrongUse('A stop that follows the market is in ticks: leave --price or --trail out.');
      const exit = (text: string, what: string): ExitWords =>
        price
          ? { price: priceText(text, what) }
          : { ticks: wholeNumber(text, `${what} in ticks (--price for a price)`) };
      const stopLoss = { ...exit(stop, 'A stop'), ...(trail ? { trails: true as const } : {}) };
      return sendOrder(seat, options, {
        instrument,
        side: sideOf(side),
        quantity: wholeNumber(quantity, 'A quantity'),
        ...(limit === undefined ? { type: 'market' } : { type: 'limit', price: priceText(limit, '--limit') }),
        protection: { stopLoss, takeProfit: exit(target, 'A target') },
      });
    });
