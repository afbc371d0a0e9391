import { Command } from 'commander';
import type { QuoteReport } from '../../trading/quote-report.ts';
import { type FolderOptions, withDataOption } from '../folders.ts';
import { printJson, printLine } from '../output.ts';
import { toRunningConsole, using } from '../requests.ts';
import { ageText, exact } from '../trading/amounts.ts';
import { type TextColumn, tableOf } from '../trading/table.ts';

interface Options extends Pick<FolderOptions, 'data'> {
  readonly json?: boolean;
}

const size = (value: number | null): string => value?.toLocaleString('en-US') ?? '';

const columns: readonly TextColumn<QuoteReport>[] = [
  ['instrument', ({ instrument }) => instrument],
  ['bid', ({ shown }) => shown.bid ?? '', 'number'],
  ['size', ({ bidSize }) => size(bidSize), 'number'],
  ['ask', ({ shown }) => shown.ask ?? '', 'number'],
  ['size', ({ askSize }) => size(askSize), 'number'],
  ['last', ({ shown }) => shown.last ?? '', 'number'],
  ['size', ({ lastSize }) => size(lastSize), 'number'],
  ['volume', ({ volume }) => size(volume), 'number'],
  ['age', ({ ageSeconds }) => ageText(ageSeconds), 'number'],
  ['', ({ synthetic }) => (synthetic ? 'synthetic' : '')],
];

export const quoteCommand = (): Command =>
  withDataOption(new Command('quote'))
    .description('Print best bid and offer, last price and volume, with their age.')
    .argument('<instruments...>', 'roots or contracts: ES ZNZ6')
    .option(
      '--json',
      'print [{instrument, name, currency, tick, tickValue, lot, bid, bidSize, ask, askSize, last, lastSize, volume, shown, at, ageSeconds, synthetic, note}]',
    )
    .action(async (instruments: readonly string[], { json, ...folders }: Options) => {
      await using(await toRunningConsole(folders), async (requests) => {
        const route = (name: string) => `/api/quotes/${encodeURIComponent(name)}`;
        const quotes = await Promise.all(instruments.map((name) => requests.ask<QuoteReport>('GET', route(name))));
        if (json) printJson(quotes.map((quote) => exact(quote, 'tick', 'tickValue', 'bid', 'ask', 'last')));
        else {
          const notes = new Set(
            quotes.flatMap(({ bid, last, note }) => (bid === null && last === null && note ? note : [])),
          );
          printLine([tableOf(columns, quotes), ...notes].join('\n'));
        }
      });
    });
