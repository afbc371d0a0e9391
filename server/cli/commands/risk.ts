import { Command } from 'commander';
import type { RiskReport } from '../../trading/risk-report.ts';
import { CommandFailure } from '../client.ts';
import { printJson, printLine } from '../output.ts';
import { queryText, toConsole, using } from '../requests.ts';
import { type AccountOptions, namedAccount, withReadOptions } from '../trading/options.ts';
import { exactRisk, riskText } from '../trading/risk-text.ts';

export const riskCommand = (): Command =>
  withReadOptions(new Command('risk'))
    .description(
      'Print what is at stake: held and working exposure with point values, leverage, and how far the day stands below its best.',
    )
    .argument('[account]', 'of this account; else of --account, or of all')
    .option(
      '--json',
      'print [{account, name, canTrade, workingOrders, tradeDate, currencies: [{currency, open, realized, day, fees, balance, exposure, workingExposure, leverage, drawdown, worstDrawdown}], positions: [{instrument, quantity, mark, exposure, open, exits, currency, multiplier, markShown}], unmarked}]',
    )
    .action(async (name: string | undefined, { json, ...options }: AccountOptions) => {
      const account = name ?? namedAccount(options);
      await using(await toConsole(options), async (requests) => {
        const risks = await requests.ask<readonly RiskReport[]>('GET', `/api/risk${queryText({ account })}`);
        if (account !== undefined && risks.length === 0) throw new CommandFailure(`There is no account ${account}.`);
        if (json) printJson(risks.map(exactRisk));
        else printLine(risks.length === 0 ? 'There is no account yet.' : risks.map(riskText).join('\n\n'));
      });
    });
