import {
  type AlertsState,
  asksFor,
  type ConditionState,
  type DeliveryState,
  type Notification,
  rankOf,
} from '../../core/alerts/notification.ts';
import { zoneOf } from '../../core/calendar/session.ts';
import { formatDateTime, formatInteger } from '../../core/format.ts';
import type { CellContext, Refs } from '../kind.ts';
import type { AlertLine, AlertRow, AlertsProps, AlertsValue } from './schema.ts';

export const refs = (): Refs => ({ reads: ['alerts'] });

const rowOf = (notification: Notification): AlertRow => {
  const { id, at, level, type, key, text, detail, account, instrument, heldBack, subject } = notification;
  return {
    ...{ id, ts: at, level, type, key, text, detail: detail ?? null, heldBack, subject: subject ?? null },
    about: [account, instrument].filter(Boolean).join(' '),
    asks: asksFor(notification),
    seenBy: notification.acknowledged?.by ?? null,
    over: notification.resolved ?? null,
  };
};

function deliveryLine({ target, off, waiting, delivered, failed, lastError }: DeliveryState): AlertLine {
  if (off !== undefined) return { name: target, state: 'off', text: 'not in use', note: off };
  const counts = [
    `${formatInteger(delivered)} delivered`,
    ...(waiting === 0 ? [] : [`${formatInteger(waiting)} waiting`]),
    ...(failed === 0 ? [] : [`${formatInteger(failed)} given up`]),
  ];
  const state = waiting > 0 && lastError ? 'late' : 'well';
  const note = lastError && `${formatDateTime(lastError.at, 'UTC')} UTC: ${lastError.sentence}`;
  return { name: target, state, text: counts.join(', '), note: note ?? null };
}

const conditionLine = ({ name, state, value, sentence }: ConditionState): AlertLine => ({
  name,
  state,
  text: value === undefined ? state : `${state}, ${value}`,
  note: sentence ?? null,
});

export function alertsValue(state: AlertsState | undefined, props: AlertsProps, zone: string): AlertsValue {
  const notifications = state?.notifications ?? [];
  const { level, types, limit } = props;
  const shown = notifications.filter(
    (each) => rankOf(each.level) >= rankOf(level) && (types === undefined || types.includes(each.type)),
  );
  return {
    rows: shown.slice(0, limit).map(rowOf),
    asking: state?.unacknowledged ?? 0,
    newest: Math.max(0, ...notifications.map(({ id }) => id)),
    zone,
    deliveries: (state?.deliveries ?? []).map(deliveryLine),
    conditions: (state?.conditions ?? []).map(conditionLine),
  };
}

export async function* frames(props: AlertsProps, context: CellContext): AsyncIterable<AlertsValue> {
  const [instrument] = context.instruments;
  const zone = instrument === undefined ? 'UTC' : zoneOf(context.instrument(instrument).session);
  for await (const _ of context.changes('alerts')) yield alertsValue(context.read<AlertsState>('alerts'), props, zone);
}
