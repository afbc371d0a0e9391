import type { Instant } from '../../../core/model/time.ts';
import { instrumentOf } from '../instrument-text.ts';
import { instantOfColumns, markOf, priceOf, quantityOf, readDateTime, sideOf, zoneFor } from '../readers.ts';
import type { Row } from '../row.ts';
import { syntheticParent } from '../synthetic-parent.ts';
import { columns, type FileFormat, skipped } from './format.ts';

/** FIX 150, by its word and its code: what an execution report reports. */
const trades = ['trade', 'fill', 'filled', 'full fill', 'partial fill', 'partially filled', 'f', '1', '2'];
const takenBack = ['trade cancel', 'trade correct', 'trade bust', 'busted', 'h', 'g'];

const timeOf = (row: Row, zone: string): Instant =>
  row.text('date') === ''
    ? row.read(['time'], (text) => readDateTime(text, zone))
    : instantOfColumns(row, 'date', 'time', zone);

/** Every message about every order; the fills are the execution reports of trades. */
export const auditTrail: FileFormat = {
  name: 'audit-trail',
  about: 'TT audit trail export',
  gives: 'fills',
  signature: columns('Time', 'Exch', 'Contract', 'Message Type', 'ExecType', 'B/S', 'FillQty', 'Price', 'TTOrder ID'),
  reader: (facts) => (row) => {
    const report = row.text('exectype').toLowerCase();
    if (takenBack.includes(report)) {
      throw row.problem(['exectype'], 'takes an execution back, and the file does not say which: correct it by hand');
    }
    if (!trades.includes(report)) return skipped('messages that report no fill');
    const parent = syntheticParent(row.text('exch'));
    if (parent) return parent;
    const instrument = instrumentOf(row, ['contract'], facts);
    if ('type' in instrument) return instrument;
    const orderId = row.text('ttorderid');
    return {
      type: 'fill',
      instrument,
      side: sideOf(row, 'bs'),
      quantity: quantityOf(row, 'fillqty'),
      price: priceOf(row, instrument, 'price'),
      at: timeOf(row, zoneFor(facts, instrument)),
      orderId,
      account: row.text('account'),
      market: row.text('exch'),
      mark: markOf(orderId, row.text('exchorderid'), row.text('exeqty')),
    };
  },
};
