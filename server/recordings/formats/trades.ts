import type { Instrument } from '../../../core/model/instrument.ts';
import type { Price } from '../../../core/model/price.ts';
import type { Side } from '../../../core/model/quantity.ts';
import { FieldProblem } from '../../import/row.ts';
import { readSide } from '../../import/values.ts';
import { columnOf, contracts, field, fieldsOf, instantReader, priceText, timeColumns } from './fields.ts';
import type { LineReader, ReadFacts, RecordingFormat } from './format.ts';
import { TickRule, tickRuleNote } from './tick-rule.ts';

const names = {
  instrument: ['instrument', 'symbol', 'ticker'],
  price: ['price', 'last', 'px', 'tradeprice'],
  quantity: ['quantity', 'qty', 'size', 'volume'],
  aggressor: ['aggressor', 'aggressorside', 'takerside', 'side'],
};

interface Known {
  readonly instrument: Instrument;
  readonly rule: TickRule;
}

function reader({ header, registryAt, take }: ReadFacts): LineReader {
  const time = columnOf(header, ...timeColumns)!;
  const symbol = columnOf(header, ...names.instrument)!;
  const price = columnOf(header, ...names.price)!;
  const quantity = columnOf(header, ...names.quantity)!;
  const aggressor = columnOf(header, ...names.aggressor);
  const instantOf = instantReader(time);
  const known = new Map<string, Known>();
  let inferred = false;
  const sideOf = (fields: readonly string[], at: Price, { rule }: Known): Side => {
    const text = aggressor ? fields[aggressor.at]! : '';
    const byRule = rule.aggressor(at);
    if (!aggressor || text === '') {
      inferred = true;
      return byRule;
    }
    try {
      return readSide(text) === 'buy' ? 'buy' : 'sell';
    } catch (error) {
      throw new FieldProblem(aggressor.name, text, (error as Error).message);
    }
  };
  return {
    line(text) {
      const fields = fieldsOf(text, header);
      const tsEvent = instantOf(fields[time.at]!);
      const named = fields[symbol.at]!;
      const registry = registryAt(tsEvent);
      const of = known.get(named) ?? {
        instrument: field(symbol.name, named, (name) => registry.resolve(name)),
        rule: new TickRule(),
      };
      known.set(named, of);
      const { instrument } = of;
      const at = field(price.name, fields[price.at]!, (value) => priceText(value, instrument));
      const size = field(quantity.name, fields[quantity.at]!, (value) => contracts(value, true));
      const side = sideOf(fields, at, of);
      const trade = { instrument: instrument.id, price: at, quantity: size, aggressor: side, tsEvent };
      take({ type: 'trade', tsEvent, trade });
    },
    notes: () => (inferred ? [tickRuleNote] : []),
  };
}

/** Trades that name their instrument, as the console's own SQL gives them. */
export const trades: RecordingFormat = {
  name: 'trades',
  about: 'trades of any instruments: ts, instrument, price, quantity, and aggressor where it is known',
  headed: true,
  unnamed: false,
  fits: (_, header) =>
    [timeColumns, names.instrument, names.price, names.quantity].every((of) => header.find(of) !== undefined) &&
    !header.has('open'),
  reader,
};
