import type { Instant } from '../model/time.ts';

export type NotificationLevel = 'info' | 'success' | 'warning' | 'error';

/** What a notification is about. */
export type NotificationType =
  | 'order_placed'
  | 'order_failed'
  | 'order_fill'
  | 'position_close'
  | 'risk_alert'
  | 'strategy_status'
  | 'venue'
  | 'monitor'
  | 'condition';

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

/** How a notification goes to one place out of the console. */
export interface DeliveryState {
  readonly target: string;
  readonly waiting: number;
  readonly delivered: number;
  readonly failed: number;
  readonly lastError?: { readonly at: Instant; readonly sentence: string };
}

/** The topic `alerts`. */
export interface AlertsState {
  /** Newest first, at most 200: those that nobody has acknowledged, then the others. */
  readonly notifications: readonly Notification[];
  readonly unacknowledged: number;
  readonly deliveries: readonly DeliveryState[];
  /** Conditions of the settings, as they stand. */
  readonly conditions: readonly {
    readonly name: string;
    readonly state: 'well' | 'firing' | 'failing' | 'off';
    readonly value?: string;
    readonly since?: Instant;
    readonly sentence?: string;
  }[];
}

/** Where whoever has something to tell tells it. Never throws and is never waited for. */
export interface Notify {
  tell(notice: Notice): void;
  /** What notices of this key were about is over. */
  over(key: string): void;
}
