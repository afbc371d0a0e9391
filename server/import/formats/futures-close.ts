import { closeReader } from './close.ts';
import { columns, type FileFormat } from './format.ts';

export const futuresClose: FileFormat = {
  name: 'futures-close',
  about: 'Closing prices of futures (Futures_YYYYMMDD_HHMM.csv)',
  gives: 'settlements',
  signature: columns('symbol', 'pxsettledec', 'px300dec', 'settlepricetoday'),
  reader: (facts) => closeReader(facts, 'Futures', 'pxsettledec', 'px300dec'),
};
