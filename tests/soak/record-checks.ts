import type { Database } from 'better-sqlite3';
import { some } from './some.ts';
import type { Told } from './told.ts';

/** What the two files of the record say by themselves, against what the client was told; a sentence for each thing that is not right. */
export function checkRecord(journal: Database, market: Database, told: Told): string[] {
  return [
    ...whole(journal, market),
    ...checkOrders(journal, told),
    ...checkFills(journal, told),
    ...checkImports(journal, told),
    ...checkMinutes(journal),
  ];
}

const column = <T>(database: Database, sql: string): T[] => database.prepare(sql).pluck().all() as T[];

function whole(journal: Database, market: Database): string[] {
  return [journal, market].flatMap((database) => {
    const answer = database.pragma('integrity_check', { simple: true });
    return answer === 'ok' ? [] : [`${database.name} is damaged: ${String(answer)}`];
  });
}

function checkOrders(journal: Database, told: Told): string[] {
  const count = (type: string): Map<string, number> =>
    new Map(
      journal
        .prepare('SELECT client_order_id, count(*) FROM order_events WHERE type = ? GROUP BY client_order_id')
        .raw()
        .all(type) as [string, number][],
    );
  const intents = count('intended');
  const requests = count('cancel_requested');
  const closed = new Set(
    column<string>(journal, "SELECT client_order_id FROM order_events WHERE status IN ('filled', 'expired')"),
  );
  return [
    ...some(
      'acknowledged orders that are not there',
      told.acknowledgedOrders().filter((id) => !intents.has(id)),
    ),
    ...some(
      'orders intended twice',
      [...intents].filter(([, n]) => n > 1).map(([id]) => id),
    ),
    ...some(
      'acknowledged cancels that are not there',
      [...told.cancels].filter((id) => !requests.has(id) && !closed.has(id)),
    ),
    ...some(
      'orders canceled twice',
      [...requests].filter(([, n]) => n > 1).map(([id]) => id),
    ),
    ...some(
      "venue's order ids of two orders",
      column(
        journal,
        "SELECT venue_order_id FROM order_events WHERE type = 'accepted' GROUP BY venue_order_id HAVING count(*) > 1",
      ),
    ),
  ];
}

function checkFills(journal: Database, told: Told): string[] {
  const fills = new Set(column<string>(journal, 'SELECT execution_id FROM fills'));
  return [
    ...some(
      'fills that were shown and are not there',
      [...told.fills].filter((execution) => !fills.has(execution)),
    ),
    ...some(
      'executions twice',
      column(journal, 'SELECT execution_id FROM fills GROUP BY execution_id HAVING count(*) > 1'),
    ),
    ...some(
      'executions of two order events',
      column(
        journal,
        "SELECT execution_id FROM order_events WHERE type = 'filled' GROUP BY execution_id HAVING count(*) > 1",
      ),
    ),
    ...some(
      "fills of the venue that are not their order's",
      column(
        journal,
        `SELECT coalesce(f.execution_id, e.execution_id)
         FROM (SELECT * FROM fills WHERE origin = 'venue') AS f
         FULL JOIN (SELECT * FROM order_events WHERE type = 'filled') AS e USING (execution_id)
         WHERE f.quantity IS NOT e.event_quantity OR f.price IS NOT e.event_price OR f.client_order_id IS NOT e.client_order_id`,
      ),
    ),
  ];
}

/** A file is taken whole or not at all, and an acknowledged one whole. */
function checkImports(journal: Database, told: Told): string[] {
  const imported = new Set(column<string>(journal, "SELECT execution_id FROM fills WHERE origin = 'import'"));
  const broken: string[] = [];
  for (const [name, { executions, acknowledged }] of told.imports) {
    const there = executions.filter((execution) => imported.has(execution)).length;
    if (there !== executions.length && (acknowledged || there > 0)) {
      broken.push(`${name} ${there} of ${executions.length}`);
    }
  }
  return some('imports that are not whole', broken);
}

/** The minutes of the journal are what fills make of them: the newest row of each minute holds what was traded before it. */
function checkMinutes(journal: Database): string[] {
  journal.exec(`
    CREATE TEMP TABLE IF NOT EXISTS minutes AS
    SELECT account, strategy, instrument, trade_date, ts_event, quantity, max(seq) AS seq
    FROM pnl_1m GROUP BY account, strategy, instrument, trade_date, ts_event;
    CREATE TEMP TABLE IF NOT EXISTS held AS
    SELECT account, strategy, instrument, ts_event,
      sum(CASE side WHEN 'buy' THEN quantity ELSE -quantity END)
        OVER (PARTITION BY account, strategy, instrument ORDER BY ts_event) AS quantity
    FROM fills;
    CREATE INDEX IF NOT EXISTS temp.held_by ON held (account, strategy, instrument, ts_event);
    CREATE INDEX IF NOT EXISTS temp.minutes_by ON minutes (account, strategy, instrument, ts_event);`);
  const wrong = journal
    .prepare(
      `SELECT account || ' ' || instrument || ' ' || datetime(ts_event / 1000000, 'unixepoch') || ' has ' || quantity || ' and not ' || was FROM (
         SELECT *, coalesce((
           SELECT quantity FROM held AS h
           WHERE h.account = m.account AND h.strategy = m.strategy AND h.instrument = m.instrument AND h.ts_event < m.ts_event
           ORDER BY h.ts_event DESC LIMIT 1), 0) AS was
         FROM minutes AS m
       ) WHERE quantity <> was`,
    )
    .pluck()
    .all();
  const missing = journal
    .prepare(
      `SELECT execution_id FROM fills AS f
       WHERE ts_event < (SELECT max(ts_event) FROM pnl_1m) - 60000000 AND NOT EXISTS (
         SELECT 1 FROM minutes AS m
         WHERE m.account = f.account AND m.strategy = f.strategy AND m.instrument = f.instrument AND m.trade_date = f.trade_date AND m.ts_event > f.ts_event
       ) AND EXISTS (SELECT 1 FROM minutes AS m WHERE m.trade_date = f.trade_date AND m.ts_event > f.ts_event)`,
    )
    .pluck()
    .all();
  return [
    ...some('minutes of P&L that are not of their fills', wrong),
    ...some('fills without a minute of P&L', missing),
  ];
}
