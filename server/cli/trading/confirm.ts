import type { MarketReport } from '../../trading/market-report.ts';
import { CommandFailure, WrongUse } from '../client.ts';
import { printAside, type Seat } from '../seat.ts';
import { environmentText } from './environment.ts';
import type { ActOptions } from './options.ts';

export interface Question {
  /** What would be done, line by line. */
  readonly lines: readonly string[];
  readonly question: string;
  /** What has to be typed where yes is not enough. */
  readonly word?: string;
}

/** Whether somebody has to be asked. Throws where that is so and nobody is there. */
export function hasToAsk({ isTerminal }: Seat, { yes }: Pick<ActOptions, 'yes'>): boolean {
  if (yes) return false;
  if (isTerminal) return true;
  throw new WrongUse('There is no terminal to ask on, so nothing was done. Say --yes to do it without a question.');
}

/** Shows what would be done, with the environment in front, and asks. Throws where it is not meant. */
export async function confirm(seat: Seat, market: MarketReport, { lines, question, word }: Question): Promise<void> {
  const [first = '', ...more] = lines;
  printAside(`${environmentText(market, seat.hasColor)}  ${first}`);
  for (const line of more) printAside(`  ${line}`);
  const hint = word === undefined ? '[y/N]' : `Type ${word}`;
  const answer = (await seat.ask(`${question} ${hint} `))?.trim() ?? '';
  const isMeant = word === undefined ? /^y(es)?$/i.test(answer) : answer === word;
  if (!isMeant) throw new CommandFailure('Nothing was done.');
}
