import { closeReader } from './close.ts';
import { columns, type FileFormat } from './format.ts';

export const futuresClose: FileFormat = {
  name: 'futures-close',
  about: 'Closing prices of futures (Futures_YYYYMMDD_HHMM.csv)',
  gives: 'settlements',
  signature: columns('SYMBOL', 'PX_SETTLE_DEC', 'PX_300_DEC', 'Settle Price = Today'),
  reader: (facts) => closeReader(facts, 'Futures', 'pxsettledec', 'px300dec'),
};
