import type { Instrument } from '../../../core/model/instrument.ts';
import { ImportRefused } from '../../import/broken.ts';
import { instrumentNamed } from '../instruments.ts';
import { columnOf, contracts, field, fieldsOf, instantReader, priceText, timeColumns } from './fields.ts';
import type { LineReader, ReadFacts, RecordingFormat } from './format.ts';
import { TickRule, tickRuleNote } from './tick-rule.ts';

const columnNames = {
  price: ['price', 'last', 'px', 'tradeprice'],
  quantity: ['qty', 'quantity', 'size', 'volume', 'lastsize'],
  others: ['instrument', 'symbol', 'ticker', 'contract', 'aggressor', 'side'],
};

function reader({ name, header, instrument: given, registryAt, take }: ReadFacts): LineReader {
  const time = columnOf(header, ...timeColumns)!;
  const price = columnOf(header, ...columnNames.price)!;
  const quantity = columnOf(header, ...columnNames.quantity)!;
  const instantOf = instantReader(time);
  const rule = new TickRule();
  let instrument: Instrument | undefined;
  let prices = 0;
  return {
    line(text) {
      const fields = fieldsOf(text, header);
      const tsEvent = instantOf(fields[time.at]!);
      instrument ??= instrumentNamed(registryAt(tsEvent), named(name, given));
      const of = instrument;
      const at = field(price.name, fields[price.at]!, (value) => priceText(value, of));
      const size = field(quantity.name, fields[quantity.at]!, (value) => contracts(value, true));
      const trade = { instrument: of.id, price: at, quantity: size, aggressor: rule.aggressor(at), tsEvent };
      take({ type: 'trade', tsEvent, trade });
      if (size === 0) prices += 1;
    },
    notes: () => [
      tickRuleNote,
      ...(prices > 0
        ? [`${prices.toLocaleString('en-US')} rows have a quantity of zero: prices at which nothing traded.`]
        : []),
    ],
  };
}

function named(file: string, given: string | undefined): string {
  if (given !== undefined) return given;
  throw new ImportRefused(`The rows of ${file} name no instrument: say which it is of, as GCZ3.`);
}

/** Every trade of one instrument: when, at what price, how many. */
export const ticks: RecordingFormat = {
  name: 'ticks',
  about: 'trades of one instrument: ts_ms_utc, price, qty',
  headed: true,
  unnamed: true,
  fits: (_, header) =>
    header.find(timeColumns) !== undefined &&
    header.find(columnNames.price) !== undefined &&
    header.find(columnNames.quantity) !== undefined &&
    header.find(columnNames.others) === undefined &&
    !header.has('open'),
  reader,
};
