import type { AccountId } from '../../core/model/ids.ts';
import type { StartOfDay } from '../journal/port.ts';
import { ImportRefused } from './broken.ts';
import type { Judgement } from './judge.ts';

/**
 * A start-of-day file states all that an account held when its day began, and the record goes on from there by fills. What an account began with is
 * therefore stated once: a file of another day, one of the same day that leaves out or changes what is there, and two days in one file would add up, and are
 * refused as a whole. The same file again adds nothing, with rows that were bad the first time it adds those. Throws `ImportRefused`.
 */
export function checkStartOfDay(file: string, { fills }: Judgement, there: readonly StartOfDay[]): void {
  for (const stated of statements(fills)) {
    if (stated.fresh === 0) continue;
    const { account, tradeDate } = stated;
    const refused = (but: string, todo: string) =>
      new ImportRefused(
        `${file} states what ${account} held at the start of ${tradeDate}, but ${but}: the two would add up, so nothing was taken. ${todo}`,
      );
    if (stated.otherDate !== undefined) {
      throw refused(`also at the start of ${stated.otherDate}`, 'Keep the rows of the first day only.');
    }
    const before = there.find((one) => one.account === account);
    if (before === undefined || (before.tradeDate === tradeDate && before.positions === stated.known)) continue;
    const instead =
      before.tradeDate === tradeDate ? 'other start-of-day positions of that day' : 'start-of-day positions';
    throw refused(
      `${account} has ${instead} in the record already (${before.tradeDate}, ${before.positions} in number)`,
      'Book the file to another account (--account); if the earlier positions were wrong, they have to be busted first.',
    );
  }
}

interface Statement extends Pick<StartOfDay, 'account' | 'tradeDate'> {
  otherDate?: string;
  fresh: number;
  known: number;
}

/** What a file says of each account. */
function statements(fills: Judgement['fills']): Iterable<Statement> {
  const of = new Map<AccountId, Statement>();
  for (const { status, value } of fills) {
    const { account, tradeDate } = value;
    const stated = of.get(account) ?? { account, tradeDate, fresh: 0, known: 0 };
    of.set(account, stated);
    if (tradeDate !== stated.tradeDate) stated.otherDate = tradeDate;
    if (status === 'new') stated.fresh += 1;
    else stated.known += 1;
  }
  return of.values();
}
