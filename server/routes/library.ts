import { Hono } from 'hono';
import { notebooksPiece } from '../../views/home.ts';
import type { PageDeps } from './deps.ts';
import { RequestProblem } from './errors.ts';
import { checkedId, openSession } from './lookup.ts';
import { deletedLinks, notebookLinks } from './page-model.ts';
import { carryOut, jsonObject, pageOf, refuse, wantsPiece } from './replies.ts';

function checkedTitle(title: unknown): string {
  if (typeof title === 'string' && title.trim() !== '' && title.length <= 80 && !/[\r\n]/.test(title))
    return title.trim();
  throw new RequestProblem(422, 'A notebook needs a name of 1 to 80 characters on one line.');
}

/** Notebooks as a whole: listed, made, renamed, duplicated, deleted and brought back. */
export function libraryRoutes(deps: PageDeps): Hono {
  const routes = new Hono();
  routes.onError((thrown, context) => refuse(context, thrown));

  routes.get('/notebooks', async (context) => {
    const [notebooks, deleted] = await Promise.all([notebookLinks(deps), deletedLinks(deps)]);
    if (!wantsPiece(context)) return context.json({ notebooks, deleted });
    return context.html(notebooksPiece({ notebooks, deleted, console: deps.console() }));
  });

  routes.post('/notebooks', async (context) => {
    const { title } = await jsonObject(context);
    const created = await carryOut(deps.store.create(checkedTitle(title)));
    const address = `/notebooks/${created.id}`;
    if (wantsPiece(context)) return context.body(null, 204, { 'HX-Redirect': address });
    return context.json({ id: created.id, href: address }, 201);
  });

  routes.put('/notebooks/:notebook/title', async (context) => {
    const session = await openSession(deps, context.req.param('notebook'));
    const title = checkedTitle(await context.req.text());
    await carryOut(session.edit({ type: 'rename', title }, pageOf(context)));
    return context.json({ id: session.id, title, href: `/notebooks/${session.id}` });
  });

  routes.post('/notebooks/:notebook/duplicate', async (context) => {
    const id = checkedId(context.req.param('notebook'), 'notebook');
    const { id: made, title } = await carryOut(deps.store.duplicate(id));
    return context.json({ id: made, title, href: `/notebooks/${made}` }, 201);
  });

  routes.delete('/notebooks/:notebook', async (context) => {
    const id = checkedId(context.req.param('notebook'), 'notebook');
    const removed = await carryOut(deps.store.remove(id));
    await deps.sessions.drop(id);
    return context.json({ id, ...removed });
  });

  return routes;
}
