import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { givenNames } from '../../notebook/dataflow/names.ts';
import { cellPart } from '../../views/parts/cell.ts';
import { cellsPiece } from '../../views/parts/cells.ts';
import type { Session } from '../sessions/port.ts';
import type { PageDeps } from './deps.ts';
import { bodyOf, RequestProblem } from './errors.ts';
import { cellOf, checkedId, openSession } from './lookup.ts';
import { cellModel, notebookModel } from './page-model.ts';
import { carryOut, jsonObject, pageOf, refuse, wantsPiece } from './replies.ts';

const foldBody = z.strictObject({
  cells: z.union([z.literal('all'), z.array(z.string()).max(1_000)]),
  folded: z.boolean(),
});

const optionPattern = /^[a-z]{1,16}$/;

/** Requests that change a notebook or run its cells: htmx gets the piece that changed, everybody else JSON. */
export function cellRoutes(deps: PageDeps): Hono {
  const routes = new Hono();
  routes.onError((thrown, context) => refuse(context, thrown));

  const allCells = (context: Context, session: Session, cell: string | null) => {
    const snapshot = session.snapshot();
    if (!wantsPiece(context)) return context.json({ cell, revision: snapshot.revision });
    return context.html(cellsPiece(notebookModel(snapshot, deps.kinds), deps.console()));
  };

  const oneCell = (context: Context, session: Session, id: string) => {
    const cell = cellOf(session, id);
    const { validity, activity, error } = cell;
    if (!wantsPiece(context)) return context.json({ cell: id, validity, activity, error });
    return context.html(cellPart(cellModel(session.id, cell, deps.kinds), deps.console()));
  };

  routes.get('/notebooks/:notebook/cells', async (context) =>
    allCells(context, await openSession(deps, context.req.param('notebook')), null),
  );

  routes.post('/notebooks/:notebook/cells', async (context) => {
    const session = await openSession(deps, context.req.param('notebook'));
    const { kind, after = null, id, body } = await jsonObject(context);
    const known = deps.kinds.find((candidate) => candidate.name === kind);
    if (!known) throw new RequestProblem(422, `There is no cell kind "${String(kind)}".`);
    const cell = await carryOut(
      session.edit(
        {
          type: 'add',
          kind: known.name,
          after: after === null ? null : cellOf(session, String(after)).id,
          ...(id === undefined ? {} : { id: checkedId(String(id), 'cell') }),
          body: typeof body === 'string' ? body : known.starter,
        },
        pageOf(context),
      ),
    );
    context.header('X-Cell', cell);
    return allCells(context, session, cell);
  });

  routes.delete('/notebooks/:notebook/cells/:cell', async (context) => {
    const session = await openSession(deps, context.req.param('notebook'));
    const { id } = cellOf(session, context.req.param('cell'));
    await carryOut(session.edit({ type: 'delete', cell: id }, pageOf(context)));
    return allCells(context, session, id);
  });

  routes.post('/notebooks/:notebook/cells/:cell/move', async (context) => {
    const session = await openSession(deps, context.req.param('notebook'));
    const { id } = cellOf(session, context.req.param('cell'));
    const by = Number((await jsonObject(context)).by);
    if (by !== 1 && by !== -1) throw new RequestProblem(422, 'A cell moves by 1 or by -1.');
    await carryOut(session.edit({ type: 'move', cell: id, by }, pageOf(context)));
    return allCells(context, session, id);
  });

  routes.get('/notebooks/:notebook/cells/:cell', async (context) => {
    const session = await openSession(deps, context.req.param('notebook'));
    return oneCell(context, session, cellOf(session, context.req.param('cell')).id);
  });

  routes.put('/notebooks/:notebook/cells/:cell', async (context) => {
    const session = await openSession(deps, context.req.param('notebook'));
    const { id } = cellOf(session, context.req.param('cell'));
    await carryOut(session.edit({ type: 'set_body', cell: id, body: await context.req.text() }, pageOf(context)));
    return oneCell(context, session, id);
  });

  routes.put('/notebooks/:notebook/cells/:cell/options', async (context) => {
    const session = await openSession(deps, context.req.param('notebook'));
    const { id } = cellOf(session, context.req.param('cell'));
    const options = Object.entries(await jsonObject(context));
    for (const [name, value] of options) {
      if (!optionPattern.test(name) || !(value === null || /^[A-Za-z0-9_.:-]{1,40}$/.test(String(value)))) {
        throw new RequestProblem(422, `"${name}=${String(value)}" cannot stand in a cell's header.`);
      }
    }
    const texts = options.map(([name, value]) => [name, value === null ? null : String(value)]);
    await carryOut(
      session.edit({ type: 'set_options', cell: id, options: Object.fromEntries(texts) }, pageOf(context)),
    );
    return allCells(context, session, id);
  });

  routes.get('/notebooks/:notebook/cells/:cell/source', async (context) => {
    const session = await openSession(deps, context.req.param('notebook'));
    const { id, kind, body, options, error } = cellOf(session, context.req.param('cell'));
    const language = deps.kinds.find((candidate) => candidate.name === kind)?.language ?? 'yaml';
    return context.json({ cell: id, kind, language, body, options, error });
  });

  routes.post('/notebooks/:notebook/cells/:cell/run', async (context) => {
    const session = await openSession(deps, context.req.param('notebook'));
    const { id } = cellOf(session, context.req.param('cell'));
    session.run(id);
    return context.json({ cell: id }, 202);
  });

  routes.post('/notebooks/:notebook/cells/:cell/interrupt', async (context) => {
    const session = await openSession(deps, context.req.param('notebook'));
    const { id } = cellOf(session, context.req.param('cell'));
    session.interrupt(id);
    return context.json({ cell: id }, 202);
  });

  routes.post('/notebooks/:notebook/run', async (context) => {
    const session = await openSession(deps, context.req.param('notebook'));
    session.runStale();
    return context.json({ notebook: session.id }, 202);
  });

  routes.post('/notebooks/:notebook/undo', async (context) => {
    const session = await openSession(deps, context.req.param('notebook'));
    const anybody = context.req.query('anybody') !== undefined;
    return context.json(await carryOut(session.undo(pageOf(context), { anybody })));
  });

  routes.post('/notebooks/:notebook/redo', async (context) => {
    const session = await openSession(deps, context.req.param('notebook'));
    return context.json(await carryOut(session.redo(pageOf(context))));
  });

  routes.post('/notebooks/:notebook/fold', async (context) => {
    const session = await openSession(deps, context.req.param('notebook'));
    const { cells, folded } = await bodyOf(context, foldBody, 'What to fold');
    await carryOut(session.fold(cells, folded));
    return allCells(context, session, null);
  });

  routes.post('/notebooks/:notebook/take-theirs', async (context) => {
    const session = await openSession(deps, context.req.param('notebook'));
    await carryOut(session.takeTheirs());
    return allCells(context, session, null);
  });

  routes.post('/notebooks/:notebook/inputs/:name', async (context) => {
    const session = await openSession(deps, context.req.param('notebook'));
    const name = checkedId(context.req.param('name'), 'input');
    await carryOut(session.setInput(name, await context.req.text()));
    const { cells, inputs } = session.snapshot();
    const given = givenNames(cells.find(({ id }) => id === name)?.gives ?? `$${name}`).map((each) => each.slice(1));
    return context.json({ name, values: Object.fromEntries(given.map((each) => [each, inputs[each] ?? null])) });
  });

  return routes;
}
