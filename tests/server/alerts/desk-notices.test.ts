import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { alertsSchema } from '../../../config/alerts.ts';
import type { AlertsState } from '../../../core/alerts/notification.ts';
import { openAlerts } from '../../../server/alerts/open.ts';
import { tracer } from '../../../server/trace/tracer.ts';
import { id, marketBuy, openConsole, type TestConsole } from '../desk/console.ts';
import { temporaryFolder } from '../journal/folder.ts';
import { until } from './opened.ts';

function alertsOf(console: TestConsole, settings: object = {}) {
  const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const alerts = openAlerts({
    desk: console.desk,
    journal: console.journal,
    analytics: { run: () => Promise.reject(new Error('There is no engine.')) },
    settings: alertsSchema.parse(settings),
    machine: console.clock,
    random: () => 0.5,
    environment: {},
    live: true,
    tracer,
    log: quiet,
  });
  onTestFinished(() => alerts.close());
  const told = () =>
    console.desk.bus
      .read<AlertsState>('alerts')
      .notifications.map(({ type, level, text }) => [
        type,
        level,
        text.replaceAll(/\bZN[HMUZ]\d\b/g, 'ZN').replace(/at .*/, ''),
      ]);
  return { alerts, told };
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 30));

describe('a desk tells', () => {
  it('orders, fills, a closed position and refusals of a person, and none of a strategy', async () => {
    const console = await openConsole(temporaryFolder());
    const { told } = alertsOf(console);
    const { desk } = console;
    await desk.submit(marketBuy(2, { clientOrderId: id('A') }));
    await desk.submit(marketBuy(1, { strategy: 'maker' }));
    await desk.settled();
    await desk.submit(marketBuy(2, { side: 'sell' }));
    await desk.settled();
    await expect(desk.submit(marketBuy(1, { side: 'short' as never }))).rejects.toThrow();
    await settled();
    expect(told()).toEqual([
      ['order_failed', 'warning', expect.stringContaining('Refused: side is "short"')],
      ['position_close', expect.any(String), expect.stringContaining('Closed long ZN: realized ')],
      ['order_fill', 'success', 'Sold 2 ZN '],
      ['order_fill', 'success', 'Bought 2 ZN '],
    ]);
  });

  it('what settings want of it', async () => {
    const console = await openConsole(temporaryFolder());
    const { told } = alertsOf(console, { strategies: 'all', types: { order_fill: 'off', order_placed: 'warning' } });
    await console.desk.submit(marketBuy(1, { strategy: 'maker' }));
    await console.desk.settled();
    await console.desk.submit(marketBuy(1, { strategy: 'maker', side: 'sell' }));
    await console.desk.settled();
    await settled();
    expect(told().map(([type]) => type)).toEqual(['position_close']);
  });

  it('that the journal cannot be written, in memory until it can, and that it is over', async () => {
    const folder = temporaryFolder();
    const console = await openConsole(folder);
    const { told, alerts } = alertsOf(console);
    const other = new Sqlite(path.join(folder, 'journal.sqlite'));
    other.exec('BEGIN IMMEDIATE');
    const order = console.desk.submit(marketBuy(1)).catch((error: unknown) => String(error));
    await until(() => told().length > 0);
    expect(told()).toEqual([
      ['risk_alert', 'error', expect.stringContaining('No order is taken. Another program has locked')],
    ]);
    expect(await order).toContain('locked');
    expect(other.prepare('SELECT count(*) FROM notifications').pluck().get()).toBe(0);
    other.exec('COMMIT');
    await until(() => alerts.state().notifications[0]?.resolved !== undefined);
    expect(other.prepare('SELECT count(DISTINCT id) FROM notifications').pluck().get()).toBeGreaterThan(0);
    other.close();
  });
});
