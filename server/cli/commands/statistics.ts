import { Command, Option } from 'commander';
import { moneyFromDecimal } from '../../../core/model/money.ts';
import type { LotMethodName } from '../../../core/pnl/method.ts';
import { lotMethodNames, lotMethods } from '../../../core/pnl/methods.ts';
import { type StatisticsOptions, settle } from '../../../core/statistics/options.ts';
import { type Period, periods } from '../../../core/statistics/period.ts';
import { rollingFigures } from '../../../core/statistics/rolling-figures.ts';
import { type Statistics, statistics, statisticsBy } from '../../../core/statistics/statistics.ts';
import { readStatisticsFile, type StatisticsFile } from '../../statistics/read-file.ts';
import { readRanges } from '../../statistics/read-ranges.ts';
import { WrongUse } from '../client.ts';
import type { FolderOptions } from '../folders.ts';
import { printJson, printLine } from '../output.ts';
import { openRegistry } from '../registry.ts';
import {
  definitionsJson,
  definitionsText,
  figuresJson,
  figuresText,
  keysHelp,
  rollingJson,
} from '../statistics-output.ts';

interface Options extends Pick<FolderOptions, 'config'> {
  readonly startingEquity?: number;
  readonly ddof: number;
  readonly annualization?: number;
  readonly requiredReturn: number;
  readonly period?: Period;
  readonly by?: 'strategy' | Period;
  readonly instrument?: string;
  readonly method: LotMethodName;
  readonly bars?: string;
  readonly rolling?: number;
  readonly definitions?: boolean;
  readonly json?: boolean;
}

function numberOf(name: string, fits: (value: number) => boolean, wanted: string): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() !== '' && Number.isFinite(value) && fits(value)) return value;
    throw new WrongUse(`--${name} is ${wanted}; got ${JSON.stringify(text)}.`);
  };
}

function equityOf(text: string): number {
  try {
    const equity = moneyFromDecimal(text);
    if (equity > 0) return equity;
  } catch {
    // what is no amount is told below
  }
  throw new WrongUse(`--starting-equity is an amount above zero, as 100000; got ${JSON.stringify(text)}.`);
}

async function readGiven(file: string, options: Options): Promise<StatisticsFile> {
  const registry = await openRegistry(options);
  const { instrument, bars } = options;
  return readStatisticsFile(file, {
    registry,
    method: lotMethods[options.method],
    ...(instrument === undefined ? {} : { instrument }),
    ...(bars === undefined ? {} : { ranges: await readRanges(bars) }),
  });
}

/** Rows of returns are days unless said, amounts are single trades. */
const optionsFor = (source: StatisticsFile['source'], options: Options): StatisticsOptions => ({
  measure: source === 'returns' ? 'return' : 'money',
  period: options.period ?? (source === 'returns' ? 'day' : 'trade'),
  ddof: options.ddof,
  requiredReturn: options.requiredReturn,
  ...(options.annualization === undefined ? {} : { annualization: options.annualization }),
  ...(options.startingEquity === undefined ? {} : { startingEquity: options.startingEquity }),
});

async function answer(file: string, options: Options): Promise<void> {
  const { source, trades } = await readGiven(file, options);
  const given = optionsFor(source, options);
  const settled = settle(given);
  const { by, json, rolling } = options;
  const groups: readonly { key?: string; figures: Statistics }[] = by
    ? statisticsBy(trades, by, given)
    : [{ figures: statistics(trades, given) }];
  if (!json) return printLine(groups.map((group) => figuresText(group, settled)).join('\n\n'));
  const told = { source, method: source === 'fills' ? options.method : null };
  const objects = groups.map((group) => figuresJson(group, settled, told));
  if (by) printJson(objects);
  else if (rolling === undefined) printJson(objects[0]);
  else printJson({ ...objects[0], rolling: rollingJson(rollingFigures(trades, rolling, given), settled) });
}

export const statisticsCommand = (): Command =>
  new Command('statistics')
    .description(
      'Statistics of a file of outcomes, returns or fills: win rate, profit factor, Sharpe, drawdown and more. Without a console.',
    )
    .argument(
      '[file]',
      'CSV, gzip CSV or a JSON array: a column pnl, profit, realized or net, or a column return; or fills',
    )
    .option('--starting-equity <amount>', 'equity before the first trade, for shares and growth', equityOf)
    .option(
      '--ddof <number>',
      'taken off the sample size in deviations',
      numberOf('ddof', (value) => Number.isInteger(value) && value >= 0, 'a whole number from 0'),
      1,
    )
    .option(
      '--annualization <number>',
      'periods a year; else 252 days, 52 weeks, 12 months, 1 for trades',
      numberOf('annualization', (value) => value > 0, 'a number above zero'),
    )
    .option(
      '--required-return <number>',
      'yearly return that ratios of returns measure against',
      numberOf('required-return', (value) => value > -1, 'a number above -1, as 0.03'),
      0,
    )
    .addOption(
      new Option('--period <period>', 'what ratios and drawdown are made of; else trades, or days of returns').choices(
        periods,
      ),
    )
    .addOption(new Option('--by <group>', 'one object for each of these').choices(['strategy', ...periods]))
    .option('--instrument <name>', 'only its rows; also the product of fills that name none')
    .addOption(new Option('--method <method>', 'how fills are matched').choices(lotMethodNames).default('fifo'))
    .option('--bars <file>', 'bars or ticks of the instrument, for the excursions of fills')
    .option(
      '--rolling <periods>',
      'with --json, Sharpe, volatility and drawdown of each stretch of so many periods',
      numberOf('rolling', (value) => Number.isInteger(value) && value > 1, 'a whole number from 2'),
    )
    .option('--definitions', 'print what each figure means')
    .option('--config <dir>', 'the folder of instruments.json (also DESKBOOK_CONFIG; else config of the checkout)')
    .option('--json', 'print one object, or an array with --by')
    .addHelpText('after', keysHelp)
    .action(async (file: string | undefined, options: Options) => {
      if (options.definitions) {
        if (options.json) printJson(definitionsJson());
        else printLine(definitionsText());
      }
      if (file !== undefined) await answer(file, options);
      else if (!options.definitions) throw new WrongUse("missing required argument 'file'");
    });
