import type { Instrument } from '../../../core/model/instrument.ts';
import type { Price } from '../../../core/model/price.ts';
import { type Quantity, quantity } from '../../../core/model/quantity.ts';
import type { InstrumentRegistry } from '../../../core/model/registry.ts';
import { type Instant, instant, MINUTE } from '../../../core/model/time.ts';
import type { QuoteBar, ReplayEvent } from '../../../core/replay/event.ts';
import { ImportRefused } from '../../import/broken.ts';
import { FieldProblem, type Header } from '../../import/row.ts';
import { contractOfMonth, instrumentNamed } from '../instruments.ts';
import { type Column, columnOf, contracts, field, fieldsOf, instantReader, priceText, timeColumns } from './fields.ts';
import type { LineReader, ReadFacts, RecordingFormat } from './format.ts';

type Bar = Extract<ReplayEvent, { type: 'bar' }>;

const rangeNames = ['open', 'high', 'low', 'close'];

/** Four prices of a minute and what goes with them. */
class Range {
  readonly #columns: readonly Column[];
  readonly #size: Column | undefined;

  constructor(header: Header, prefix: string, size: readonly string[]) {
    this.#columns = rangeNames
      .map((name) => columnOf(header, `${prefix}${name}`))
      .filter((column) => column !== undefined);
    this.#size = columnOf(header, ...size);
  }

  /** Undefined where the minute has none. Throws a `FieldProblem` where only some of it is there, or it is no range. */
  read(fields: readonly string[], instrument: Instrument): (QuoteBar & { readonly size: Quantity }) | undefined {
    if (this.#columns.length < rangeNames.length) return undefined;
    if (this.#columns.every(({ at }) => fields[at] === '')) return undefined;
    const values = this.#columns.map(({ name, at }) => field(name, fields[at]!, (text) => priceText(text, instrument)));
    const [open, high, low, close] = values as [Price, Price, Price, Price];
    this.#check(fields, 1, high >= open && high >= low && high >= close, 'is not the highest of its minute');
    this.#check(fields, 2, low <= open && low <= close, 'is not the lowest of its minute');
    return { open, high, low, close, size: this.#sizeOf(fields) };
  }

  #check(fields: readonly string[], which: number, holds: boolean, reason: string): void {
    if (holds) return;
    const { name, at } = this.#columns[which]!;
    throw new FieldProblem(name, fields[at]!, reason);
  }

  #sizeOf(fields: readonly string[]): Quantity {
    const column = this.#size;
    if (!column || fields[column.at] === '') return quantity(0);
    return field(column.name, fields[column.at]!, (text) => contracts(text, true));
  }
}

/** Which instrument a row is of: by a column of contracts or instruments, else by what was said of the file. */
function instrumentReader({ name, header, instrument: given }: ReadFacts) {
  const contract = columnOf(header, 'contract', 'contractmonth', 'deliverymonth', 'expiry');
  const column = columnOf(header, 'instrument', 'symbol', 'ticker');
  const known = new Map<string, Instrument>();
  const look = (text: string, registry: InstrumentRegistry): Instrument => {
    if (column) return field(column.name, text, (symbol) => registry.resolve(symbol));
    if (given === undefined) {
      throw new ImportRefused(`The rows of ${name} name no product: say which they are of, as ES or ESZ3.`);
    }
    if (!contract) return instrumentNamed(registry, given);
    const { root } = instrumentNamed(registry, given);
    const found = contractOfMonth(registry, root, text);
    if (found) return found;
    throw new FieldProblem(contract.name, text, `is no month of ${root}: a month is written 201312`);
  };
  return (fields: readonly string[], registry: InstrumentRegistry): Instrument => {
    const text = fields[(column ?? contract)?.at ?? -1] ?? '';
    const instrument = known.get(text) ?? look(text, registry);
    known.set(text, instrument);
    return instrument;
  };
}

function reader(facts: ReadFacts): LineReader {
  const { header, registryAt, take } = facts;
  const time = columnOf(header, ...timeColumns)!;
  const instantOf = instantReader(time);
  const instrumentOf = instrumentReader(facts);
  const ranges = {
    trades: new Range(header, '', ['volume', 'vol', 'qty', 'quantity']),
    bid: new Range(header, 'bid', ['bidsize']),
    ask: new Range(header, 'ask', ['asksize']),
  };
  const before = new Map<string, Instant>();
  let empty = 0;
  let volumes = 0;
  return {
    line(text) {
      const fields = fieldsOf(text, header);
      const tsStart = instantOf(fields[time.at]!);
      const instrument = instrumentOf(fields, registryAt(tsStart));
      const wrong = (reason: string) => new FieldProblem(time.name, fields[time.at]!, reason);
      if (tsStart % MINUTE !== 0) throw wrong('is no beginning of a minute');
      if (before.get(instrument.id) === tsStart) throw wrong(`is a minute of ${instrument.id} that was told before`);
      const trades = ranges.trades.read(fields, instrument);
      const bid = ranges.bid.read(fields, instrument);
      const ask = ranges.ask.read(fields, instrument);
      take({
        type: 'bar',
        tsEvent: instant(tsStart + MINUTE),
        instrument: instrument.id,
        tsStart,
        ...(trades ? { trades: tradesOf(trades, instrument, tsStart) } : {}),
        ...(bid ? { bid } : {}),
        ...(ask ? { ask } : {}),
      });
      before.set(instrument.id, tsStart);
      if (!trades) empty += 1;
      else if (trades.size > 0) volumes += 1;
    },
    notes: () => [
      'Times are the beginnings of minutes; a minute is known when it is over.',
      ...(empty > 0 ? [`${empty.toLocaleString('en-US')} minutes have no trades.`] : []),
      ...(volumes === 0 ? ['There are no volumes: every minute has a volume of zero.'] : []),
    ],
  };
}

const tradesOf = (
  { open, high, low, close, size }: QuoteBar,
  { id }: Instrument,
  tsStart: Instant,
): NonNullable<Bar['trades']> => ({ instrument: id, tsStart, open, high, low, close, volume: size });

/** Minutes of one or several instruments, with the quotes of the minute where the file has them. */
export const bars: RecordingFormat = {
  name: 'bars',
  about: 'minutes: ts_ms_utc, open, high, low, close, and contract, volume, bid_open … ask_size where there are such',
  headed: true,
  unnamed: true,
  fits: (_, header) => header.find(timeColumns) !== undefined && rangeNames.every((name) => header.has(name)),
  reader,
};
