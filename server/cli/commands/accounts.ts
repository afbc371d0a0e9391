import { Command } from 'commander';
import type { AccountReport } from '../../trading/account-report.ts';
import { type FolderOptions, withFolderOptions } from '../folders.ts';
import { printJson, printLine } from '../output.ts';
import { toConsole, using } from '../requests.ts';
import { exactAccount, moneyWord, pnlText } from '../trading/account-text.ts';
import { ageText, amountText } from '../trading/amounts.ts';
import { type TextColumn, tableOf } from '../trading/table.ts';

interface Options extends FolderOptions {
  readonly json?: boolean;
}

const columns: readonly TextColumn<AccountReport>[] = [
  ['account', ({ account }) => account],
  ['name', ({ account, name }) => (name === account ? '' : name)],
  [
    'balance',
    ({ balance, currency }) => (balance === null ? '' : `${amountText(balance)} ${currency ?? ''}`),
    'number',
  ],
  ['open', ({ pnl }) => pnlText(pnl, ({ open }) => open), 'number'],
  ['realized', ({ pnl }) => pnlText(pnl, ({ realized }) => realized), 'number'],
  ['day', ({ pnl }) => pnlText(pnl, ({ day }) => day), 'number'],
  ['positions', ({ positions }) => String(positions), 'number'],
  ['orders', ({ workingOrders }) => String(workingOrders), 'number'],
  ['not ours', ({ otherOrders }) => (otherOrders === 0 ? '' : String(otherOrders)), 'number'],
  ['', ({ canTrade }) => (canTrade ? '' : 'may not trade')],
  ['money', moneyWord],
  ['age', ({ ageSeconds }) => ageText(ageSeconds), 'number'],
];

export const accountsCommand = (): Command =>
  withFolderOptions(new Command('accounts'))
    .description('List the accounts of the market at hand with balance, P&L of the trade date and what works.')
    .option(
      '--json',
      'print [{account, name, balance, currency, canTrade, simulated, pnl: [{currency, open, realized, day, fees}], positions, workingOrders, otherOrders, ageSeconds}]',
    )
    .action(async ({ json, ...folders }: Options) => {
      await using(await toConsole(folders), async (requests) => {
        const accounts = await requests.ask<readonly AccountReport[]>('GET', '/api/accounts');
        if (json) printJson(accounts.map(exactAccount));
        else
          printLine(
            accounts.length === 0 ? 'There is no account yet; the first order makes one.' : tableOf(columns, accounts),
          );
      });
    });
