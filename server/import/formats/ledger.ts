import type { Instant } from '../../../core/model/time.ts';
import { instrumentOf } from '../instrument-text.ts';
import { instantOf, readDay, readTimeOfDay } from '../local-time.ts';
import { priceOf, quantityOf, readDateTime, sideOf, zoneFor } from '../readers.ts';
import type { Row } from '../row.ts';
import { columns, type FileFacts, type FileFormat, skipped } from './format.ts';

/** A time alone is one of the day in the file's name. */
function timeOf(row: Row, { name }: FileFacts, zone: string): Instant {
  return row.read(['markettradetime'], (text) => {
    if (!/^\d{1,2}:\d\d(:\S+)?$/.test(text)) return readDateTime(text, zone);
    const day = /_(\d{8})\b/.exec(name)?.[1];
    if (day === undefined) throw new Error('has no date, and neither has the name of the file: trades_20250722.csv');
    return instantOf(readDay(day), readTimeOfDay(text), zone);
  });
}

/** The trades of a day and, at midnight, the positions that it began with. Its ids repeat, so a row is told by file, id and place. */
export const ledger: FileFormat = {
  name: 'trade-ledger',
  about: 'Trade ledger of a day (trades_YYYYMMDD.csv)',
  gives: 'fills',
  signature: columns('tradeId', 'instrumentName', 'marketTradeTime', 'buySell', 'quantity', 'price'),
  reader: (facts) => (row) => {
    if (/(^|\D)00:00:00\.0{3,9}$/.test(row.text('markettradetime'))) {
      return skipped('start-of-day positions at 00:00:00.000: they come with the SOD file');
    }
    if (/^[+-]?0+(\.0*)?$/.test(row.needed('price'))) return skipped('exercises and expiries at price 0');
    const instrument = instrumentOf(row, ['instrumentname'], facts);
    if ('type' in instrument) return instrument;
    const tradeId = row.needed('tradeid');
    return {
      type: 'fill',
      instrument,
      side: sideOf(row, 'buysell'),
      quantity: quantityOf(row, 'quantity'),
      price: priceOf(row, instrument, 'price'),
      at: timeOf(row, facts, zoneFor(facts, instrument)),
      executionId: `${facts.name.replace(/(\.csv)?(\.gz)?$/i, '')}_${tradeId}_${row.number}`,
    };
  },
};
