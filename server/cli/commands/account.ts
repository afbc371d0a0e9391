import { Command } from 'commander';
import type { AccountReport } from '../../trading/account-report.ts';
import type { MarketReport } from '../../trading/market-report.ts';
import type { RiskReport } from '../../trading/risk-report.ts';
import { CommandFailure } from '../client.ts';
import { printJson, printLine } from '../output.ts';
import { queryText, toConsole, using } from '../requests.ts';
import { exactAccount, moneyWord } from '../trading/account-text.ts';
import { ageText, amountText, gainText } from '../trading/amounts.ts';
import { type AccountOptions, accountOf, withReadOptions } from '../trading/options.ts';
import { exactRisk } from '../trading/risk-text.ts';

function text(account: AccountReport, { currencies }: RiskReport, { environment, venue }: MarketReport): string {
  const { name, balance, currency, canTrade, positions, workingOrders, otherOrders, ageSeconds } = account;
  const money = moneyWord(account);
  const lines: [string, string][] = [
    ['account', name === account.account ? name : `${account.account} (${name})`],
    ['market', environment === venue ? environment : `${venue}, ${environment}`],
    ['money', money === '' ? 'not told whether real' : money],
    ['balance', balance === null ? 'not told' : `${amountText(balance)} ${currency ?? ''}`],
    ['told', ageSeconds === null ? '' : `${ageText(ageSeconds)}${ageSeconds < 1 ? '' : ' ago'}`],
    ...currencies.flatMap((of): [string, string][] => [
      [
        `P&L ${of.currency}`,
        `day ${gainText(of.day)}, realized ${gainText(of.realized)}, open ${gainText(of.open)}, fees ${amountText(of.fees)}`,
      ],
      [`at stake ${of.currency}`, `held ${amountText(of.exposure)}, working ${amountText(of.workingExposure)}`],
    ]),
    ['positions', String(positions)],
    ['orders', otherOrders === 0 ? String(workingOrders) : `${workingOrders}, and ${otherOrders} not ours`],
    ['limits', canTrade ? 'none told; it may trade' : 'it may not trade'],
  ];
  const shown = lines.filter(([, value]) => value !== '');
  const width = Math.max(...shown.map(([key]) => key.length));
  return shown.map(([key, value]) => `${key.padEnd(width)}  ${value}`).join('\n');
}

export const accountCommand = (): Command =>
  withReadOptions(new Command('account'))
    .description('Print one account: balance, P&L of the trade date, what is at stake, whether it may trade.')
    .argument('[account]', 'its id or name; else --account, or the only one there is')
    .option(
      '--json',
      'print {account, name, balance, currency, canTrade, simulated, pnl, positions, workingOrders, otherOrders, ageSeconds, risk}',
    )
    .action(async (name: string | undefined, { json, ...options }: AccountOptions) => {
      await using(await toConsole(options), async (requests) => {
        const market = await requests.ask<MarketReport>('GET', '/api/market');
        const wanted = name ?? accountOf(options, market);
        const accounts = await requests.ask<readonly AccountReport[]>('GET', '/api/accounts');
        const found = accounts.find((each) => each.account === wanted || each.name === wanted);
        if (!found) {
          const there =
            accounts.length === 0
              ? 'there is none yet'
              : `there are ${accounts.map(({ account }) => account).join(', ')}`;
          throw new CommandFailure(`There is no account ${wanted}; ${there}.`);
        }
        const [risk] = await requests.ask<readonly RiskReport[]>(
          'GET',
          `/api/risk${queryText({ account: found.account })}`,
        );
        if (risk === undefined) throw new CommandFailure(`The console has no account ${wanted} any more.`);
        if (json) printJson({ ...exactAccount(found), risk: exactRisk(risk) });
        else printLine(text(found, risk, market));
      });
    });
