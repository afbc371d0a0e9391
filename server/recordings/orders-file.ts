import { accountId, type ClientOrderId, clientOrderId } from '../../core/model/ids.ts';
import type { Instrument } from '../../core/model/instrument.ts';
import type { OrderIntent, OrderTerms, OrderType, TimeInForce } from '../../core/model/order.ts';
import type { Price } from '../../core/model/price.ts';
import type { Instant } from '../../core/model/time.ts';
import { type BadRow, ImportRefused } from '../import/broken.ts';
import { quantityOf, sideOf } from '../import/readers.ts';
import { FieldProblem, Row } from '../import/row.ts';
import { readTable } from '../import/table.ts';
import { columnOf, instantReader, priceText, timeColumns } from './formats/fields.ts';
import type { StoredRecording } from './recording.ts';

/** What is sent to the venue, and when. */
export type Instruction = { readonly at: Instant } & (
  | { readonly type: 'place'; readonly intent: OrderIntent }
  | { readonly type: 'cancel'; readonly clientOrderId: ClientOrderId }
  | { readonly type: 'replace'; readonly clientOrderId: ClientOrderId; readonly terms: OrderTerms }
);

const ordersHelp = 'ts, instrument, side, type, quantity, price, stop_price, account, client_order_id, time_in_force';
const unnamedAccount = 'REPLAY';
const strategy = 'replay';

type Market = Pick<StoredRecording, 'registry' | 'contracts' | 'name'>;

/** Reads what is to be sent, oldest first and of one instant in the order of the file. Throws `ImportRefused`, which names every bad row. */
export function readOrders(name: string, content: Buffer, market: Market): readonly Instruction[] {
  const { header, rows } = readTable(name, content);
  const time = columnOf(header, ...timeColumns);
  if (!time || !header.has('type')) {
    throw new ImportRefused(
      `${name} is no file of orders: its columns are ${ordersHelp}; type may be cancel or replace.`,
    );
  }
  const instantOf = instantReader(time);
  const bad: BadRow[] = [];
  const instructions: Instruction[] = [];
  for (const { number, fields } of rows) {
    try {
      const row = new Row(number, header, fields);
      instructions.push(instructionOf(row, instantOf(fields[time.at]?.trim() ?? ''), market));
    } catch (error) {
      if (!(error instanceof FieldProblem)) throw error;
      bad.push({ row: number, column: error.column, value: error.value, reason: error.message });
    }
  }
  if (bad.length > 0) throw ImportRefused.ofBadRows(name, bad);
  return instructions.sort((a, b) => a.at - b.at);
}

const types: Readonly<Record<string, OrderType>> = {
  market: 'market',
  limit: 'limit',
  stop: 'stop',
  stoplimit: 'stop_limit',
};

function instructionOf(row: Row, at: Instant, market: Market): Instruction {
  const type = row
    .needed('type')
    .toLowerCase()
    .replace(/[^a-z]/g, '');
  const id = row.text('clientorderid', 'orderid', 'id');
  const named = (): ClientOrderId => row.read(['clientorderid', 'orderid', 'id'], clientOrderId);
  if (type === 'cancel') return { type, at, clientOrderId: named() };
  const instrument = instrumentOf(row, market);
  if (type === 'replace') return { type, at, clientOrderId: named(), terms: termsOf(row, instrument) };
  const orderType = types[type];
  if (!orderType) throw row.problem(['type'], 'is none of market, limit, stop, stop_limit, cancel and replace');
  const intent: OrderIntent = {
    clientOrderId: id === '' ? clientOrderId(`row-${row.number}`) : named(),
    instrument: instrument.id,
    account: accountId(row.text('account') || unnamedAccount),
    strategy,
    side: sideOf(row, 'side'),
    type: orderType,
    ...termsOf(row, instrument),
    timeInForce: timeInForceOf(row),
  };
  return { type: 'place', at, intent };
}

function instrumentOf(row: Row, { registry, contracts, name }: Market): Instrument {
  if (row.text('instrument', 'symbol') !== '')
    return row.read(['instrument', 'symbol'], (text) => registry.resolve(text));
  const [only, ...others] = contracts;
  if (only && others.length === 0) return only;
  throw row.problem(['instrument'], `is empty, and ${name} has ${contracts.map(({ id }) => id).join(', ')}`);
}

function termsOf(row: Row, instrument: Instrument): OrderTerms {
  const price = (...columns: string[]): Price | undefined =>
    row.text(...columns) === '' ? undefined : row.read(columns, (text) => priceText(text, instrument));
  const [limit, stop] = [price('price', 'limitprice'), price('stopprice', 'trigger')];
  return {
    quantity: quantityOf(row, 'quantity', 'qty'),
    ...(limit === undefined ? {} : { price: limit }),
    ...(stop === undefined ? {} : { stopPrice: stop }),
  };
}

function timeInForceOf(row: Row): TimeInForce {
  const text = row.text('timeinforce', 'tif').toLowerCase();
  if (text === '' || text === 'day') return 'day';
  if (text === 'ioc') return 'ioc';
  throw row.problem(['timeinforce', 'tif'], 'is neither day nor ioc');
}
