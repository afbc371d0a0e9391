import type { Side } from '../model/quantity.ts';
import type { Instant } from '../model/time.ts';

/** From the least to the most. */
export const notificationLevels = ['info', 'success', 'warning', 'error'] as const;
export type NotificationLevel = (typeof notificationLevels)[number];

/** What a notification is about. */
export const notificationTypes = [
  'order_placed',
  'order_failed',
  'order_fill',
  'position_close',
  'risk_alert',
  'strategy_status',
  'venue',
  'monitor',
  'condition',
  'webhook',
] as const;
export type NotificationType = (typeof notificationTypes)[number];

/** Grows with what a level asks of a person. */
export const rankOf = (level: NotificationLevel): number => notificationLevels.indexOf(level);

/** What somebody has to tell. */
export interface Notice {
  readonly type: NotificationType;
  readonly level: NotificationLevel;
  /** Notices of one key are one matter: they are throttled together, and one that is resolved ends by its key. */
  readonly key: string;
  /** A sentence, without the time. */
  readonly text: string;
  /** What to do, or what it means. */
  readonly detail?: string;
  readonly account?: string;
  readonly instrument?: string;
  /** Of the order that it is about. */
  readonly side?: Side;
  readonly subject?: { readonly kind: 'order' | 'fill' | 'trace'; readonly id: string };
}

/** A notice that was kept. */
export interface Notification extends Notice {
  /** Grows with time. */
  readonly id: number;
  /** Console's clock. */
  readonly at: Instant;
  /** How many notices of this key were held back since the one before. */
  readonly heldBack: number;
  readonly acknowledged?: { readonly at: Instant; readonly by: string };
  /** When what it was about was over; absent while it lasts, and for what does not last. */
  readonly resolved?: Instant;
}

/** Whether somebody has to say that they have seen it: a warning or an error that nobody has acknowledged. */
export const asksFor = ({ level, acknowledged }: Pick<Notification, 'level' | 'acknowledged'>): boolean =>
  acknowledged === undefined && rankOf(level) >= rankOf('warning');

/** How a notification goes to one place out of the console. */
export interface DeliveryState {
  readonly target: string;
  /** Why nothing goes there: what is missing. Absent while it is in use. */
  readonly off?: string;
  readonly waiting: number;
  readonly delivered: number;
  readonly failed: number;
  readonly lastError?: { readonly at: Instant; readonly sentence: string };
}

/** The topic `alerts`. */
export interface AlertsState {
  /** Newest first, at most 200: warnings and errors that nobody has acknowledged, then the others. */
  readonly notifications: readonly Notification[];
  /** Warnings and errors that nobody has acknowledged, all of them. */
  readonly unacknowledged: number;
  readonly deliveries: readonly DeliveryState[];
  /** Conditions of the settings, as they stand. */
  readonly conditions: readonly ConditionState[];
}

export interface ConditionState {
  readonly name: string;
  readonly state: 'well' | 'firing' | 'failing' | 'off';
  /** What was measured last; absent where there was nothing to measure. */
  readonly value?: string;
  /** Since when it is so, by the machine's clock. */
  readonly since?: Instant;
  /** Where it fires and clears, or why it cannot be measured and what to do. */
  readonly sentence?: string;
}

/** Where whoever has something to tell tells it. Never throws and is never waited for. */
export interface Notify {
  tell(notice: Notice): void;
  /** What notices of this key were about is over. */
  over(key: string): void;
}
