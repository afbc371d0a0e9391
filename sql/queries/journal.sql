-- name: insert_order_event
INSERT INTO order_events (
  environment, run, client_order_id, type, instrument, account, strategy, side, order_type, time_in_force,
  quantity, price, stop_price, event_quantity, event_price, event_stop_price,
  working_quantity, working_price, working_stop_price, status, filled_quantity, leaves_quantity, filled_cost,
  venue_order_id, execution_id, liquidity, reason, trade_date, ts_event, ts_init, ts_machine,
  order_group, role, stop_loss_ticks, stop_loss_price, take_profit_ticks, take_profit_price, product, trail_ticks
) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)

-- name: insert_fill
INSERT INTO fills (
  environment, run, execution_id, client_order_id, instrument, account, strategy, side, quantity, price, fee, liquidity,
  trade_date, ts_event, ts_init, origin, ts_machine
) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)

-- name: insert_new_fill
INSERT INTO fills (
  environment, run, execution_id, client_order_id, instrument, account, strategy, side, quantity, price, fee, liquidity,
  trade_date, ts_event, ts_init, origin, ts_machine
) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (environment, run, execution_id) DO NOTHING

-- name: start_of_day
SELECT account, trade_date AS tradeDate, count(*) AS positions FROM fills
WHERE environment = @environment AND run = @run AND origin = 'start_of_day' AND 'bust' IS NOT (
  SELECT type FROM fill_amendments AS amendment
  WHERE amendment.environment = @environment AND amendment.run = @run AND amendment.execution_id = fills.execution_id
  ORDER BY ts_event DESC, seq DESC LIMIT 1
)
GROUP BY account, trade_date ORDER BY trade_date

-- name: fill_of
SELECT seq, execution_id AS executionId, client_order_id AS clientOrderId, instrument, account, strategy, side, quantity,
  price, fee, liquidity, trade_date AS tradeDate, ts_event AS tsEvent, ts_init AS tsInit
FROM fills WHERE environment = ? AND run = ? AND execution_id = ?

-- name: insert_amendment
INSERT INTO fill_amendments (
  environment, run, amendment_id, execution_id, type, side, quantity, price, fee, reason, ts_event, ts_init, ts_machine
) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (environment, run, amendment_id) DO NOTHING

-- name: amendments
SELECT amendment_id AS amendmentId, execution_id AS executionId, type, side, quantity, price, fee, reason,
  ts_event AS tsEvent, ts_init AS tsInit
FROM fill_amendments WHERE environment = ? AND run = ? ORDER BY seq

-- name: insert_settlement
INSERT INTO settlements (environment, run, instrument, trade_date, kind, price, source, ts_event, ts_machine)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT DO NOTHING

-- name: settlements
SELECT instrument, trade_date AS tradeDate, kind, price, source, ts_event AS tsEvent
FROM settlements WHERE environment = ? AND run = ? ORDER BY seq

-- name: insert_roll
INSERT INTO rolls (environment, run, trade_date, kind, ts_event, ts_machine) VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT DO NOTHING

-- name: rolls
SELECT trade_date AS tradeDate, kind, ts_event AS tsEvent FROM rolls
WHERE environment = ? AND run = ? ORDER BY ts_event, kind DESC

-- name: insert_refusal
INSERT INTO refusals (environment, run, subject, reason, detail, ts_event, ts_machine) VALUES (?, ?, ?, ?, ?, ?, ?)

-- name: refusals
SELECT subject, reason, detail, ts_event AS at FROM refusals WHERE environment = ? AND run = ? ORDER BY seq DESC LIMIT ?

-- name: count_refusals
SELECT count(*) AS refusals FROM refusals WHERE environment = ? AND run = ?

-- name: insert_pnl
INSERT INTO pnl_1m (
  environment, run, account, strategy, instrument, currency, quantity, realized, unrealized, trade_date, ts_event
) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)

-- name: insert_audit
INSERT INTO audit (environment, run, actor, action, detail, ts_event, ts_machine) VALUES (?, ?, ?, ?, ?, ?, ?)

-- name: set_session_value
INSERT INTO session_values (notebook, name, value, ts_machine) VALUES (?, ?, ?, ?)
ON CONFLICT (notebook, name) DO UPDATE SET value = excluded.value, ts_machine = excluded.ts_machine

-- name: session_values
SELECT name, value FROM session_values WHERE notebook = ? ORDER BY name

-- name: insert_revision
INSERT INTO revisions (notebook, reason, text, ts_event, ts_machine) VALUES (?, ?, ?, ?, ?)

-- name: revisions
SELECT seq AS id, notebook, ts_event AS at, reason, text FROM revisions WHERE notebook = ? ORDER BY seq

-- name: last_revision
SELECT seq AS id, notebook, ts_event AS at, reason, text FROM revisions WHERE notebook = ? ORDER BY seq DESC LIMIT 1

-- name: revision
SELECT seq AS id, notebook, ts_event AS at, reason, text FROM revisions WHERE seq = ?

-- name: revisions_ending
SELECT seq AS id, notebook, ts_event AS at, reason, text FROM revisions
WHERE seq IN (SELECT max(seq) FROM revisions GROUP BY notebook) AND reason IN (SELECT value FROM json_each(?))
ORDER BY seq DESC

-- name: order_events
-- a plus keeps SQLite from an index that would read and sort every row again for each page
SELECT * FROM order_events WHERE +environment = ? AND +run = ? AND seq > ? ORDER BY seq LIMIT 2000

-- name: newest_event
SELECT ts_init AS at FROM order_events WHERE +environment = ? AND +run = ? ORDER BY seq DESC LIMIT 1

-- name: order_events_of
SELECT * FROM order_events WHERE environment = ? AND run = ? AND client_order_id = ? ORDER BY seq

-- name: orders_of_group
SELECT client_order_id AS clientOrderId FROM order_events
WHERE environment = ? AND run = ? AND order_group = ? AND type = 'intended' ORDER BY seq

-- name: groups_to_protect
-- a fill that came after the end of a group begins it anew
SELECT order_group AS entry FROM order_events
WHERE environment = ? AND run = ? AND order_group IS NOT NULL
GROUP BY order_group
HAVING ifnull(max(CASE WHEN type = 'protection_ended' THEN seq END), 0)
  < max(CASE WHEN type IN ('intended', 'filled') THEN seq END)
ORDER BY min(seq)

-- name: order_events_to_restore
WITH latest AS (
  SELECT client_order_id, max(seq) AS seq, status FROM order_events
  WHERE environment = @environment AND run = @run GROUP BY client_order_id
), wanted AS (
  SELECT client_order_id FROM latest WHERE status NOT IN ('filled', 'canceled', 'rejected', 'expired')
  UNION
  SELECT client_order_id FROM (SELECT client_order_id FROM latest ORDER BY seq DESC LIMIT @closed)
)
SELECT event.* FROM wanted CROSS JOIN order_events AS event
WHERE event.environment = @environment AND event.run = @run AND event.client_order_id = wanted.client_order_id
ORDER BY event.seq

-- name: fills
SELECT seq, execution_id AS executionId, client_order_id AS clientOrderId, instrument, account, strategy, side, quantity,
  price, fee, liquidity, trade_date AS tradeDate, ts_event AS tsEvent, ts_init AS tsInit
FROM fills WHERE +environment = ? AND +run = ? AND seq > ? ORDER BY seq LIMIT 2000

-- name: pnl_last
SELECT ts_event AS at FROM pnl_1m WHERE environment = ? AND run = ? ORDER BY seq DESC LIMIT 1

-- name: pnl_since
SELECT account, strategy, instrument, currency, quantity, realized, unrealized, trade_date AS tradeDate, ts_event AS ts
FROM pnl_1m WHERE environment = ? AND run = ? AND trade_date >= ? ORDER BY seq

-- name: counts
WITH key (environment, run) AS (VALUES (?, ?))
SELECT
  (SELECT count(DISTINCT client_order_id) FROM order_events JOIN key USING (environment, run)) AS orders,
  (SELECT count(*) FROM fills JOIN key USING (environment, run)) AS fills

-- name: meta
SELECT value FROM meta WHERE key = ?

-- name: set_meta
INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value

-- name: remove_account_order_events
DELETE FROM order_events WHERE account = ?

-- name: remove_account_fills
DELETE FROM fills WHERE account = ?

-- name: remove_account_amendments
DELETE FROM fill_amendments WHERE execution_id IN (SELECT execution_id FROM fills WHERE account = ?)

-- name: remove_account_pnl
DELETE FROM pnl_1m WHERE account = ?

-- name: bump_generation
UPDATE meta SET value = CAST(CAST(value AS INTEGER) + 1 AS TEXT) WHERE key = 'generation'

-- name: insert_spot
INSERT INTO spots (environment, run, instrument, price, text, format, source, ts_event, ts_init, ts_machine)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)

-- name: newest_spots
SELECT instrument, source, price, text, format, ts_event AS stated, ts_init AS learned FROM spots
WHERE seq IN (SELECT max(seq) FROM spots WHERE environment = ? AND run = ? GROUP BY instrument, source)

-- name: count_runs
SELECT count(*) AS runs FROM runs WHERE environment = ?

-- name: insert_run
INSERT INTO runs (environment, run, recording, about, ts_from, ts_machine) VALUES (?, ?, ?, ?, ?, ?)

-- name: insert_notification
INSERT INTO notifications (
  environment, run, id, type, level, key, text, detail, account, instrument, side, subject_kind, subject_id,
  held_back, ts_event, acknowledged_by, ts_acknowledged, ts_resolved, ts_machine
) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)

-- name: newest_notifications
SELECT * FROM notifications WHERE seq IN (
  SELECT max(seq) FROM notifications WHERE environment = ? AND run = ? GROUP BY id ORDER BY id DESC LIMIT ?
) ORDER BY id DESC

-- name: open_notifications
SELECT * FROM notifications WHERE seq IN (
  SELECT max(seq) FROM notifications WHERE environment = ? AND run = ? GROUP BY id
) AND ts_acknowledged IS NULL AND level IN ('warning', 'error') ORDER BY id DESC

-- name: last_notification
SELECT max(id) AS id FROM notifications

-- name: insert_delivery
INSERT INTO deliveries (target, delivery_id, event, content, ts_machine) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (target, delivery_id) DO NOTHING

-- name: waiting_deliveries
SELECT target, delivery_id AS id, event, content, ts_machine AS queued FROM deliveries WHERE outcome IS NULL ORDER BY seq

-- name: end_delivery
UPDATE deliveries SET outcome = ?, reason = ?, ts_ended = ? WHERE target = ? AND delivery_id = ?

-- name: forget_deliveries
DELETE FROM deliveries WHERE outcome IS NOT NULL AND ts_ended < ?

-- name: set_venue_mark
INSERT INTO venue_marks (environment, run, account, ts_event, ts_machine) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (environment, run, account) DO UPDATE SET ts_event = excluded.ts_event, ts_machine = excluded.ts_machine
WHERE excluded.ts_event > ts_event

-- name: venue_mark
SELECT ts_event AS at FROM venue_marks WHERE environment = ? AND run = ? AND account = ?

-- name: insert_balance
INSERT INTO balances (environment, run, account, currency, balance, ts_event, ts_machine) VALUES (?, ?, ?, ?, ?, ?, ?)

-- name: newest_balance
SELECT balance FROM balances WHERE environment = ? AND run = ? AND account = ? ORDER BY seq DESC LIMIT 1

-- name: order_of_venue
SELECT client_order_id AS id FROM order_events
WHERE environment = ? AND run = ? AND venue_order_id = ? AND type = 'accepted' LIMIT 1

-- name: insert_webhook
INSERT INTO webhooks (
  environment, run, receipt, webhook, outcome, status, reason, signal, symbol, instrument, account, orders, repeat_of, message, answer, bytes,
  body, microseconds, trace_id, ts_event, ts_machine
) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)

-- name: newest_webhooks
SELECT * FROM webhooks WHERE seq IN (
  SELECT max(seq) FROM webhooks WHERE environment = ? AND run = ? GROUP BY receipt ORDER BY receipt DESC LIMIT ?
) ORDER BY receipt DESC

-- name: last_webhook
SELECT max(receipt) AS id FROM webhooks

-- name: webhook_message
SELECT * FROM webhooks WHERE environment = ? AND run = ? AND webhook = ? AND message = ? ORDER BY seq DESC LIMIT 1

-- name: webhook_signals
SELECT webhook, signal, instrument, max(ts_machine) AS at FROM webhooks
WHERE environment = ? AND run = ? AND outcome = 'accepted' AND ts_machine > ? AND instrument IS NOT NULL
GROUP BY webhook, signal, instrument

-- name: webhook_entries
SELECT orders FROM webhooks
WHERE environment = ? AND run = ? AND webhook = ? AND instrument = ? AND outcome = 'accepted' AND signal IN ('open_long', 'open_short')
ORDER BY seq DESC LIMIT 1

-- name: unfinished_webhooks
SELECT * FROM webhooks WHERE outcome = 'received' AND environment = ? AND run = ? AND seq IN (
  SELECT max(seq) FROM webhooks WHERE environment = ? AND run = ? GROUP BY receipt
) ORDER BY receipt
