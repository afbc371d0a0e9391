import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { revisionsPage } from '../../views/revisions.ts';
import type { RevisionEntry } from '../../views/revisions-model.ts';
import type { NotebookStore } from '../store/port.ts';
import { appearance } from './appearance.ts';
import type { PageDeps } from './deps.ts';
import { bodyOf, RequestProblem } from './errors.ts';
import { checkedId } from './lookup.ts';
import { surroundings } from './page-model.ts';
import { carryOut, pageOf, refuse } from './replies.ts';
import { revisionList, revisionsModel } from './revisions-model.ts';

const restoreBody = z.strictObject({ revision: z.int().positive() });

/** What a notebook was: its revisions, what each changed, and the way back to one. Those of a deleted notebook are there too. */
export function revisionRoutes(deps: PageDeps): Hono {
  const routes = new Hono();
  const { store } = deps;
  routes.onError((thrown, context) => refuse(context, thrown));

  const asked = (context: Context, name: string): number | undefined => {
    const text = context.req.query(name);
    return text === undefined || !/^\d{1,12}$/.test(text) ? undefined : Number(text);
  };

  routes.get('/notebooks/:notebook/revisions.json', async (context) => {
    const id = checkedId(context.req.param('notebook'), 'notebook');
    return context.json(await notebookRevisions(store, id));
  });

  routes.get('/notebooks/:notebook/revisions', async (context) => {
    const id = checkedId(context.req.param('notebook'), 'notebook');
    const revisions = store.revisions(id);
    const [present, around] = await Promise.all([store.read(id), surroundings(deps)]);
    if (!present && revisions.length === 0) throw missing(id);
    const model = revisionsModel({ id, revisions, present, from: asked(context, 'from'), to: asked(context, 'to') });
    return context.html(revisionsPage(model, around, appearance(context)));
  });

  routes.post('/notebooks/:notebook/restore', async (context) => {
    const id = checkedId(context.req.param('notebook'), 'notebook');
    const { revision } = await bodyOf(context, restoreBody, 'What to restore');
    return context.json(await carryOut(restore(deps, id, revision, pageOf(context))));
  });

  return routes;
}

const missing = (id: string): RequestProblem =>
  new RequestProblem(404, `There is no notebook ${id} and there never was.`, 'The list of notebooks is at /.');

export interface NotebookRevisions {
  readonly id: string;
  /** False for a notebook that was deleted. */
  readonly exists: boolean;
  /** Newest first. */
  readonly revisions: readonly (Omit<RevisionEntry, 'at'> & { readonly at: string })[];
}

/** As programs and the command line read them. */
export async function notebookRevisions(store: NotebookStore, id: string): Promise<NotebookRevisions> {
  const [present, revisions] = [await store.read(id), store.revisions(id)];
  if (!present && revisions.length === 0) throw missing(id);
  const list = revisionList(revisions).map((each) => ({ ...each, at: new Date(each.at).toISOString() }));
  return { id, exists: present !== undefined, revisions: list };
}

export interface Restored {
  readonly id: string;
  readonly revision: number;
  readonly title: string;
}

/** Makes the text of a revision the notebook's text, as one more revision; a deleted notebook comes back. */
export async function restore(
  { store, sessions }: Pick<PageDeps, 'store' | 'sessions'>,
  id: string,
  number: number,
  page = '',
): Promise<Restored> {
  const revision = store.revision(id, number);
  if (!revision) {
    throw new RequestProblem(404, `${id} has no revision ${number}.`, `deskbook revisions ${id} lists them.`);
  }
  const session = await sessions.open(id);
  if (session) await session.edit({ type: 'restore', text: revision.text, revision: number }, page);
  else await store.save(id, revision.text, { from: undefined, reason: `restore revision ${number}` });
  const entry = (await store.list()).find((each) => each.id === id);
  return { id, revision: number, title: entry?.title ?? id };
}
