import type { Database } from 'better-sqlite3';
import type { ClientOrderId } from '../../core/model/ids.ts';
import type { OrderEvent } from '../../core/model/order.ts';
import { foldOrder } from '../../core/orders/apply.ts';
import type { PositionsState } from '../../core/topics.ts';
import type { Console } from '../../server/compose.ts';
import { memoText, type Told } from './told.ts';

/** What a console makes of the record: its orders, positions, notebook and the copy that SQL reads. */
export async function checkConsole(console: Console, journal: Database, told: Told): Promise<string[]> {
  return [
    ...checkFolds(console),
    ...checkPositions(console, journal),
    ...(await checkCopy(console, journal)),
    ...(await checkNotebook(console, told)),
  ];
}

function checkFolds({ open: { desk, journal } }: Console): string[] {
  const eventsOf = new Map<ClientOrderId, OrderEvent[]>();
  for (const event of journal.orderEvents()) {
    const events = eventsOf.get(event.clientOrderId);
    if (events) events.push(event);
    else eventsOf.set(event.clientOrderId, [event]);
  }
  const problems: string[] = [];
  for (const [id, events] of eventsOf) {
    const folded = foldOrder(events);
    for (const { message } of folded.problems) problems.push(message);
    const at = events.map(({ tsInit }) => tsInit);
    if (at.some((ts, index) => index > 0 && ts < (at[index - 1] ?? 0))) problems.push(`Order ${id} goes back in time.`);
    const shown = desk.order(id);
    if (shown?.status !== folded.order?.status || shown?.filledQuantity !== folded.order?.filledQuantity) {
      problems.push(`Order ${id} is shown as ${shown?.status} and is ${folded.order?.status}.`);
    }
  }
  return problems.slice(0, 5);
}

function checkPositions({ open: { desk } }: Console, journal: Database): string[] {
  const { positions } = desk.bus.read<PositionsState>('positions');
  const shown = new Map(
    positions.map(({ instrument, account, strategy, quantity }) => [`${instrument} ${account} ${strategy}`, quantity]),
  );
  const rows = journal
    .prepare(
      `SELECT instrument || ' ' || account || ' ' || strategy, sum(CASE side WHEN 'buy' THEN quantity ELSE -quantity END)
       FROM fills GROUP BY instrument, account, strategy`,
    )
    .raw()
    .all() as [string, number][];
  return rows.flatMap(([key, quantity]) =>
    (shown.get(key) ?? 0) === quantity
      ? []
      : [`The position of ${key} is shown as ${shown.get(key)} and is ${quantity}.`],
  );
}

const price = 'sum(price)';
const copies: readonly (readonly [source: string, ours: string, record: string])[] = [
  [
    'fills',
    `select count(*)::varchar, sum(quantity)::varchar, (sum(price) * 1000000000)::decimal(38,0)::varchar from fills`,
    `select count(*), sum(quantity), ${price} from fills`,
  ],
  [
    'order_events',
    `select count(*)::varchar, sum(filled_quantity)::varchar, (sum(price) * 1000000000)::decimal(38,0)::varchar from order_events`,
    `select count(*), sum(filled_quantity), ${price} from order_events`,
  ],
  [
    'orders',
    `select count(*)::varchar, sum(filled_quantity)::varchar, sum(leaves_quantity)::varchar from orders`,
    `select count(*), sum(filled_quantity), sum(leaves_quantity) from order_events
     where seq in (select max(seq) from order_events group by client_order_id)`,
  ],
  [
    'pnl_history',
    `select count(*)::varchar, sum(quantity)::varchar, (sum(realized) * 1000000)::decimal(38,0)::varchar from pnl_history`,
    `select count(*), sum(quantity), sum(realized) from pnl_1m
     where seq in (select max(seq) from pnl_1m group by account, strategy, instrument, trade_date, ts_event)`,
  ],
  ['audit', `select count(*)::varchar, '0', '0' from audit`, `select count(*), 0, 0 from audit`],
  [
    'positions',
    `select count(*)::varchar, sum(quantity)::varchar, '0' from positions where quantity <> 0`,
    `select count(*), sum(held), 0 from (
       select sum(case side when 'buy' then quantity else -quantity end) as held from fills group by instrument, account, strategy
     ) where held <> 0`,
  ],
];

async function checkCopy({ analytics }: Console, journal: Database): Promise<string[]> {
  const problems: string[] = [];
  for (const [source, ours, record] of copies) {
    const { rows } = await analytics.run({ sql: ours, params: new Map(), limit: 1 });
    const copied = (rows[0] ?? []).map((value) => value ?? '0').join(' ');
    const recorded = (journal.prepare(record).raw().safeIntegers().get() as (bigint | null)[]).map(
      (value) => value ?? 0n,
    );
    if (copied !== recorded.join(' '))
      problems.push(`SQL reads ${copied} of ${source}, and the record has ${recorded.join(' ')}.`);
  }
  return problems;
}

/** The notebook is one save, whole: the one acknowledged last, or the one that was under way. */
async function checkNotebook({ sessions }: Console, told: Told): Promise<string[]> {
  if (told.saving === 0) return [];
  const session = await sessions.open('soak');
  const body = session
    ?.snapshot()
    .cells.find(({ id }) => id === 'memo')
    ?.body.trim();
  for (let n = told.saved; n <= told.saving; n += 1) {
    if (body === (n === 0 ? 'nothing yet' : memoText(n))) return [];
  }
  return [`The notebook is no save between ${told.saved} and ${told.saving}: ${String(body).slice(0, 80)}`];
}
