import { moneyFromDecimal } from '../../../core/model/money.ts';
import type { Quantity, Side } from '../../../core/model/quantity.ts';
import { type Instant, instant } from '../../../core/model/time.ts';
import { instrumentOf } from '../instrument-text.ts';
import { instantOfColumns, markOf, priceOf, quantityOf, readDateTime, sideOf, signedQuantityOf } from '../readers.ts';
import type { Row } from '../row.ts';
import { timeReader } from '../values.ts';
import type { FileFacts, FileFormat } from './format.ts';

const names = {
  time: ['tsevent', 'time', 'timestamp', 'ts', 'datetime', 'dateandtime', 'tsutc', 'timeutc', 'datetimeutc'].concat([
    'tsms',
    'tsus',
    'tsns',
    'tss',
    'tsmsutc',
    'transacttime',
    'executiontime',
    'tradetime',
    'date',
  ]),
  instrument: ['instrument', 'symbol', 'contract', 'ticker', 'instrumentname', 'product'],
  side: ['side', 'buysell', 'bs', 'action', 'direction', 'sidename'],
  quantity: ['quantity', 'qty', 'size', 'signedquantity', 'filled', 'fillqty', 'fillquantity', 'contracts', 'lastqty'],
  price: ['price', 'fillprice', 'px', 'lastpx', 'avgprice', 'tradeprice'],
  execution: ['executionid', 'execid', 'tradeid', 'fillid', 'uniqueexecid'],
  order: ['clientorderid', 'orderid'],
  account: ['account', 'accountid', 'accountname'],
  fee: ['fee', 'fees', 'commission', 'commissions'],
} as const;

/** A count of seconds or finer units, or a text; one without a zone is UTC unless a zone was said. */
function timeOf(row: Row, facts: FileFacts): Instant | undefined {
  const present = row.has(...names.time);
  if (!present && facts.loose) return undefined;
  const unit = ['tsns', 'tsus', 'tsms', 'tsmsutc', 'tss'].find((name) => row.has(name));
  const apart = row.text('date') !== '' && /^\d{1,2}:\d\d/.test(row.text('time'));
  if (apart) return instantOfColumns(row, 'date', 'time', facts.zone ?? 'UTC');
  return row.read(names.time, (text) => {
    if (/^\d{9,20}$/.test(text))
      return instant(Number(timeReader(unit?.replace(/^ts(ns|us|ms|s).*/, 'ts_$1') ?? 'ts')(text)));
    return readDateTime(text.includes(':') ? text : `${text} 00:00`, facts.zone ?? 'UTC');
  });
}

/** Without a column of sides the sign of the quantity tells. */
const sideAndQuantity = (row: Row): { side: Side; quantity: Quantity } =>
  row.has(...names.side)
    ? { side: sideOf(row, ...names.side), quantity: quantityOf(row, ...names.quantity) }
    : signedQuantityOf(row, ...names.quantity);

/** Any fills whose columns say what they are. */
export const anyFills: FileFormat = {
  name: 'fills',
  about: 'Fills with columns for instrument, side, quantity, price and time',
  gives: 'fills',
  signature: [names.quantity, names.price],
  reader: (facts) => (row) => {
    const instrument = instrumentOf(row, names.instrument, facts);
    if ('type' in instrument) return instrument;
    const at = timeOf(row, facts);
    const orderId = row.text(...names.order);
    const liquidity = row.text('liquidity').toLowerCase();
    return {
      type: 'fill',
      instrument,
      ...sideAndQuantity(row),
      price: priceOf(row, instrument, ...names.price),
      ...(at === undefined ? {} : { at }),
      executionId: row.text(...names.execution),
      orderId,
      account: row.text(...names.account),
      strategy: row.text('strategy'),
      ...(row.text(...names.fee) === '' ? {} : { fee: row.read(names.fee, moneyFromDecimal) }),
      ...(liquidity === 'maker' || liquidity === 'taker' ? { liquidity } : {}),
      mark: markOf(row.text(...names.time), orderId),
    };
  },
};
