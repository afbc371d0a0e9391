import { type SeriesDay, seriesDays } from '../calendar/option-dates.ts';
import { formatStrike } from '../model/strike-text.ts';
import { monthOfWord, monthWord, rightOf, strikeOf, twoDigits, yearOfTwo } from './parts.ts';
import type { Symbology } from './symbology.ts';

const weekday = (day: SeriesDay): string => day.slice(0, 3).toUpperCase();
const dayOfWord = (word: string): SeriesDay => seriesDays.find((day) => weekday(day) === word) ?? 'friday';

/**
 * `SEP 25 CBT 10YR TNOTE`, `CALL AUG 25 CBT 10YR TNOTE 111.25`, `CALL AUG 25 CBT 10YR TNOTE WED WK1 112.25`; a week without a weekday is
 * Friday's.
 */
export const broker: Symbology = {
  name: 'broker',
  holds: ['future', 'option'],
  parse(text, book) {
    const match =
      /^(?:(CALL|PUT) )?([A-Z]{3}) (\d\d) (.+?)(?: (?:(MON|TUE|WED|THU|FRI) )?WK(\d))?(?: (\d+(?:\.\d+)?))?$/.exec(
        text,
      );
    if (!match) return undefined;
    const [, right, word = '', year = '', name = '', dayWord, week, strike] = match;
    const product = book.brokerProduct(name);
    if (right === undefined) {
      const bare = week === undefined && strike === undefined;
      return bare ? book.future(product, yearOfTwo(year), monthOfWord(word)) : undefined;
    }
    const day = week === undefined ? 'standard' : dayOfWord(dayWord ?? '');
    const names = product?.options?.series[day];
    if (product === undefined || names === undefined || strike === undefined) return undefined;
    const entry = { definition: product, day, names };
    const series = book.series(
      entry,
      yearOfTwo(year),
      monthOfWord(word),
      week === undefined ? undefined : Number(week),
    );
    return book.option(series, strikeOf(strike, 'decimal'), rightOf(right));
  },
  print(contract, book) {
    const name = book.product(contract.root)?.symbols?.broker;
    const year = twoDigits(contract.year);
    if (name === undefined || year === undefined || contract.kind === 'series') return undefined;
    const head = `${monthWord(contract.month)} ${year} ${name}`;
    if (contract.kind === 'future') return head;
    const week = contract.week === undefined ? '' : `${weekday(contract.day)} WK${contract.week} `;
    return `${contract.right.toUpperCase()} ${head} ${week}${formatStrike(contract.strike, 'decimal')}`;
  },
};
