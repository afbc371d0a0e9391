import type { Command } from 'commander';
import type { MarketReport } from '../../trading/market-report.ts';
import { WrongUse } from '../client.ts';
import { type FolderOptions, withDataOption, withFolderOptions } from '../folders.ts';

export interface AccountOptions extends FolderOptions {
  readonly account?: string;
  readonly json?: boolean;
}

/** Of a command that changes something. */
export interface ActOptions extends AccountOptions {
  readonly yes?: boolean;
  readonly wait: string;
}

export interface OrderOptions extends ActOptions {
  readonly timeInForce?: string;
  readonly product?: string;
}

const ACCOUNT = 'DESKBOOK_ACCOUNT';

/** The account that an option, or the environment, names. */
export const namedAccount = ({ account }: Pick<AccountOptions, 'account'>): string | undefined =>
  account ?? (process.env[ACCOUNT] || undefined);

/** The account that is named, else the only one there is. */
export function accountOf(options: AccountOptions, market: MarketReport): string {
  const named = namedAccount(options);
  if (named !== undefined) return named;
  if (market.account !== null) return market.account;
  const there =
    market.accounts.length === 0 ? `${market.venue} has told of none yet` : `there are ${market.accounts.join(', ')}`;
  throw new WrongUse(`Say which account with --account NAME, or set ${ACCOUNT}; ${there}.`);
}

const withAccount = (command: Command): Command =>
  command.option('--account <name>', `whose (also ${ACCOUNT}; else the only one there is)`);

/** Of a command that reads, of a console that runs or of the folder as it was left. */
export const withReadOptions = (command: Command): Command => withFolderOptions(withAccount(command));

/** Of a command that needs a console that runs. */
export const withActOptions = (command: Command): Command =>
  withDataOption(withAccount(command))
    .option('--yes', 'do it without a question')
    .option('--wait <seconds>', 'how long to wait for the outcome, 0 to 60', '5');

export const withOrderOptions = (command: Command): Command =>
  withActOptions(command)
    .option('--time-in-force <word>', 'day or ioc (market orders: ioc where the venue takes it)')
    .option('--product <word>', 'intraday, carry or delivery, where the venue has products');

export function waitSeconds({ wait }: Pick<ActOptions, 'wait'>): number {
  const seconds = Number(wait);
  if (wait.trim() !== '' && seconds >= 0 && seconds <= 60) return seconds;
  throw new WrongUse(`--wait is a number of seconds from 0 to 60; got ${JSON.stringify(wait)}.`);
}

export function sideOf(text: string): 'buy' | 'sell' {
  const word = text.toLowerCase();
  if (word === 'buy' || word === 'sell') return word;
  throw new WrongUse(`A side is buy or sell; got ${JSON.stringify(text)}.`);
}

export function wholeNumber(text: string, what: string): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(value) && value > 0) return value;
  throw new WrongUse(`${what} is a whole number, one or more; got ${JSON.stringify(text)}.`);
}

/** What a console reads a price from, so that it says itself what is wrong with it; blanks are of a price in several words. */
export function priceText(text: string, what: string): string {
  if (/\d/.test(text)) return text;
  throw new WrongUse(`${what} is a price, as 6100.25 or 110'085; got ${JSON.stringify(text)}.`);
}
