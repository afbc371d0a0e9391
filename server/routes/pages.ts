import { setTimeout as pause } from 'node:timers/promises';
import { Hono } from 'hono';
import { homePage } from '../../views/home.ts';
import { notebookPage } from '../../views/notebook.ts';
import { sourcesPart } from '../../views/parts/rail.ts';
import { pinPage } from '../../views/pin.ts';
import type { NotebookSnapshot, Session } from '../sessions/port.ts';
import { inputsAbove, takeAddress } from './address.ts';
import { appearance } from './appearance.ts';
import { cellRoutes } from './cells.ts';
import type { PageDeps } from './deps.ts';
import { libraryRoutes } from './library.ts';
import { cellOf, openSession } from './lookup.ts';
import { cellModel, deletedLinks, notebookModel, surroundings } from './page-model.ts';
import { problemsAsPages } from './problem-page.ts';
import { refuse, wantsPiece } from './replies.ts';
import { revisionRoutes } from './revisions.ts';

/** How long a first paint waits for values that are on their way; what comes later comes on the stream. */
const firstPaintMilliseconds = 250;

async function painted(session: Session, changed: boolean): Promise<NotebookSnapshot> {
  const snapshot = session.snapshot();
  const settledCells = snapshot.cells.every(
    ({ value, error, folded, under }) => value !== undefined || error !== null || folded || under !== null,
  );
  const complete = !changed && settledCells;
  if (complete) return snapshot;
  const first = new AbortController();
  const late = pause(firstPaintMilliseconds, undefined, { signal: first.signal }).catch(() => undefined);
  const settled = session
    .settled({ timeoutMilliseconds: firstPaintMilliseconds, waiting: false, shown: true })
    .catch(() => undefined);
  await Promise.race([settled, late]);
  first.abort();
  return session.snapshot();
}

/** Pages for a person: the list of notebooks, a notebook, one cell alone; and what their buttons ask for. */
export function pageRoutes(deps: PageDeps): Hono {
  const routes = new Hono();
  const toPage = problemsAsPages(deps);
  routes.onError(async (thrown, context) => (await toPage(context, thrown)) ?? refuse(context, thrown));

  routes.get('/', async (context) => {
    const [around, deleted] = await Promise.all([surroundings(deps), deletedLinks(deps)]);
    const filter = context.req.query('filter') ?? '';
    return context.html(homePage({ around, deleted, filter }, appearance(context)));
  });

  routes.get('/sources', async (context) => {
    const sources = await deps.sources();
    return wantsPiece(context) ? context.html(sourcesPart(sources)) : context.json({ sources });
  });

  routes.get('/favicon.ico', (context) => context.body(null, 204));

  routes.get('/notebooks/:notebook{[a-z0-9_-]+}', async (context) => {
    const session = await openSession(deps, context.req.param('notebook'));
    const taken = await takeAddress(context, session, deps.kinds, { whole: true });
    const [snapshot, around] = await Promise.all([painted(session, taken.changed), surroundings(deps)]);
    return context.html(notebookPage(notebookModel(snapshot, deps.kinds, taken), around, appearance(context)));
  });

  routes.get('/pin/:notebook/:cell', async (context) => {
    const session = await openSession(deps, context.req.param('notebook'));
    const { id } = cellOf(session, context.req.param('cell'));
    const taken = await takeAddress(context, session, deps.kinds, { whole: false });
    const snapshot = await painted(session, taken.changed);
    const cell = snapshot.cells.find((candidate) => candidate.id === id) ?? cellOf(session, id);
    const notebook = { ...notebookModel({ ...snapshot, cells: [] }, deps.kinds) };
    const refusal = [...taken.refused.values(), taken.unknown].filter(Boolean).join(' ');
    const model = { ...cellModel(session.id, cell, deps.kinds), ...(refusal === '' ? {} : { refusal }) };
    const inputs = inputsAbove(snapshot, cell, deps.kinds);
    return context.html(pinPage(notebook, model, inputs, deps.console(), appearance(context)));
  });

  routes.route('/', libraryRoutes(deps));
  routes.route('/', revisionRoutes(deps));
  routes.route('/', cellRoutes(deps));
  return routes;
}
