import type { Notification, NotificationLevel, NotificationType } from '../../core/alerts/notification.ts';
import type { Side } from '../../core/model/quantity.ts';
import type { Instant } from '../../core/model/time.ts';
import type { GroupCommit } from './commits.ts';
import type { RunKey } from './port.ts';
import type { Statements } from './statements.ts';

/** What goes to a target out of the console. */
export interface Delivery {
  readonly target: string;
  /** The same with each attempt. */
  readonly id: string;
  readonly event: 'told' | 'resolved';
  /** The notification as it was then, as JSON. */
  readonly content: string;
  /** Machine's clock. */
  readonly queued: Instant;
}

export interface DeliveryEnd {
  readonly outcome: 'delivered' | 'given_up';
  readonly reason?: string;
}

/** What was told, and what of it waits to be delivered. While the disk cannot be written all of it waits in memory, and nobody waits for it. */
export interface Notifications {
  /** In one transaction; each change of a notification is a row of its own. */
  append(notifications: readonly Notification[], deliveries: readonly Delivery[]): Promise<void>;
  /** Of this run, newest first. */
  newest(limit: number): readonly Notification[];
  /** Of this run, warnings and errors that nobody has acknowledged, newest first. */
  open(): readonly Notification[];
  /** Greater than any id of this file. */
  nextId(): number;
  /** Of every run, oldest first. */
  waiting(): readonly Delivery[];
  end(delivery: Pick<Delivery, 'target' | 'id'>, end: DeliveryEnd): Promise<void>;
  /** Deletes deliveries that ended before. */
  forget(endedBefore: Instant): Promise<void>;
}

interface Row {
  readonly id: number;
  readonly type: NotificationType;
  readonly level: NotificationLevel;
  readonly key: string;
  readonly text: string;
  readonly detail: string | null;
  readonly account: string | null;
  readonly instrument: string | null;
  readonly side: Side | null;
  readonly subject_kind: 'order' | 'fill' | 'trace' | null;
  readonly subject_id: string | null;
  readonly held_back: number;
  readonly ts_event: Instant;
  readonly acknowledged_by: string | null;
  readonly ts_acknowledged: Instant | null;
  readonly ts_resolved: Instant | null;
}

export class NotificationRecord implements Notifications {
  readonly #sql: Statements;
  readonly #commits: GroupCommit;
  readonly #key: RunKey;

  constructor(sql: Statements, commits: GroupCommit, key: RunKey) {
    this.#sql = sql;
    this.#commits = commits;
    this.#key = key;
  }

  append(notifications: readonly Notification[], deliveries: readonly Delivery[]): Promise<void> {
    return this.#commits.add({
      meanwhile: 'go_on',
      run: (at) => {
        for (const notification of notifications) {
          this.#sql.run('insert_notification', ...valuesOf(this.#key, notification), at);
        }
        for (const { target, id, event, content, queued } of deliveries) {
          this.#sql.run('insert_delivery', target, id, event, content, queued);
        }
      },
    });
  }

  newest(limit: number): readonly Notification[] {
    return this.#sql.all<Row>('newest_notifications', this.#key.environment, this.#key.run, limit).map(notificationOf);
  }

  open(): readonly Notification[] {
    return this.#sql.all<Row>('open_notifications', this.#key.environment, this.#key.run).map(notificationOf);
  }

  nextId(): number {
    return (this.#sql.one<{ id: number | null }>('last_notification')?.id ?? 0) + 1;
  }

  waiting(): readonly Delivery[] {
    return this.#sql.all('waiting_deliveries');
  }

  end({ target, id }: Pick<Delivery, 'target' | 'id'>, { outcome, reason }: DeliveryEnd): Promise<void> {
    return this.#commits.add({
      meanwhile: 'go_on',
      run: (at) => this.#sql.run('end_delivery', outcome, reason ?? null, at, target, id),
    });
  }

  forget(endedBefore: Instant): Promise<void> {
    return this.#commits.add({
      meanwhile: 'go_on',
      run: () => this.#sql.run('forget_deliveries', endedBefore),
    });
  }
}

/** The values of `insert_notification`, in its order. */
function valuesOf({ environment, run }: RunKey, notification: Notification): (string | number | null)[] {
  const { id, type, level, key, text, detail, account, instrument, side, subject, heldBack, at } = notification;
  const { acknowledged, resolved } = notification;
  return [
    ...[environment, run, id, type, level, key, text],
    ...[detail ?? null, account ?? null, instrument ?? null, side ?? null, subject?.kind ?? null, subject?.id ?? null],
    ...[heldBack, at, acknowledged?.by ?? null, acknowledged?.at ?? null, resolved ?? null],
  ];
}

function notificationOf(row: Row): Notification {
  const { id, type, level, key, text, detail, account, instrument, side } = row;
  const { subject_kind, subject_id, acknowledged_by, ts_acknowledged, ts_resolved } = row;
  return {
    id,
    type,
    level,
    key,
    text,
    ...(detail === null ? {} : { detail }),
    ...(account === null ? {} : { account }),
    ...(instrument === null ? {} : { instrument }),
    ...(side === null ? {} : { side }),
    ...(subject_kind === null || subject_id === null ? {} : { subject: { kind: subject_kind, id: subject_id } }),
    heldBack: row.held_back,
    at: row.ts_event,
    ...(acknowledged_by === null || ts_acknowledged === null
      ? {}
      : { acknowledged: { by: acknowledged_by, at: ts_acknowledged } }),
    ...(ts_resolved === null ? {} : { resolved: ts_resolved }),
  };
}
