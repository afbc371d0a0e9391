import { Hono } from 'hono';
import { z } from 'zod';
import {
  type AlertsState,
  type Notification,
  notificationLevels,
  notificationTypes,
  rankOf,
} from '../../core/alerts/notification.ts';
import type { Instant } from '../../core/model/time.ts';
import { instantText } from '../../core/trace/canonical.ts';
import type { Alerts } from '../alerts/open.ts';
import { bodyOf, RequestProblem } from './errors.ts';

const query = z.strictObject({
  level: z.enum(notificationLevels, `is ${notificationLevels.join(', ')}`).optional(),
  type: z.enum(notificationTypes, `is ${notificationTypes.join(', ')}`).optional(),
});

const by = z.string().trim().min(1).max(100).optional();
const id = z.int().positive();
const seen = z.union(
  [
    z.strictObject({ id, by }),
    z.strictObject({ key: z.string().min(1).max(500), by }),
    /** Without `upTo` what was told while the request was on its way is meant as well. */
    z.strictObject({ all: z.literal(true), upTo: id.optional(), by }),
  ],
  'name one {"id"}, all of a {"key"}, or {"all": true, "upTo": id}, each with "by" where it matters who',
);

/** What was told, who has seen it, and where it went. */
export function alertRoutes(alerts: Pick<Alerts, 'state' | 'acknowledge'>): Hono {
  const routes = new Hono();

  routes.get('/api/alerts', (context) => {
    const read = query.safeParse(context.req.query());
    if (!read.success) {
      const [issue] = read.error.issues;
      throw new RequestProblem(400, `The alerts cannot be read: ${issue?.path.join('.')} ${issue?.message}.`);
    }
    const { level = 'info', type } = read.data;
    const state = alerts.state();
    const notifications = state.notifications
      .filter((each) => rankOf(each.level) >= rankOf(level) && (type === undefined || each.type === type))
      .map(notificationJson);
    return context.json({ ...stateJson(state), notifications });
  });

  routes.post('/api/alerts/ack', async (context) => {
    const asked = await bodyOf(context, seen, 'The acknowledgment');
    const who = asked.by ?? (context.req.header('sec-fetch-site') === undefined ? 'program' : 'page');
    const meant = 'all' in asked ? { upTo: asked.upTo ?? Number.MAX_SAFE_INTEGER } : asked;
    const acknowledged = await alerts.acknowledge(meant, who);
    const { unacknowledged } = alerts.state();
    return context.json({ acknowledged: acknowledged.map((each) => each.id), unacknowledged });
  });
  return routes;
}

const timed = (instants: Readonly<Record<string, Instant | undefined>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(instants).flatMap(([name, at]) => (at === undefined ? [] : [[name, instantText(at)]])),
  );

const notificationJson = ({ at, resolved, acknowledged, ...rest }: Notification) => ({
  ...rest,
  ...timed({ at, resolved }),
  ...(acknowledged ? { acknowledged: { ...acknowledged, ...timed({ at: acknowledged.at }) } } : {}),
});

const stateJson = ({ unacknowledged, deliveries, conditions }: AlertsState) => ({
  unacknowledged,
  deliveries: deliveries.map(({ lastError, ...delivery }) => ({
    ...delivery,
    ...(lastError ? { lastError: { ...lastError, ...timed({ at: lastError.at }) } } : {}),
  })),
  conditions: conditions.map(({ since, ...condition }) => ({ ...condition, ...timed({ since }) })),
});
