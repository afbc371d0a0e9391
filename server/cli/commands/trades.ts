import { Command } from 'commander';
import { formatDateTime, formatDuration, formatZone } from '../../../core/format.ts';
import { type Instant, SECOND } from '../../../core/model/time.ts';
import type { TradeReport, TradesReport, TradeTotal } from '../../trading/trade-report.ts';
import { printJson, printLine } from '../output.ts';
import { queryText, toConsole, using } from '../requests.ts';
import { amountText, exact, gainText } from '../trading/amounts.ts';
import { type AccountOptions, namedAccount, withReadOptions } from '../trading/options.ts';
import { type TextColumn, tableOf } from '../trading/table.ts';

interface Options extends AccountOptions {
  readonly instrument?: string;
}

const instantOf = (text: string): Instant => (Date.parse(text) * 1_000) as Instant;
const timeText = (text: string, zone: string): string => formatDateTime(instantOf(text), zone);

const columns = (zone: string): readonly TextColumn<TradeReport>[] => [
  ['left', ({ left }) => timeText(left, zone)],
  ['account', ({ account }) => account],
  ['instrument', ({ instrument }) => instrument],
  ['strategy', ({ strategy }) => (strategy === 'manual' ? '' : strategy)],
  ['side', ({ side }) => side],
  ['quantity', ({ quantity }) => String(quantity), 'number'],
  ['entry', ({ shown }) => shown.entryPrice, 'number'],
  ['exit', ({ shown }) => shown.exitPrice, 'number'],
  ['held', ({ secondsHeld }) => formatDuration(secondsHeld * SECOND), 'number'],
  ['realized', ({ realized }) => gainText(realized), 'number'],
  ['fees', ({ fees }) => (Number(fees) === 0 ? '' : amountText(fees)), 'number'],
  ['net', ({ net, fees }) => (Number(fees) === 0 ? '' : gainText(net)), 'number'],
  ['', ({ currency }) => currency],
];

const totalText = ({ currency, trades, won, lost, even, realized, fees, net }: TradeTotal): string => {
  const count = `${trades} ${trades === 1 ? 'trade' : 'trades'}, ${won} won, ${lost} lost${even === 0 ? '' : `, ${even} even`}`;
  const after = Number(fees) === 0 ? '' : `, fees ${amountText(fees)}, net ${gainText(net)}`;
  return `${currency}: ${count}; realized ${gainText(realized)}${after}`;
};

function text({ from, to, zone, trades, totals }: TradesReport): string {
  const span = `From ${timeText(from, zone)} to ${timeText(to, zone)} ${formatZone(instantOf(to), zone)}`;
  if (trades.length === 0) return `${span}: no round trip ended.`;
  const table = tableOf(columns(zone), trades);
  return [`${span}, first in first out`, table.slice(0, table.lastIndexOf('\n')), ...totals.map(totalText)].join('\n');
}

export const tradesCommand = (): Command =>
  withReadOptions(new Command('trades'))
    .description(
      'Print round trips that ended in a session (18:00 to 17:00 New York) or a span, first in first out, after fees.',
    )
    .argument(
      '[from]',
      'a day, for the session that ends on it, or a time: 2026-11-20, 2026-11-20T10:30; else the session at hand',
    )
    .argument('[to]', 'a day or a time')
    .option('--instrument <name>', 'of this instrument alone')
    .option(
      '--json',
      'print {from, to, zone, trades: [{account, strategy, instrument, side, quantity, entryPrice, exitPrice, shown, entered, left, secondsHeld, realized, fees, net, currency, entryExecution, exitExecution}], totals: [{currency, trades, won, lost, even, realized, fees, net}]}',
    )
    .action(async (from: string | undefined, to: string | undefined, { json, instrument, ...options }: Options) => {
      const asked = queryText({ account: namedAccount(options), instrument, from, to });
      await using(await toConsole(options), async (requests) => {
        const report = await requests.ask<TradesReport>('GET', `/api/trades${asked}`);
        if (!json) return printLine(text(report));
        printJson({
          ...report,
          trades: report.trades.map((each) => exact(each, 'entryPrice', 'exitPrice', 'realized', 'fees', 'net')),
          totals: report.totals.map((each) => exact(each, 'realized', 'fees', 'net')),
        });
      });
    });
