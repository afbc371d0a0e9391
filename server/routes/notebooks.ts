import { type Context, Hono } from 'hono';
import { exportPolicy } from '../export/document.ts';
import type { CellSnapshot, NotebookSnapshot, Session, Sessions } from '../sessions/port.ts';
import { RequestProblem } from './errors.ts';

export type Export = (snapshot: NotebookSnapshot) => Promise<string>;

const settleMilliseconds = 30_000;

const cellJson = ({ id, kind, validity, activity, error, value }: CellSnapshot) => ({
  id,
  kind,
  state: validity,
  activity,
  error,
  value: value ?? null,
});

async function opened(sessions: Sessions, id: string): Promise<Session> {
  const session = /^[a-z0-9_-]+$/.test(id) ? await sessions.open(id) : undefined;
  if (!session) throw new RequestProblem(404, `There is no notebook ${JSON.stringify(id)}.`, 'The list is at /.');
  return session;
}

async function snapshotFor(context: Context, session: Session): Promise<NotebookSnapshot> {
  if (context.req.query('wait') === '0') return session.snapshot();
  return session.settled({ timeoutMilliseconds: settleMilliseconds });
}

/** Every notebook has a twin for programs and a form that can be sent to anybody. */
export function notebookRoutes(sessions: Sessions, toExport: Export): Hono {
  const routes = new Hono();

  routes.get('/notebooks/:file{[^/]+\\.json}', async (context) => {
    const session = await opened(sessions, context.req.param('file').replace(/\.json$/, ''));
    const { id, title, cells } = await snapshotFor(context, session);
    return context.json({ id, title, cells: cells.map(cellJson) });
  });

  routes.get('/notebooks/:id/export.html', async (context) => {
    const session = await opened(sessions, context.req.param('id'));
    const document = await toExport(await snapshotFor(context, session));
    const name = `${session.id}-${new Date().toISOString().slice(0, 10)}.html`;
    context.header(
      'Content-Disposition',
      `${context.req.query('download') === undefined ? 'inline' : 'attachment'}; filename="${name}"`,
    );
    context.header('Content-Security-Policy', exportPolicy);
    return context.html(document);
  });

  return routes;
}
