import { closeReader } from './close.ts';
import { columns, type FileFormat } from './format.ts';

export const optionsClose: FileFormat = {
  name: 'options-close',
  about: 'Closing prices of options (Options_YYYYMMDD_HHMM.csv)',
  gives: 'settlements',
  signature: columns('SYMBOL', 'LAST_PRICE', 'PX_SETTLE', 'Settle Price = Today'),
  reader: (facts) => closeReader(facts, 'Options', 'pxsettle', 'lastprice'),
};
