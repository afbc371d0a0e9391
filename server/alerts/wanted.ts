import type { AlertSettings } from '../../config/alerts.ts';
import { type Notice, rankOf } from '../../core/alerts/notification.ts';

/** Whether settings have a notice count: its type from which level on, or not at all. */
export function isWanted({ type, level }: Notice, types: AlertSettings['types']): boolean {
  const least = types[type];
  return least === undefined || (least !== 'off' && rankOf(level) >= rankOf(least));
}
