import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { discordMessage } from '../../../core/alerts/discord.ts';
import { messageOf } from '../../../core/alerts/message.ts';
import type { Notification, NotificationLevel, NotificationType } from '../../../core/alerts/notification.ts';
import { instant } from '../../../core/model/time.ts';

const at = instant(Date.UTC(2026, 10, 20, 16, 31, 7) * 1_000 + 250_123);
const about = { id: 'k3-17-told', event: 'told', environment: 'SIM', run: 'paper' } as const;
const told: Notification = {
  id: 17,
  type: 'order_fill',
  level: 'success',
  key: 'fill.T-1',
  text: 'Bought 2 ESZ6 at 5012.25.',
  account: 'SIM_1',
  instrument: 'ESZ6',
  side: 'buy',
  at,
  heldBack: 3,
};

describe('a message for Discord', () => {
  it('says everything once, and calls nobody', () => {
    expect(discordMessage(messageOf(told, about))).toEqual({
      embeds: [
        {
          title: 'Fill',
          description: 'Bought 2 ESZ6 at 5012.25.',
          color: 16776960,
          timestamp: '2026-11-20T16:31:07.250123Z',
          fields: [
            { name: 'Account', value: 'SIM\\_1', inline: true },
            { name: 'Instrument', value: 'ESZ6', inline: true },
            { name: 'Held back', value: '3', inline: true },
          ],
          footer: { text: 'SIM paper · k3-17-told' },
        },
      ],
      allowed_mentions: { parse: [] },
    });
  });

  it('says that something is over', () => {
    const message = messageOf(
      { ...told, type: 'venue', level: 'error', heldBack: 0, resolved: instant(at + 1_000_000) },
      { ...about, id: 'k3-17-resolved', event: 'resolved' },
    );
    const [embed] = discordMessage(message).embeds;
    expect([embed.title, embed.color, embed.timestamp]).toEqual([
      'Over: Venue',
      3066993,
      '2026-11-20T16:31:08.250123Z',
    ]);
  });

  const colors: readonly [NotificationType, NotificationLevel, 'buy' | 'sell' | undefined, number][] = [
    ['order_placed', 'info', 'buy', 3066993],
    ['order_placed', 'info', 'sell', 15158332],
    ['order_fill', 'info', 'sell', 16776960],
    ['order_failed', 'warning', 'buy', 15158332],
    ['position_close', 'success', undefined, 3066993],
    ['position_close', 'info', undefined, 15158332],
    ['strategy_status', 'info', undefined, 3447003],
    ['monitor', 'warning', undefined, 15105570],
    ['venue', 'error', undefined, 15158332],
  ];
  it.each(colors)('%s of level %s (%s) has the color %i', (type, level, side, color) => {
    const { side: _, ...notification } = told;
    const message = messageOf({ ...notification, type, level, ...(side ? { side } : {}) }, about);
    expect(discordMessage(message).embeds[0].color).toBe(color);
  });

  it('stays within the bounds of Discord, whatever it has to say', () => {
    const word = fc.string({ unit: 'grapheme', maxLength: 6_000 });
    fc.assert(
      fc.property(word, word, word, (text, detail, account) => {
        const { title, description, fields, footer } = discordMessage(
          messageOf({ ...told, text, detail, account }, about),
        ).embeds[0];
        const lengths = [title, description, footer.text, ...fields.flatMap(({ name, value }) => [name, value])];
        expect(description.length).toBeLessThanOrEqual(4_096);
        expect(Math.max(...fields.map(({ value }) => value.length))).toBeLessThanOrEqual(1_024);
        expect(lengths.reduce((sum, { length }) => sum + length, 0)).toBeLessThanOrEqual(6_000);
        expect(() => encodeURIComponent(description)).not.toThrow();
      }),
      { numRuns: 50 },
    );
  });

  it('cuts no character in two', () => {
    const { description } = discordMessage(messageOf({ ...told, text: `x${'😀'.repeat(3_000)}` }, about)).embeds[0];
    expect(description.length).toBe(4_096);
    expect(() => encodeURIComponent(description)).not.toThrow();
    expect(description.endsWith('😀…')).toBe(true);
  });
});
