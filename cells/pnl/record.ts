import { tradeDate } from '../../core/calendar/business-day.ts';
import { type Money, moneyFromDecimal } from '../../core/model/money.ts';
import { type Price, priceFromDecimal } from '../../core/model/price.ts';
import { type Instant, instant, type TradeDate } from '../../core/model/time.ts';
import type { CellContext, Json } from '../kind.ts';
import { sqlText } from '../sql-text.ts';
import { periodStart } from './period.ts';
import type { PnlProps } from './schema.ts';

/** One trade date of one currency that is over. */
export interface PastDay {
  readonly tradeDate: TradeDate;
  readonly currency: string;
  readonly realized: Money;
  readonly total: Money;
}

export interface ClosedLot {
  readonly entered: Instant;
  readonly exited: Instant;
  readonly instrument: string;
  readonly side: 'long' | 'short';
  readonly quantity: number;
  readonly entry: Price;
  readonly exit: Price;
  readonly realized: Money;
  readonly currency: string;
  /** How many there are of its trade date in its currency. */
  readonly of: number;
}

/** What the record has beside the live state of the trade date. */
export interface PnlRecord {
  readonly days: readonly PastDay[];
  /** What this trade date realized under the cell's method, in the order it happened; absent under first in, first out. */
  readonly realizedToday?: readonly { readonly ts: Instant; readonly realized: Money; readonly currency: string }[];
  /** Newest first; of a longer period the largest of each trade date. */
  readonly matches?: readonly ClosedLot[];
}

/** Few enough to cross the wire with every frame: of the trade date, and of each date of a longer period. */
const mostMatches = 400;
const mostOfDate = 15;

type Query = CellContext['query'];
type Row = readonly Json[];

/** Reads what a period, a method or a table of matches needs; nothing for the trade date under first in, first out. */
export async function readRecord(
  props: PnlProps,
  today: TradeDate,
  instrument: string | undefined,
  query: Query,
): Promise<PnlRecord> {
  const from = periodStart(props.period, today);
  const of: Selection = { props, instrument, query };
  const [days, realizedToday, matches] = await Promise.all([
    props.period === 'day' ? [] : pastDays(of, from, today),
    props.method === 'fifo' ? undefined : realizedOn(of, today),
    props.matches ? closedLots(of, from) : undefined,
  ]);
  return { days, ...(realizedToday ? { realizedToday } : {}), ...(matches ? { matches } : {}) };
}

interface Selection {
  readonly props: PnlProps;
  readonly instrument: string | undefined;
  readonly query: Query;
}

function where({ props, instrument }: Selection, ...more: readonly (string | undefined)[]): string {
  const { account, strategy, currency } = props;
  const wanted = Object.entries({ instrument, account, strategy, currency }).flatMap(([column, name]) =>
    name === undefined ? [] : `${column} = ${sqlText(name)}`,
  );
  const terms = [...wanted, ...more.filter((term) => term !== undefined)];
  return terms.length === 0 ? '' : `WHERE ${terms.join(' AND ')}`;
}

const since = (from: TradeDate | undefined): string | undefined =>
  from === undefined ? undefined : `trade_date >= ${sqlText(from)}::DATE`;

async function pastDays(of: Selection, from: TradeDate | undefined, today: TradeDate): Promise<PastDay[]> {
  const { rows } = await of.query(
    `SELECT trade_date::VARCHAR, currency, sum(realized)::DECIMAL(18,6), sum(pnl)::DECIMAL(18,6)
     FROM pnl_daily_by(${sqlText(of.props.method)}) ${where(of, since(from), `trade_date < ${sqlText(today)}::DATE`)}
     GROUP BY ALL ORDER BY 1`,
  );
  return rows.map(([date, currency, realized, total]: Row) => ({
    tradeDate: tradeDate(String(date)),
    currency: String(currency),
    realized: moneyFromDecimal(String(realized)),
    total: moneyFromDecimal(String(total)),
  }));
}

async function realizedOn(of: Selection, today: TradeDate): Promise<NonNullable<PnlRecord['realizedToday']>> {
  const { rows } = await of.query(
    `SELECT epoch_us(ts_exit), realized, currency
     FROM matches_by(${sqlText(of.props.method)}) ${where(of, `trade_date = ${sqlText(today)}::DATE`)} ORDER BY 1`,
  );
  return rows.map(([ts, realized, currency]: Row) => ({
    ts: instant(Number(ts)),
    realized: moneyFromDecimal(String(realized)),
    currency: String(currency),
  }));
}

async function closedLots(of: Selection, from: TradeDate | undefined): Promise<NonNullable<PnlRecord['matches']>> {
  const best = `QUALIFY row_number() OVER (day ORDER BY abs(realized) DESC, ts_exit DESC) <= ${mostOfDate}`;
  const { rows } = await of.query(
    `SELECT epoch_us(ts_entry), epoch_us(ts_exit), instrument, side, abs(quantity), entry_price, exit_price, realized, currency,
       count(*) OVER day
     FROM matches_by(${sqlText(of.props.method)}) ${where(of, since(from))}
     WINDOW day AS (PARTITION BY trade_date, currency) ${of.props.period === 'day' ? '' : best}
     ORDER BY ts_exit DESC, ts_entry DESC`,
    { limit: mostMatches },
  );
  const lots = rows.map(
    ([entered, exited, instrument, side, quantity, entry, exit, realized, currency, count]: Row): ClosedLot => ({
      entered: instant(Number(entered)),
      exited: instant(Number(exited)),
      instrument: String(instrument),
      side: side === 'short' ? 'short' : 'long',
      quantity: Number(quantity),
      entry: priceFromDecimal(String(entry)),
      exit: priceFromDecimal(String(exit)),
      realized: moneyFromDecimal(String(realized)),
      currency: String(currency),
      of: Number(count),
    }),
  );
  return lots;
}
