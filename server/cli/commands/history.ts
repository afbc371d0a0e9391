import { Command, InvalidArgumentError } from 'commander';
import { parseFrame } from '../../../core/bars/frame.ts';
import { MOST_BARS } from '../../../core/bars/history.ts';
import { OutOfRange, UnknownName } from '../../../core/errors.ts';
import { priceFromDecimal } from '../../../core/model/price.ts';
import { formatPrice } from '../../../core/model/price-format.ts';
import type { BarReport, HistoryReport } from '../../history/report.ts';
import { CommandFailure, WrongUse } from '../client.ts';
import { type FolderOptions, withFolderOptions } from '../folders.ts';
import { openClient } from '../open-client.ts';
import { exactNumber, printJson, printLine, textTable } from '../output.ts';

interface Options extends FolderOptions {
  readonly count?: number;
  readonly from?: string;
  readonly to?: string;
  readonly csv?: boolean;
  readonly json?: boolean;
  readonly raw?: boolean;
}

const USUAL = 20;

const names = ['time', 'trade_date', 'open', 'high', 'low', 'close', 'volume', 'partial'] as const;

const values = ({ time, tradeDate, open, high, low, close, volume, partial }: BarReport): readonly string[] => [
  time,
  tradeDate,
  open,
  high,
  low,
  close,
  String(volume),
  String(partial),
];

const lines = ({ bars }: HistoryReport, between: string): string =>
  [names.join(between), ...bars.map((bar) => values(bar).join(between))].join('\n');

/** Prices as the exchange writes them, times on its clocks. */
function table({ bars, priceStyle, frame, zone, gaps, notes, late, instrument, market }: HistoryReport): string {
  if (bars.length === 0) return [`${market} has no bars of ${instrument} there.`, ...notes].join('\n');
  const price = (decimal: string) => formatPrice(priceFromDecimal(decimal), priceStyle);
  const somePartial = bars.some(({ partial }) => partial);
  const byDates = /[dwM]$/.test(frame);
  const shown = textTable({
    columns: [
      { name: byDates ? 'trade date' : `time (${zone})`, type: 'VARCHAR' },
      ...['open', 'high', 'low', 'close', 'volume'].map((name) => ({ name, type: 'DECIMAL' })),
      ...(somePartial ? [{ name: '', type: 'VARCHAR' }] : []),
    ],
    rows: bars.map((bar) => [
      byDates ? bar.tradeDate : bar.time.slice(0, frame.endsWith('s') ? 19 : 16).replace('T', ' '),
      ...[bar.open, bar.high, bar.low, bar.close].map(price),
      bar.volume.toLocaleString('en-US'),
      ...(somePartial ? [bar.partial ? 'partial' : ''] : []),
    ]),
    rowCount: bars.length,
    hash: '',
    milliseconds: 0,
  });
  const said = [
    ...gaps.slice(-3).map(({ from, to }) => `Nothing is known from ${from} to ${to}.`),
    ...(gaps.length > 3 ? [`There are ${gaps.length - 3} more such gaps; --json lists them.`] : []),
    ...(late > 0 ? [`${late} trades came too late for their minute.`] : []),
    ...notes,
  ];
  return [shown, ...said].join('\n');
}

const exact = ({ bars, ...rest }: HistoryReport) => ({
  ...rest,
  bars: bars.map(({ open, high, low, close, ...bar }) => ({
    ...bar,
    open: exactNumber(open),
    high: exactNumber(high),
    low: exactNumber(low),
    close: exactNumber(close),
  })),
});

function frameOf(text: string): string {
  try {
    return parseFrame(text).text;
  } catch (error) {
    throw new InvalidArgumentError(error instanceof Error ? error.message : String(error));
  }
}

function countOf(text: string): number {
  const count = Number(text);
  if (Number.isInteger(count) && count >= 1 && count <= MOST_BARS) return count;
  throw new InvalidArgumentError(`it is a whole number from 1 to ${MOST_BARS}`);
}

function failureOf(error: unknown): unknown {
  if (error instanceof UnknownName || error instanceof OutOfRange) return new CommandFailure(error.message);
  return error;
}

export const historyCommand = (): Command =>
  withFolderOptions(new Command('history'))
    .description('Print bars of an instrument, oldest first, from the market record and the venue at hand.')
    .argument('<symbol>', 'a contract (ZNZ6), or a root for its front month')
    .argument('[frame]', 'a number and s, m, h, d, w or M (a month): 30s, 5m, 4h, 1d', frameOf, '1m')
    .option('--count <n>', `the newest bars, at most 20,000 (${USUAL} unless --from says since when)`, countOf)
    .option('--from <time>', 'a trade date 2026-11-20, or a time of the exchange 2026-11-20T14:30')
    .option('--to <time>', 'likewise; a trade date is taken whole')
    .option('--csv', 'print time, trade_date, open, high, low, close, volume, partial as CSV')
    .option('--raw', 'the same separated by tabs')
    .option(
      '--json',
      'print {market, instrument, frame, zone, priceStyle, bars: [{time, tradeDate, open, high, low, close, volume, partial}], gaps: [{from, to}], late, notes}',
    )
    .action(async (instrument: string, frame: string, options: Options) => {
      const { from, to, csv, raw, json } = options;
      if ([csv, raw, json].filter(Boolean).length > 1)
        throw new WrongUse('--csv, --raw and --json exclude each other.');
      const count = options.count ?? (from === undefined ? USUAL : undefined);
      const client = await openClient(options);
      try {
        const report = await client.history({ instrument, frame, from, to, count });
        if (json) printJson(exact(report));
        else if (csv || raw) printLine(lines(report, csv ? ',' : '\t'));
        else printLine(table(report));
      } catch (error) {
        throw failureOf(error);
      } finally {
        await client.close();
      }
    });
