import type { Json } from '../../cells/kind.ts';
import { type Money, moneyToDecimal } from '../../core/model/money.ts';
import { type Price, priceToDecimal } from '../../core/model/price.ts';
import { exactNumber, textTable } from './output.ts';
import type { InstrumentPnl } from './pnl-file.ts';

const amount = (value: Money | null): Json => (value === null ? null : exactNumber(moneyToDecimal(value)));
const priced = (value: Price): Json => exactNumber(priceToDecimal(value));

export const pnlJson = ({ instrument, realized, unrealized, position, open, matches }: InstrumentPnl): Json => ({
  instrument,
  realized: amount(realized),
  unrealized: amount(unrealized),
  position,
  open: open.map(({ quantity, price }) => ({ quantity, price: priced(price) })),
  matches: matches.map((match) => ({
    quantity: match.quantity,
    entryPrice: priced(match.entryPrice),
    exitPrice: priced(match.exitPrice),
    realized: amount(match.realized),
  })),
});

function table(names: readonly string[], rows: readonly (readonly (string | number | null)[])[]): string {
  const columns = names.map((name) => ({ name, type: name === 'instrument' ? 'VARCHAR' : 'DECIMAL' }));
  const shown = textTable({ columns, rows, rowCount: rows.length, hash: '', milliseconds: 0 });
  return shown.split('\n').slice(0, -1).join('\n');
}

const money = (value: Money | null): string | null => (value === null ? null : moneyToDecimal(value, 2));

/** Totals by instrument, then the lots that are open, then what was closed. */
export function pnlText(rows: readonly InstrumentPnl[]): string {
  const totals = rows.map((row) => [
    row.instrument,
    row.position,
    money(row.realized),
    money(row.fees),
    money(row.unrealized),
  ]);
  const open = rows.flatMap((row) =>
    row.open.map(({ quantity, price }) => [row.instrument, quantity, priceToDecimal(price)]),
  );
  const matches = rows.flatMap((row) =>
    row.matches.map((match) => [
      row.instrument,
      match.quantity,
      priceToDecimal(match.entryPrice),
      priceToDecimal(match.exitPrice),
      money(match.realized),
    ]),
  );
  return [
    table(['instrument', 'position', 'realized', 'fees', 'unrealized'], totals),
    ...(open.length === 0 ? [] : [`Open\n${table(['instrument', 'quantity', 'price'], open)}`]),
    ...(matches.length === 0
      ? []
      : [`Closed\n${table(['instrument', 'quantity', 'entry', 'exit', 'realized'], matches)}`]),
  ].join('\n\n');
}
