import { type Reader, readPrice, readQuantity, readSide, readText, timeReader } from './values.ts';

export type ImportKind = 'bars' | 'trades' | 'fills';

/** A column that an import makes, and the headers that give it. */
export interface Field {
  readonly name: string;
  readonly type: string;
  readonly headers: readonly string[];
  readonly required: boolean;
  reader(header: string): Reader;
}

const field = (name: string, type: string, reader: Reader, headers: readonly string[] = []): Field => ({
  name,
  type,
  headers: [name, ...headers],
  required: false,
  reader: () => reader,
});
const price = (name: string, ...headers: string[]): Field => field(name, 'DECIMAL(18,9)', readPrice, headers);
const quantity = (name: string, ...headers: string[]): Field => field(name, 'BIGINT', readQuantity, headers);
const text = (name: string, ...headers: string[]): Field => field(name, 'VARCHAR', readText, headers);
const required = (wanted: Field): Field => ({ ...wanted, required: true });

const timeHeaders = [
  'ts',
  'ts_event',
  'ts_ms_utc',
  'ts_utc',
  'ts_ms',
  'ts_us',
  'ts_us_utc',
  'ts_ns',
  'ts_ns_utc',
  'ts_s',
  'timestamp',
  'time',
  'datetime',
  'date_time',
  'date',
  'time_utc',
  'datetime_utc',
  'open_time',
  'local_ns',
];

const time = (name: string): Field => ({
  name,
  type: 'TIMESTAMP',
  headers: [name, ...timeHeaders.filter((header) => header !== name)],
  required: true,
  reader: timeReader,
});

const instrument = text('instrument', 'symbol', 'ticker');
const contract = text('contract', 'expiry', 'contract_month', 'delivery_month');

/** What each kind of file becomes: the columns of the source of that name, then what else the file has. */
export const layouts: Readonly<Record<ImportKind, readonly Field[]>> = {
  bars: [
    time('ts'),
    instrument,
    contract,
    ...[price('open', 'o'), price('high', 'h'), price('low', 'l'), price('close', 'c', 'last')].map(required),
    quantity('volume', 'vol', 'v', 'qty', 'quantity'),
    ...['bid_open', 'bid_high', 'bid_low', 'bid_close'].map((name) => price(name)),
    quantity('bid_size'),
    ...['ask_open', 'ask_high', 'ask_low', 'ask_close'].map((name) => price(name)),
    quantity('ask_size'),
  ],
  trades: [
    time('ts_event'),
    instrument,
    contract,
    required(price('price', 'last', 'px', 'trade_price')),
    required(quantity('quantity', 'qty', 'size', 'volume', 'amount', 'last_size')),
    field('aggressor', 'VARCHAR', readSide, ['side', 'taker_side', 'aggressor_side']),
  ],
  fills: [
    time('ts_event'),
    instrument,
    contract,
    text('account', 'account_id'),
    text('strategy'),
    required(field('side', 'VARCHAR', readSide, ['buy_sell', 'action', 'direction', 'b_s'])),
    required(quantity('quantity', 'qty', 'size', 'filled', 'fill_quantity', 'contracts')),
    required(price('price', 'fill_price', 'px', 'avg_price')),
    text('execution_id', 'exec_id', 'trade_id', 'fill_id'),
    text('client_order_id', 'order_id'),
    text('currency'),
    price('fee', 'commission', 'fees'),
  ],
};

export const isImportKind = (name: string): name is ImportKind => Object.hasOwn(layouts, name);
