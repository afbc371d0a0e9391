import type { AlertMessage } from './message.ts';
import type { NotificationType } from './notification.ts';

const colors = { buy: 3066993, sell: 15158332, fill: 16776960, signal: 3447003, warning: 15105570 } as const;

const titles: Readonly<Record<NotificationType, string>> = {
  order_placed: 'Order placed',
  order_failed: 'Order failed',
  order_fill: 'Fill',
  position_close: 'Position closed',
  risk_alert: 'Risk',
  strategy_status: 'Strategy',
  venue: 'Venue',
  monitor: 'Monitor',
  condition: 'Condition',
  webhook: 'Webhook',
};

/** Discord's own bounds; a text beyond one of them has the whole message refused. */
const bounds = { description: 4_096, field: 1_024, footer: 2_048 } as const;

export interface DiscordMessage {
  readonly embeds: readonly [
    {
      readonly title: string;
      readonly description: string;
      readonly color: number;
      readonly timestamp: string;
      readonly fields: readonly { readonly name: string; readonly value: string; readonly inline: true }[];
      readonly footer: { readonly text: string };
    },
  ];
  /** Nobody is called by what a text happens to say. */
  readonly allowed_mentions: { readonly parse: readonly [] };
}

/** A message as a webhook of Discord takes it: one embed, within Discord's bounds, its words plain. */
export function discordMessage({ id, event, environment, run, notification }: AlertMessage): DiscordMessage {
  const { type, text, detail, account, instrument, heldBack, at, resolved } = notification;
  const over = event === 'resolved';
  const named: readonly (readonly [string, string | undefined])[] = [
    ['Account', account],
    ['Instrument', instrument],
    ['Held back', heldBack === 0 ? undefined : String(heldBack)],
  ];
  return {
    embeds: [
      {
        title: over ? `Over: ${titles[type]}` : titles[type],
        description: cut(
          [text, detail]
            .flatMap((part) => part ?? [])
            .map(plain)
            .join('\n'),
          bounds.description,
        ),
        color: over ? colors.buy : colorOf(notification),
        timestamp: (over ? resolved : undefined) ?? at,
        fields: named.flatMap(([name, value]) =>
          value === undefined ? [] : [{ name, value: cut(plain(value), bounds.field), inline: true as const }],
        ),
        footer: { text: cut(`${environment} ${run} · ${id}`, bounds.footer) },
      },
    ],
    allowed_mentions: { parse: [] },
  };
}

function colorOf({ type, level, side }: AlertMessage['notification']): number {
  if (level === 'error' || type === 'order_failed') return colors.sell;
  if (level === 'warning') return colors.warning;
  if (type === 'order_fill') return colors.fill;
  if (type === 'position_close') return level === 'success' ? colors.buy : colors.sell;
  if (side !== undefined) return colors[side];
  return colors.signal;
}

/** What Discord reads as markup is written as itself. */
const plain = (text: string): string => text.replace(/[\\*_~`|>[\]#]/g, '\\$&');

/** Characters are counted as JavaScript does, which is never less than Discord does; a pair is not cut apart. */
function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const end = most - 1;
  const last = text.charCodeAt(end - 1);
  return `${text.slice(0, last >= 0xd800 && last <= 0xdbff ? end - 1 : end)}…`;
}
