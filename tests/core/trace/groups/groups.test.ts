import { describe, expect, test } from 'vitest';
import { groupsBy } from '../../../../core/trace/groups/groups.ts';
import { nameMatcher } from '../../../../core/trace/groups/pattern.ts';

describe('by preset, else by module', () => {
  const groupOf = groupsBy([], ['preset', 'module']);
  test.each([
    ['server/desk/desk.TradingDesk.submit', 'desk.orders'],
    ['server/desk/desk.TradingDesk.cancelAll', 'desk.orders'],
    ['server/desk/desk.TradingDesk.settle', 'desk'],
    ['server/desk/check-order.checkOrder', 'desk.orders'],
    ['core/orders/fold.foldOrder', 'desk.orders'],
    ['server/desk/intake.Intake.take', 'desk.market'],
    ['server/desk/pnl-changes.PnlChanges.fold', 'desk.pnl'],
    ['core/venue/paper/engine.Engine.match', 'venue.paper'],
    ['core/venue/replay/shown-rules.match', 'venue.replay'],
    ['server/desk/replay-driver.ReplayDriver.advance', 'venue.replay'],
    ['server/journal/journal.SqliteJournal.append', 'journal'],
    ['server/analytics/client.Analytics.query', 'sql'],
    ['cells/ladder/server.frames', 'cells'],
    ['server/sessions/run.run', 'cells'],
    ['server/store/store.NotebookStore.save', 'notebook'],
    ['server/routes/orders.submit', 'http'],
    ['POST /api/orders', 'http'],
    ['server/import/import.importFile', 'import'],
    ['server/export/document.exportDocument', 'export'],
    ['server/spots/poll.poll', 'spots'],
    ['server/trace/writer.write', 'trace'],
    ['server/compose.compose', 'server.compose'],
    ['lib.trading.orders.submit_order', 'trading.orders.execution'],
    ['market_data.feed.on_quote', 'trading.market_data.prices'],
    ['pricing.risk.RiskEngine.calculate', 'trading.risk.calculation'],
    ['trading.pnl.fifo.match', 'trading.pnl'],
    ['lib.tt_api.client.fetch', 'external.tt_api'],
    ['scheduler.jobs.Nightly.run', 'scheduler.jobs'],
    ['main', 'other'],
    ['', 'other'],
  ])('%s is of %s', (process, group) => expect(groupOf(process)).toBe(group));
});

describe('by verb', () => {
  const groupOf = groupsBy([], ['verb', 'module']);
  test.each([
    ['server/desk/desk.TradingDesk.submitOrder', 'execution'],
    ['orders.cancel_all', 'execution'],
    ['server/journal/journal.SqliteJournal.read', 'read'],
    ['HTTPClient.get', 'read'],
    ['core/pnl/lots.foldLots', 'calculation'],
    ['computeGreeks', 'calculation'],
    ['_save_rows', 'write'],
    ['readable.readily', 'readable'],
    ['server/desk/desk.TradingDesk.zebra', 'server.desk'],
  ])('%s is of %s', (process, group) => expect(groupOf(process)).toBe(group));
});

describe('by layer', () => {
  const groupOf = groupsBy([], ['layer']);
  test.each([
    ['server/routes/orders.submit', 'http'],
    ['server/journal/journal.append', 'storage'],
    ['server/analytics/query.query', 'analysis'],
    ['core/venue/paper/engine.match', 'exchange'],
    ['core/pnl/lots.fold', 'core'],
    ['server/desk/desk.submit', 'console'],
    ['serverless.run', 'other'],
  ])('%s is of %s', (process, group) => expect(groupOf(process)).toBe(group));
});

test('rules come first, and the first that fits counts', () => {
  const groupOf = groupsBy(
    [
      { match: 'server/desk/*.Desk.*', group: 'classes' },
      { match: 'server/desk', group: 'mine' },
      { match: '/quote/i', group: 'quotes' },
    ],
    ['preset'],
  );
  expect(
    ['server/desk/a.Desk.submit', 'server/desk/a.submit', 'server/desks/a.b', 'feed.onQuote'].map(groupOf),
  ).toEqual(['classes', 'mine', 'other', 'quotes']);
});

describe('a match', () => {
  test.each([
    ['desk', 'desk', true],
    ['desk', 'desk.orders', true],
    ['desk', 'desktop', false],
    ['desk', 'the desk', false],
    ['server/desk', 'server/desk/desk.submit', true],
    ['price', 'price-functions', false],
    ['desk.*', 'desk.orders', true],
    ['desk.*', 'desk', false],
    ['*.submit', 'a/b.submit', true],
    ['a+b', 'a+b', true],
    ['a.b', 'axb', false],
    ['/^a.b$/', 'axb', true],
    ['/A/i', 'cab', true],
    ['/A/', 'cab', false],
  ])('%s on %s: %s', (match, name, fits) => expect(nameMatcher(match).test(name)).toBe(fits));
});
