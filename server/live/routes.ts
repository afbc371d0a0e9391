import { type Context, Hono } from 'hono';
import type { Clock } from '../../core/clock.ts';
import type { ConsoleMode } from '../../views/wire.ts';
import type { Sessions } from '../sessions/port.ts';
import type { Channel } from './channel.ts';
import { streamResponse } from './stream.ts';
import { openWatched, parseWatch } from './watched.ts';

export interface StreamDependencies {
  readonly sessions: Sessions;
  readonly channel: Channel;
  readonly clock: Clock;
  readonly mode: () => ConsoleMode;
  /** Why no order is taken; undefined while orders are. */
  readonly trouble?: () => string | undefined;
  /** How many alerts nobody has acknowledged. */
  readonly alerts?: () => number;
}

/** `GET /notebooks/<id>/stream` follows one notebook, `GET /stream?watch=<notebook>,<notebook>/<cell>,…` as much as a browser shows. */
export function streamRoutes({ sessions, channel, clock, mode, trouble, alerts }: StreamDependencies): Hono {
  const routes = new Hono();

  const stream = async (context: Context, watch: string): Promise<Response> => {
    const wanted = parseWatch(watch);
    if (!wanted) {
      const hint = 'Name notebooks and cells as in watch=morning,carry/curve.';
      return context.json({ error: { message: `Nothing can be watched as ${JSON.stringify(watch)}.`, hint } }, 400);
    }
    const watched = await openWatched(sessions, wanted);
    if (watched.length === 0) {
      const message = `There is no notebook ${[...wanted.keys()].join(', ')}.`;
      return context.json({ error: { message, hint: 'The list is at /.' } }, 404);
    }
    // An answer without a body would leave its stream behind, watching for ever.
    if (context.req.raw.method === 'HEAD') return context.body(null, 200, { 'Content-Type': 'text/event-stream' });
    const lastEventId = context.req.header('last-event-id');
    return streamResponse({ channel, clock, mode, watched, lastEventId, trouble, alerts });
  };

  routes.get('/notebooks/:notebook/stream', (context) => stream(context, context.req.param('notebook')));
  routes.get('/stream', (context) => stream(context, context.req.query('watch') ?? ''));
  return routes;
}
