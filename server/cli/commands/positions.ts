import { Command } from 'commander';
import type { PositionReport } from '../../trading/position-report.ts';
import { printJson, printLine } from '../output.ts';
import { queryText, toConsole, using } from '../requests.ts';
import { ageText, amountText, exact, gainText } from '../trading/amounts.ts';
import { type AccountOptions, namedAccount, withReadOptions } from '../trading/options.ts';
import { type TextColumn, tableOf } from '../trading/table.ts';

interface Options extends AccountOptions {
  readonly instrument?: string;
  readonly strategies?: boolean;
  readonly all?: boolean;
}

const columns: readonly TextColumn<PositionReport>[] = [
  ['account', ({ account }) => account],
  ['instrument', ({ instrument }) => instrument],
  ['strategy', ({ strategy }) => strategy ?? ''],
  ['position', ({ quantity }) => (quantity > 0 ? `+${quantity}` : String(quantity)), 'number'],
  ['average', ({ shown }) => shown.average ?? '', 'number'],
  ['mark', ({ shown }) => shown.mark ?? '', 'number'],
  ['age', ({ quantity, markAgeSeconds }) => (quantity === 0 ? '' : ageText(markAgeSeconds)), 'number'],
  ['open', ({ open }) => gainText(open), 'number'],
  ['realized', ({ realized }) => gainText(realized), 'number'],
  ['day', ({ day }) => gainText(day), 'number'],
  ['fees', ({ fees }) => (Number(fees) === 0 ? '' : amountText(fees)), 'number'],
  ['', ({ currency }) => currency],
  ['exits', ({ exits }) => exits ?? ''],
];

export const positionsCommand = (): Command =>
  withReadOptions(new Command('positions'))
    .description('Print what accounts hold, what it is worth at the last price, and what works to close it.')
    .option('--instrument <name>', 'of this instrument alone')
    .option('--strategies', 'what each strategy holds')
    .option('--all', 'what was closed on the trade date too')
    .option(
      '--json',
      'print [{account, instrument, strategy, quantity, mark, markAgeSeconds, open, realized, day, fees, exposure, currency, exits, shown}]',
    )
    .action(async ({ json, instrument, strategies, all, ...options }: Options) => {
      const by = strategies ? 'strategy' : undefined;
      const asked = queryText({ account: namedAccount(options), instrument, by, flat: all });
      await using(await toConsole(options), async (requests) => {
        const positions = await requests.ask<readonly PositionReport[]>('GET', `/api/positions${asked}`);
        if (json)
          printJson(positions.map((each) => exact(each, 'mark', 'open', 'realized', 'day', 'fees', 'exposure')));
        else printLine(positions.length === 0 ? 'Nothing is held.' : tableOf(columns, positions));
      });
    });
