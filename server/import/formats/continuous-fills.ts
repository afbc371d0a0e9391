import { instrumentOf } from '../instrument-text.ts';
import { instantOfColumns, markOf, priceOf, quantityOf, readNanoseconds, sideOf, zoneFor } from '../readers.ts';
import type { Row } from '../row.ts';
import { columns, type FileFormat } from './format.ts';

/** Older files have no contract, or an empty one. */
const instrumentColumns = (row: Row): readonly string[] =>
  row.text('contract') === '' ? ['instrumentname'] : ['contract'];

/** What a monitor of a TT account writes, one fill a row. */
export const continuousFills: FileFormat = {
  name: 'continuous-fills',
  about: 'Fills of a TT fill monitor (continuous_fills.csv)',
  gives: 'fills',
  signature: columns('Date', 'Time', 'InstrumentName', 'Side', 'Quantity', 'Price', 'OrderId', 'TimeStamp', 'ExecId'),
  reader: (facts) => (row) => {
    const instrument = instrumentOf(row, instrumentColumns(row), facts);
    if ('type' in instrument) return instrument;
    const nanoseconds = row.text('timestamp');
    const side = sideOf(row, 'side');
    if (row.text('sidename') !== '' && sideOf(row, 'sidename') !== side) {
      throw row.problem(['sidename'], `does not agree with Side ${row.text('side')}`);
    }
    return {
      type: 'fill',
      instrument,
      side,
      quantity: quantityOf(row, 'quantity'),
      price: priceOf(row, instrument, 'price'),
      at:
        nanoseconds === ''
          ? instantOfColumns(row, 'date', 'time', zoneFor(facts, instrument))
          : row.read(['timestamp'], readNanoseconds),
      executionId: row.text('execid'),
      orderId: row.text('orderid'),
      account: row.text('accountid'),
      market: row.text('exchange'),
      mark: markOf(nanoseconds, row.text('orderid')),
    };
  },
};
