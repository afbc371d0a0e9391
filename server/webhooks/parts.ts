import type { Notify } from '../../core/alerts/notification.ts';
import type { Clock } from '../../core/clock.ts';
import type { Tracer } from '../../core/trace/port.ts';
import type { TradingDesk } from '../desk/desk.ts';
import type { Log } from '../desk/log.ts';
import type { Journal } from '../journal/port.ts';

/** What messages become orders with. */
export interface WebhookParts {
  readonly desk: Pick<
    TradingDesk,
    'bus' | 'clock' | 'environment' | 'instrument' | 'submitSliced' | 'cancel' | 'flatten' | 'order' | 'trouble'
  >;
  readonly journal: Pick<Journal, 'key' | 'webhooks' | 'ordersOfGroup'>;
  readonly machine: Pick<Clock, 'now'>;
  readonly notify: Notify;
  readonly tracer: Pick<Tracer, 'span' | 'current'>;
  readonly log: Log;
}
