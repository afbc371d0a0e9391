import { Command } from 'commander';
import { WrongUse } from '../client.ts';
import { printLine } from '../output.ts';
import { namedAccount } from '../trading/options.ts';
import type { MarketView } from './market-view.ts';

/** What only a shell has: whose orders are meant from now on, and its end. */
export function shellCommands(view: () => MarketView, end: () => void): readonly Command[] {
  const use = new Command('use')
    .description('Say whose orders are meant from now on; without a name, say whose.')
    .argument('[account]', 'of the market at hand')
    .action((account: string | undefined) => {
      const { market } = view();
      if (account === undefined) {
        const meant = namedAccount({}) ?? market?.account;
        return printLine(meant ? `Orders are of ${meant}.` : 'No account is chosen: say use NAME.');
      }
      if (market && !['paper', 'replay'].includes(market.environment) && !market.accounts.includes(account))
        throw new WrongUse(
          `There is no account ${account}; ${market.venue} has ${market.accounts.join(', ') || 'told of none yet'}.`,
        );
      process.env.DESKBOOK_ACCOUNT = account;
      printLine(`Orders are of ${account} from now on.`);
    });
  const quit = (name: string) => new Command(name).description('End the shell; the console goes on.').action(end);
  return [use, quit('quit'), quit('exit')];
}
