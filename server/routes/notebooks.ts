import { type Context, Hono } from 'hono';
import type { Clock } from '../../core/clock.ts';
import { exportPolicy } from '../export/document.ts';
import type { NotebookSnapshot, Session, Sessions } from '../sessions/port.ts';
import { isNotebookId } from '../store/notebook-id.ts';
import { RequestProblem } from './errors.ts';
import { notebookJson } from './notebook-json.ts';

export type Export = (snapshot: NotebookSnapshot) => Promise<string>;

const settleMilliseconds = 30_000;

async function opened(sessions: Sessions, id: string): Promise<Session> {
  const session = isNotebookId(id) ? await sessions.open(id) : undefined;
  if (!session) throw new RequestProblem(404, `There is no notebook ${JSON.stringify(id)}.`, 'The list is at /.');
  return session;
}

async function snapshotFor(context: Context, session: Session): Promise<NotebookSnapshot> {
  if (context.req.query('wait') === '0') return session.snapshot();
  return session.settled({ timeoutMilliseconds: settleMilliseconds });
}

/** Every notebook has a twin for programs and a form that can be sent to anybody. */
export function notebookRoutes(sessions: Sessions, toExport: Export, clock: Clock): Hono {
  const routes = new Hono();

  routes.get('/notebooks/:file{[^/]+\\.json}', async (context) => {
    const session = await opened(sessions, context.req.param('file').replace(/\.json$/, ''));
    return context.json(notebookJson(await snapshotFor(context, session)));
  });

  routes.get('/notebooks/:id/export.html', async (context) => {
    const session = await opened(sessions, context.req.param('id'));
    const document = await toExport(await snapshotFor(context, session));
    const name = `${session.id}-${new Date(clock.now() / 1_000).toISOString().slice(0, 10)}.html`;
    const disposition = context.req.query('download') === undefined ? 'inline' : 'attachment';
    context.header('Content-Disposition', `${disposition}; filename="${name}"`);
    context.header('Content-Security-Policy', exportPolicy);
    return context.html(document);
  });

  return routes;
}
