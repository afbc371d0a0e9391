import { zoneOf } from '../../../core/calendar/session.ts';
import type { SettlementKind } from '../../../core/settlement/settlement.ts';
import { ImportRefused } from '../broken.ts';
import { instrumentOf } from '../instrument-text.ts';
import { instantOf, readDay, readTimeOfDay } from '../local-time.ts';
import { priceOf } from '../readers.ts';
import type { Row } from '../row.ts';
import { type FileFacts, type RowReader, skipped } from './format.ts';

const tooLarge = 1_000_000;

/** Which trade date a close file is of, and when it was made: its name alone says so. */
function madeAt({ name, zone }: FileFacts, kind: string) {
  const match = /^[a-z]+_(\d{8})_(\d\d)(\d\d)\b/i.exec(name);
  const where = `${name} does not say its day and time by its name`;
  if (!match) throw new ImportRefused(`${where}: call it ${kind}_YYYYMMDD_HHMM.csv.`);
  const [, digits = '', hour = '', minute = ''] = match;
  try {
    const date = readDay(digits);
    return { date, at: instantOf(date, readTimeOfDay(`${hour}:${minute}`), zone ?? zoneOf('cme')) };
  } catch (error) {
    throw new ImportRefused(`${where}: ${digits} ${hour}:${minute} ${(error as Error).message}.`);
  }
}

/** What a spreadsheet writes where it has no price, and what is too large to be one. */
const isNoPrice = (text: string): boolean =>
  text === '' || text.startsWith('#') || /^nan$/i.test(text) || Math.abs(Number(text)) >= tooLarge;

/** `Y` takes the settlement, `N` the flash, an empty flag the settlement where there is one. */
function choose(row: Row, settle: string, flash: string): { kind: SettlementKind; column: string } | undefined {
  const flag = row.text('settlepricetoday').toUpperCase();
  if (!['Y', 'N', ''].includes(flag)) throw row.problem(['settlepricetoday'], 'is neither Y nor N nor empty');
  const candidates = [
    { kind: 'settle', column: settle },
    { kind: 'flash', column: flash },
  ] as const;
  return candidates
    .filter(({ kind }) => flag === '' || (flag === 'Y') === (kind === 'settle'))
    .find(({ column }) => !isNoPrice(row.text(column)));
}

/** Reads the rows of a close file, whose prices stand in two columns: the settlement and the first price of the afternoon. */
export function closeReader(facts: FileFacts, kind: string, settle: string, flash: string): RowReader {
  const { date, at } = madeAt(facts, kind);
  if (!facts.registry.calendars.cme.isTradeDate(date)) {
    throw new ImportRefused(`${facts.name} is of ${date}, on which the exchange is closed: nothing settles then.`);
  }
  return (row) => {
    const instrument = instrumentOf(row, ['symbol'], facts);
    if ('type' in instrument) return instrument;
    const chosen = choose(row, settle, flash);
    if (!chosen) return skipped('rows without a price');
    const price = priceOf(row, instrument, chosen.column);
    return { type: 'settlement', instrument, kind: chosen.kind, price, tradeDate: date, at };
  };
}
