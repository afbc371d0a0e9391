import { formatMoney, formatSigned } from '../../core/format.ts';
import type { ProjectedRow } from '../../core/ladder/project.ts';
import { ticksText } from '../../core/ladder/ticks-text.ts';
import type { AveragePrice } from '../../core/model/average.ts';
import { divideHalfEvenBig, toSafe } from '../../core/model/decimal.ts';
import type { Instrument } from '../../core/model/instrument.ts';
import { moneyToDecimal } from '../../core/model/money.ts';
import { price, priceToDecimal } from '../../core/model/price.ts';
import { formatAverage, formatPrice } from '../../core/model/price-format.ts';
import { exactNumber, textTable } from './output.ts';

const averageText = ({ cost, quantity }: AveragePrice): string =>
  priceToDecimal(price(toSafe(divideHalfEvenBig(cost, quantity), 'the price')));

/** Rows as `deskbook ladder --json` prints them. */
export const ladderObjects = (rows: readonly ProjectedRow[], { priceStyle }: Instrument) =>
  rows.map(({ price, buy, sell, pnl, position, risk, breakEven }) => ({
    price: exactNumber(priceToDecimal(price)),
    text: formatPrice(price, priceStyle),
    buy,
    sell,
    pnl: exactNumber(moneyToDecimal(pnl)),
    position,
    risk: exactNumber(moneyToDecimal(risk)),
    breakEvenPrice: breakEven && exactNumber(averageText(breakEven)),
    breakEvenTicks: exactNumber(ticksText(pnl, risk, 9)),
  }));

const spotWords = { exact: 'spot', above: 'spot above', below: 'spot below' } as const;

/** The same for people: the exchange's text, cents half to even, hundredths of a 32nd. */
export function ladderTable(rows: readonly ProjectedRow[], { priceStyle }: Instrument): string {
  const count = (contracts: number): string => (contracts === 0 ? '' : String(contracts));
  const columns = ['buy', 'price', 'sell', 'P&L', 'position', 'risk/tick', 'break-even', 'ticks'];
  return textTable({
    columns: [...columns.map((name) => ({ name, type: 'DECIMAL' })), { name: '', type: 'VARCHAR' }],
    rows: rows.map((row) => [
      count(row.buy),
      formatPrice(row.price, priceStyle),
      count(row.sell),
      formatMoney(row.pnl),
      formatSigned(row.position),
      moneyToDecimal(row.risk),
      row.breakEven ? formatAverage(row.breakEven, priceStyle) : '',
      row.risk === 0 ? '' : ticksText(row.pnl, row.risk, 4, 4),
      row.spot ? spotWords[row.spot] : '',
    ]),
    rowCount: rows.length,
    hash: '',
    milliseconds: 0,
  });
}
