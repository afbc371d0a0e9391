import { html } from 'hono/html';
import { describe, expect, it } from 'vitest';
import { alerts } from '../../../cells/alerts/index.ts';
import { alertsValue } from '../../../cells/alerts/server.ts';
import type { Tag } from '../../../cells/kind.ts';
import type { AlertsState } from '../../../core/alerts/notification.ts';
import { morningAlerts } from './fixture.ts';

const props = alerts.props.parse({});
const text = (value: unknown): string =>
  String(value)
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
const shown = (asked: object, state: AlertsState | undefined) => {
  const read = alerts.props.parse(asked);
  return text(alerts.view(html as Tag<unknown>, alertsValue(state, read, 'America/Chicago'), read));
};

describe('the cell alerts', () => {
  it('shows everything with who has seen it, how it is delivered and what is watched', () => {
    const { rows, ...rest } = alertsValue(morningAlerts, props, 'America/Chicago');
    expect(rows.map(({ id, asks, seenBy, about }) => [id, asks, seenBy, about])).toEqual([
      [4, true, null, ''],
      [3, false, null, 'SIM-1 ZNZ6'],
      [2, false, 'vera', ''],
    ]);
    expect(rest).toMatchObject({ asking: 1, newest: 4, zone: 'America/Chicago' });
    const said = shown({}, morningAlerts);
    for (const part of [
      '1 to acknowledge',
      'The token of projectx was refused. Look at PROJECT_X_API_KEY and start again. venue · 2 held back',
      'SIM-1 ZNZ6 · order fill',
      'seen by vera',
      'discord not in use The variable DISCORD_WEBHOOK_URL is not set.',
      'webhook 17 delivered, 2 waiting, 1 given up',
      'loss-of-day well, 120.5 Fires below -50000, clears at -40000.',
    ])
      expect(said).toContain(part);
  });

  it('keeps to a level and types', () => {
    const ids = (asked: object) =>
      alertsValue(morningAlerts, alerts.props.parse(asked), 'UTC').rows.map(({ id }) => id);
    expect(ids({ level: 'warning' })).toEqual([4, 2]);
    expect(ids({ types: ['order_fill', 'venue'], limit: 1 })).toEqual([4]);
    expect(shown({ level: 'error', types: ['condition'] }, morningAlerts)).toContain(
      'Nothing of condition from the level error on.',
    );
    expect(alerts.props.safeParse({ level: 'loud' }).success).toBe(false);
  });

  it('says what to expect before anything was told', () => {
    expect(shown({}, undefined)).toBe(
      'nothing to acknowledge Nothing was told yet. Orders, fills and what goes wrong appear here.',
    );
    expect(alerts.caption?.(alertsValue(undefined, props, 'UTC'))).toBe('');
    expect(alerts.caption?.(alertsValue(morningAlerts, props, 'UTC'))).toBe('1 to acknowledge');
  });

  it('has no control in its static form, and rows for files', () => {
    const value = alertsValue(morningAlerts, props, 'UTC');
    expect(String(alerts.view(html as Tag<unknown>, value, props))).not.toMatch(/<button|data-action|<a /);
    expect(alerts.exportAs?.csv?.(value).split('\n')[0]?.trim()).toBe(
      'Id,Timestamp,Level,Type,Text,Detail,Held back,Over,Seen by',
    );
    expect(alerts.exportAs?.json?.(value)).toHaveLength(3);
  });
});
