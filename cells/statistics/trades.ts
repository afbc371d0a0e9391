import { parseDay, tradeDate } from '../../core/calendar/business-day.ts';
import { moneyFromDecimal } from '../../core/model/money.ts';
import { priceFromDecimal } from '../../core/model/price.ts';
import { instant } from '../../core/model/time.ts';
import { readAmount, readReturn } from '../../core/statistics/amount-text.ts';
import { columnNames, tradeColumns } from '../../core/statistics/columns.ts';
import { excursion } from '../../core/statistics/excursion.ts';
import type { Trade } from '../../core/statistics/trade.ts';
import { type CellContext, CellFailure, type Json, type QueryResult } from '../kind.ts';
import { sqlText } from '../sql-text.ts';
import type { StatisticsProps } from './schema.ts';

export interface GivenTrades {
  readonly measure: 'money' | 'return';
  readonly currency: string | null;
  readonly otherCurrencies: readonly string[];
  readonly trades: readonly Trade[];
  readonly leftOut: number;
}

const mostRows = 500_000;

/** One SELECT over our matches, each with the extremes of the whole minutes that it was open in. */
export function matchesQuery(props: StatisticsProps, instrument: string | undefined): string {
  const wanted: [column: string, operator: string, value: string | undefined][] = [
    ['instrument', '=', instrument],
    ['account', '=', props.account],
    ['strategy', '=', props.strategy],
    ['trade_date', '>=', props.since],
    ['trade_date', '<=', props.until],
  ];
  const where = wanted.flatMap(([column, operator, text]) =>
    text === undefined ? [] : [`${column} ${operator} ${sqlText(text)}`],
  );
  const matches = props.method === 'fifo' ? 'matches' : `matches_by(${sqlText(props.method)})`;
  return `with closed as (
  select row_number() over (order by ts_exit, ts_entry) as place, *
  from ${matches}${where.length === 0 ? '' : ` where ${where.join(' and ')}`}
), minutes as (
  select place, instrument, unnest(range(
    date_trunc('minute', ts_entry + interval 59999999 microseconds), date_trunc('minute', ts_exit), interval 1 minute
  )) as ts
  from closed
), ranged as (
  select place, min(low) as low, max(high) as high from minutes join bars using (instrument, ts) group by place
)
select trade_date, epoch_us(ts_entry) as opened, epoch_us(ts_exit) as closed, instrument, strategy, side, quantity,
  entry_price, exit_price, net_realized, currency, low, high
from closed left join ranged using (place)
order by place`;
}

const say = (value: Json | undefined): string => (value === null || value === undefined ? '' : String(value));

function whole({ rows, rowCount }: QueryResult, what: string): QueryResult['rows'] {
  if (rows.length === rowCount) return rows;
  throw new CellFailure({
    code: 'refused',
    message: `${what} has ${rowCount.toLocaleString('en-US')} rows; statistics take at most ${mostRows.toLocaleString('en-US')}.`,
    hint: 'Narrow it with since, an instrument or a strategy.',
  });
}

/** Our own trades of one currency: the one asked for, else the one with the most. */
export async function ownTrades(props: StatisticsProps, context: CellContext): Promise<GivenTrades> {
  const instrument = props.instrument === undefined ? undefined : context.instrument(props.instrument).id;
  const rows = whole(await context.query(matchesQuery(props, instrument), { limit: mostRows }), 'This choice');
  const byCurrency = new Map<string, (typeof rows)[number][]>();
  for (const row of rows) {
    const held = byCurrency.get(say(row[10]));
    if (held) held.push(row);
    else byCurrency.set(say(row[10]), [row]);
  }
  const most = [...byCurrency].sort(([, a], [, b]) => b.length - a.length)[0]?.[0];
  const currency = props.currency ?? most ?? null;
  return {
    measure: 'money',
    currency,
    otherCurrencies: [...byCurrency.keys()].filter((other) => other !== currency).sort(),
    trades: (byCurrency.get(currency ?? '') ?? []).map((row) => ownTrade(row, context)),
    leftOut: 0,
  };
}

function ownTrade(row: QueryResult['rows'][number], context: CellContext): Trade {
  const [date, opened, closed, instrument, strategy, side, quantity, entry, exit, realized, , low, high] = row.map(say);
  const price = (text: string | undefined) => priceFromDecimal(text ?? '');
  const times = { opened: instant(Number(opened)), closed: instant(Number(closed)) };
  const stood = excursion(
    {
      side: side === 'long' ? 'long' : 'short',
      quantity: Number(quantity),
      multiplier: context.instrument(instrument ?? '').multiplier,
      entryPrice: price(entry),
      exitPrice: price(exit),
      ...times,
    },
    low && high ? { low: price(low), high: price(high) } : undefined,
  );
  return {
    amount: moneyFromDecimal(realized ?? ''),
    date: tradeDate(date ?? ''),
    strategy: strategy ?? '',
    ...times,
    ...stood,
  };
}

/** What another cell or a source gives: amounts or returns by the names of its columns. */
export async function relationTrades(props: StatisticsProps, from: string, context: CellContext): Promise<GivenTrades> {
  const result = await context.query(`select * from "${from}"`, { limit: mostRows });
  const columns = tradeColumns(result.columns.map((column) => column.name));
  if (!columns)
    throw new CellFailure({
      code: 'props',
      message: `${from} has no column of amounts or returns; it has ${result.columns.map((column) => column.name).join(', ')}.`,
      hint: `Name one of its columns ${columnNames.money.slice(0, 4).join(', ')} or return.`,
    });
  const { since, until, strategy } = props;
  if (columns.date === undefined && columns.closed === undefined && (since ?? until) !== undefined)
    throw new CellFailure({ code: 'props', message: `${from} has no dates, so since and until choose nothing.` });
  const read = columns.measure === 'money' ? readAmount : readReturn;
  const at = (row: QueryResult['rows'][number], place: number | undefined): string =>
    place === undefined ? '' : say(row[place]);
  const trades: Trade[] = [];
  let leftOut = 0;
  for (const row of whole(result, from)) {
    const amount = at(row, columns.amount);
    const date = parseDay((at(row, columns.date) || at(row, columns.closed)).slice(0, 10));
    if (date !== undefined && ((since !== undefined && date < since) || (until !== undefined && date > until)))
      continue;
    if (strategy !== undefined && at(row, columns.strategy) !== strategy) continue;
    if (amount === '') leftOut += 1;
    else
      trades.push({
        amount: amountOf(from, amount, read),
        ...(date === undefined ? {} : { date }),
        ...(columns.strategy === undefined ? {} : { strategy: at(row, columns.strategy) }),
        ...(at(row, columns.benchmark) === ''
          ? {}
          : { benchmark: amountOf(from, at(row, columns.benchmark), readReturn) }),
      });
  }
  return { measure: columns.measure, currency: null, otherCurrencies: [], trades, leftOut };
}

function amountOf(from: string, text: string, read: (text: string) => number): number {
  try {
    return read(text);
  } catch (error) {
    throw new CellFailure({ code: 'query', message: `${from} holds "${text}", which ${(error as Error).message}.` });
  }
}
