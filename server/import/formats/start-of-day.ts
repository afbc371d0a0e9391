import type { Calendar } from '../../../core/calendar/calendar.ts';
import type { Instrument } from '../../../core/model/instrument.ts';
import type { TradeDate } from '../../../core/model/time.ts';
import { isOptionText } from '../instrument-text.ts';
import { readDay } from '../local-time.ts';
import { priceOf, quantityOf } from '../readers.ts';
import type { Row } from '../row.ts';
import { columns, type FileFacts, type FileFormat, skipped } from './format.ts';

const monthsAhead = 3;

/** The contract that is the first to expire on or after the day that the row says: a delivery month may be later than its expiry. */
function contractOf(row: Row, { registry }: FileFacts): Instrument {
  const root = row.read(['asset'], (text) => registry.resolve(text)).root;
  return row.read(['expiredate'], (text) => {
    const expiry = readDay(text);
    const [expiryYear, expiryMonth] = [Number(expiry.slice(0, 4)), Number(expiry.slice(5, 7))];
    for (let ahead = 0; ahead <= monthsAhead; ahead++) {
      const month = expiryMonth + ahead;
      const contract = registry.contract(root, expiryYear + Math.floor((month - 1) / 12), ((month - 1) % 12) + 1);
      const dates = contract && registry.datesOf(contract);
      if (contract && dates && dates.expiry >= expiry) return contract;
    }
    throw new Error(`is the expiry of no ${root} contract`);
  });
}

const runDate = (row: Row, calendar: Calendar): TradeDate =>
  row.read(['rundate'], (text) => {
    const date = readDay(text);
    if (!calendar.isTradeDate(date)) throw new Error('is no trade date');
    return date;
  });

const isNothing = (text: string): boolean => /^(nan)?$/i.test(text) || /^[+-]?0+(\.0*)?$/.test(text);

/** The positions that a day begins with: fills at the price they are carried at, at the first instant of the trade date. */
export const startOfDay: FileFormat = {
  name: 'start-of-day',
  about: 'Start-of-day positions (SOD CSV)',
  gives: 'start of day',
  signature: columns('ASSET', 'RUN_DATE', 'PRODUCT_CODE', 'LONG_SHORT', 'QUANTITY', 'EXPIRE_DATE', 'PRICE_TODAY'),
  reader: (facts) => (row) => {
    const product = row.needed('productcode').toUpperCase();
    if (product !== 'FUTURE') return skipped(`${product} rows: the record holds futures only`);
    if (isNothing(row.text('quantity'))) return skipped('positions of nothing');
    if (isOptionText(row.text('asset'))) return skipped('options: the record holds no option instruments');
    const instrument = contractOf(row, facts);
    const calendar = facts.registry.calendars[instrument.session];
    return {
      type: 'fill',
      instrument,
      side: row.read(['longshort'], (text) => {
        if (!/^[LS]$/i.test(text)) throw new Error('is neither L nor S');
        return text.toUpperCase() === 'L' ? 'buy' : 'sell';
      }),
      quantity: quantityOf(row, 'quantity'),
      price: priceOf(row, instrument, 'pricetoday'),
      at: calendar.bounds(runDate(row, calendar)).start,
      account: row.text('account'),
      mark: row.text('rundate'),
    };
  },
};
