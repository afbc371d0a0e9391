import { Command } from 'commander';
import type { DepthReport, LevelReport } from '../../trading/quote-report.ts';
import { type FolderOptions, withDataOption } from '../folders.ts';
import { printJson, printLine } from '../output.ts';
import { queryText, toRunningConsole, using } from '../requests.ts';
import { ageText, exact } from '../trading/amounts.ts';
import { wholeNumber } from '../trading/options.ts';

interface Options extends Pick<FolderOptions, 'data'> {
  readonly levels: string;
  readonly json?: boolean;
}

/** Offers above bids, best beside best, each with what stands between it and the market. */
function ladder({ instrument, bids, asks, shown, ageSeconds, note }: DepthReport): string {
  const summed = (levels: readonly LevelReport[]) => {
    let sum = 0;
    return levels.map(({ shown: price, quantity }) => {
      sum += quantity;
      return [quantity.toLocaleString('en-US'), price, sum.toLocaleString('en-US')] as const;
    });
  };
  const above = summed(asks).reverse();
  const below = summed(bids);
  const rows = [
    ['bid', 'price', 'ask', 'up to here'],
    ...above.map(([quantity, price, sum]) => ['', price, quantity, sum]),
    ...below.map(([quantity, price, sum]) => [quantity, price, '', sum]),
  ];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => cell.padStart(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  const rule = widths.map((width) => '─'.repeat(width)).join('  ');
  const [head = [], ...levels] = rows;
  const age = ageSeconds === null ? 'nothing heard yet' : `heard ${ageText(ageSeconds)}${ageSeconds < 1 ? '' : ' ago'}`;
  const title = `${instrument}, last ${shown.last ?? 'none'}, ${age}`;
  const body = levels.length === 0 ? 'The book is empty.' : [line(head), rule, ...levels.map(line)].join('\n');
  return [title, body, ...(note === null ? [] : [note])].join('\n');
}

export const depthCommand = (): Command =>
  withDataOption(new Command('depth'))
    .description('Print the book of an instrument: offers above bids, as many levels as the venue tells.')
    .argument('<instrument>', 'a root or a contract: ES, ZNZ6')
    .option('--levels <number>', 'at most so many of a side', '10')
    .option(
      '--json',
      'print {instrument, bids: [{price, shown, quantity}], asks, last, shown, at, ageSeconds, levels, note}',
    )
    .action(async (instrument: string, { json, levels, ...folders }: Options) => {
      const asked = queryText({ levels: String(wholeNumber(levels, '--levels')) });
      await using(await toRunningConsole(folders), async (requests) => {
        const depth = await requests.ask<DepthReport>('GET', `/api/depth/${encodeURIComponent(instrument)}${asked}`);
        if (!json) return printLine(ladder(depth));
        const side = (each: readonly LevelReport[]) => each.map((level) => exact(level, 'price'));
        printJson({ ...exact(depth, 'last'), bids: side(depth.bids), asks: side(depth.asks) });
      });
    });
