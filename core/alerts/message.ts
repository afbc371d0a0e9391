import { instantText } from '../trace/canonical.ts';
import type { Notification } from './notification.ts';

/** What leaves the console for another program: the notification with its instants as text, and which console says so. */
export interface AlertMessage {
  /** The same however often it is sent. */
  readonly id: string;
  readonly event: 'told' | 'resolved';
  readonly environment: string;
  readonly run: string;
  readonly notification: Omit<Notification, 'at' | 'acknowledged' | 'resolved'> & {
    readonly at: string;
    readonly resolved?: string;
  };
}

export function messageOf(
  { at, resolved, acknowledged: _, ...notification }: Notification,
  about: Pick<AlertMessage, 'id' | 'event' | 'environment' | 'run'>,
): AlertMessage {
  const ended = resolved === undefined ? {} : { resolved: instantText(resolved) };
  return { ...about, notification: { ...notification, at: instantText(at), ...ended } };
}
