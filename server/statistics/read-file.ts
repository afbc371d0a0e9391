import path from 'node:path';
import type { InstrumentRegistry } from '../../core/model/registry.ts';
import { LotBook } from '../../core/pnl/lot-book.ts';
import type { LotMethod } from '../../core/pnl/method.ts';
import type { PriceRange } from '../../core/statistics/excursion.ts';
import type { Trade } from '../../core/statistics/trade.ts';
import { tradeOfMatch } from '../../core/statistics/trade-of-match.ts';
import { ImportRefused } from '../import/broken.ts';
import { fileBytes } from '../import/file-bytes.ts';
import { readFillsFile } from '../import/read-fills.ts';
import { plainName } from '../import/row.ts';
import { readTable, type Table } from '../import/table.ts';
import { columnsOf, readTrades } from './read-trades.ts';

export interface ReadOptions {
  readonly registry: InstrumentRegistry;
  readonly method: LotMethod;
  readonly instrument?: string;
  /** Bars or ticks of the one instrument that the fills are of. */
  readonly ranges?: readonly PriceRange[];
}

export interface StatisticsFile {
  /** What the rows are. */
  readonly source: 'trades' | 'returns' | 'fills';
  readonly trades: readonly Trade[];
}

/**
 * Trades of a file: a list of amounts or returns as it is, fills by the lots they close. Rejects with `ImportRefused`, which says what is
 * wrong, in which row and column.
 */
export async function readStatisticsFile(file: string, options: ReadOptions): Promise<StatisticsFile> {
  const table = await tableOf(file);
  const columns = columnsOf(table);
  if (!columns) return { source: 'fills', trades: await tradesOfFills(file, table, options) };
  if (options.ranges)
    throw new ImportRefused(`${path.basename(file)} is a list of outcomes without prices: --bars goes with fills.`);
  const amount = table.header.names[columns.amount] ?? '';
  if (table.header.names.filter((name) => plainName(name) === plainName(amount)).length > 1)
    throw new ImportRefused(
      `${path.basename(file)} has more than one column ${amount}: keep one, or rename the others.`,
    );
  const { measure, trades } = readTrades(path.basename(file), table, columns, options.instrument);
  return { source: measure === 'money' ? 'trades' : 'returns', trades };
}

async function tableOf(file: string): Promise<Table> {
  return readTable(path.basename(file), await fileBytes(file));
}

const sides = ['side', 'buysell', 'bs', 'action', 'direction'];

async function tradesOfFills(file: string, { header }: Table, options: ReadOptions): Promise<Trade[]> {
  const { registry, method, instrument, ranges } = options;
  if (header.find(sides) === undefined && header.names.length < 3)
    throw new ImportRefused(
      `${path.basename(file)} has no column of amounts (pnl, profit, realized, net) or returns (return), and is no file of fills (side, quantity, price); its columns are ${header.names.join(', ')}.`,
    );
  const { fills } = await readFillsFile(file, registry, instrument === undefined ? {} : { instrument });
  const wanted = instrument === undefined ? undefined : registry.resolve(instrument);
  const shown = fills.filter((fill) => wanted === undefined || [wanted.id, wanted.root].includes(fill.instrument));
  const currencies = new Set(shown.map((fill) => registry.resolve(fill.instrument).currency));
  if (currencies.size > 1)
    throw new ImportRefused(
      `${path.basename(file)} is in ${[...currencies].join(' and ')}, which are not added to each other: say which with --instrument ES.`,
    );
  if (ranges && new Set(shown.map((fill) => fill.instrument)).size > 1)
    throw new ImportRefused(
      `${path.basename(file)} is of several instruments and the bars are of one: say which with --instrument ES.`,
    );
  const multiplierOf = (id: string): number => registry.resolve(id).multiplier;
  const book = new LotBook(multiplierOf, method);
  // out-of-order rows are put in order by the exchange's clock; equal times stay as they came
  return shown
    .toSorted((a, b) => a.tsEvent - b.tsEvent)
    .flatMap((fill) => book.apply(fill))
    .map((match) =>
      tradeOfMatch(match, { multiplier: multiplierOf(match.position.instrument), ...(ranges ? { ranges } : {}) }),
    );
}
