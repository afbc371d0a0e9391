import { html } from 'hono/html';
import { describe, expect, it } from 'vitest';
import type { Tag } from '../../../cells/kind.ts';
import { webhooks } from '../../../cells/webhooks/index.ts';
import { frames, webhooksValue } from '../../../cells/webhooks/server.ts';
import type { WebhooksState } from '../../../core/webhooks/receipt.ts';
import { contextOf, framesOf } from '../live-topics.ts';
import { morningWebhooks } from './fixture.ts';

const props = webhooks.props.parse({});
const shown = (asked: object, state: WebhooksState | undefined) => {
  const read = webhooks.props.parse(asked);
  return String(webhooks.view(html as Tag<unknown>, webhooksValue(state, read, 'America/Chicago'), read))
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
};

describe('the cell webhooks', () => {
  it('shows what came, what became of it, and which are open', () => {
    expect(shown({}, morningWebhooks)).toBe(
      [
        '● signals open for embed SIM-1: ES ZN ○ tradingview off in the settings SIM-1: NQ CST',
        '10:31:05 .250 ▲ refused The signature is another one. signals · 401 · 0.3 ms',
        '10:30:37 .250 = duplicate open long ZNZ6 hook-2-1 It is the message of receipt 2 again, which was accepted. signals · 200 · 0.6 ms',
        '10:30:36 .250 ● accepted open long ZNZ6 hook-2-1, hook-2-2 signals · 200 · 3.4 ms',
        '10:29:37 .250 ◆ held close GC1! projectx is LIVE and not armed. signals · 503',
      ].join(' '),
    );
    expect(webhooks.caption?.(webhooksValue(morningWebhooks, props, 'UTC'))).toBe('1 open, 4 received');
  });

  it('keeps to a webhook and outcomes', () => {
    const ids = (asked: object) =>
      webhooksValue(morningWebhooks, webhooks.props.parse(asked), 'UTC').rows.map(({ id }) => id);
    expect(ids({ outcomes: ['accepted', 'held'] })).toEqual([2, 1]);
    expect(ids({ limit: 1 })).toEqual([4]);
    expect(ids({ webhook: 'tradingview' })).toEqual([]);
    expect(shown({ webhook: 'tradingview' }, morningWebhooks)).toContain('Nothing like that was received.');
    expect(webhooks.props.safeParse({ outcomes: ['lost'] }).success).toBe(false);
  });

  it('says what to do where none is open', () => {
    expect(shown({}, undefined)).toBe(
      'No webhook is open. docs/webhooks.md says how one is opened: its secret, and on in config/local.json.',
    );
    expect(shown({}, { ...morningWebhooks, receipts: [] })).toContain('Nothing was received yet.');
    expect(webhooks.caption?.(webhooksValue(undefined, props, 'UTC'))).toBe('none open');
  });

  it('has no link in its static form, and rows for files', async () => {
    const [value] = await framesOf(frames(props, contextOf({ webhooks: morningWebhooks })));
    if (value === undefined) throw new Error('There is no frame.');
    expect(webhooks.value.parse(value)).toEqual(value);
    expect(String(webhooks.view(html as Tag<unknown>, value, props))).not.toMatch(/<button|<a /);
    expect(webhooks.exportAs?.csv?.(value).split('\n')[3]?.trim()).toBe(
      '2,2026-11-20T16:30:36.250000Z,signals,accepted,200,open_long,ZNZ6,hook-2-1 hook-2-2,,3.4 ms,"{""embeds"":[{""title"":""Open Long [ZN1!]""}]}"',
    );
  });
});
