import { instrumentOf } from '../instrument-text.ts';
import { instantOfColumns, markOf, priceOf, quantityOf, sideOf } from '../readers.ts';
import { syntheticParent } from '../synthetic-parent.ts';
import { columns, type FileFormat } from './format.ts';

const executionColumns = ['uniqueexecid', 'execid', 'executionid'];
const orderColumns = ['ttorderid', 'orderid', 'exchorderid'];

/** What TT's fill downloader writes: 48 columns, of which the first eight say the fill. Times are UTC. */
export const downloader: FileFormat = {
  name: 'tt-downloader',
  about: 'TT fill downloader CSV',
  gives: 'fills',
  signature: columns('Date (UTC)', 'Time (UTC)', 'Exchange', 'Contract', 'B/S', 'FillQty', 'Price', 'P/F'),
  reader: (facts) => (row) => {
    const parent = syntheticParent(row.text('exchange'));
    if (parent) return parent;
    const instrument = instrumentOf(row, ['contract'], facts);
    if ('type' in instrument) return instrument;
    const orderId = row.text(...orderColumns);
    return {
      type: 'fill',
      instrument,
      side: sideOf(row, 'bs'),
      quantity: quantityOf(row, 'fillqty'),
      price: priceOf(row, instrument, 'price'),
      at: instantOfColumns(row, 'dateutc', 'timeutc', 'UTC'),
      executionId: row.text(...executionColumns),
      orderId,
      account: row.text('account', 'accountname', 'accountid'),
      market: row.text('exchange'),
      mark: markOf(row.text('timeutc'), orderId, row.text('pf')),
    };
  },
};
