import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { importPage } from '../../views/import.ts';
import type { ImportReport } from '../../views/import-report.ts';
import { importReportPart } from '../../views/parts/import-report.ts';
import { formats } from '../import/formats/index.ts';
import { importNotebook } from '../import/notebook.ts';
import { importRecord, previewRecord, type RecordRequest } from '../import/record-import.ts';
import type { RecordPort } from '../import/record-port.ts';
import { appearance } from './appearance.ts';
import type { PageDeps } from './deps.ts';
import { bodyOf, RequestProblem } from './errors.ts';
import { surroundings } from './page-model.ts';
import { refuse, wantsPiece } from './replies.ts';
import { uploadedFile, uploadMegabytes, uploadName } from './uploaded-file.ts';

const term = z.string().trim().max(64);

const terms = z.strictObject({
  file: z.string().regex(uploadName, 'is no name of a file: send its last part, such as fills.csv'),
  account: term.optional(),
  strategy: term.optional(),
  zone: term.optional(),
  instrument: term.optional(),
  keepGood: z.literal('1').optional(),
});

const notebookBody = z.strictObject({
  file: z.string().regex(uploadName),
  gives: z.enum(['fills', 'start of day', 'settlements']),
  accounts: z.array(term).max(100),
});

async function requested(context: Context): Promise<{ request: RecordRequest; keepGood: boolean }> {
  const parsed = terms.safeParse(context.req.query());
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'address'}: ${message}`);
    throw new RequestProblem(400, `The import cannot be read: ${problems.join('; ')}.`);
  }
  const { file, account, strategy, zone, instrument, keepGood } = parsed.data;
  const request = {
    name: file,
    content: await uploadedFile(context, 'Import it in parts, by day.'),
    ...(account ? { account } : {}),
    ...(strategy ? { strategy } : {}),
    ...(zone ? { zone } : {}),
    ...(instrument ? { instrument } : {}),
  };
  return { request, keepGood: keepGood !== undefined };
}

/** Files for the record: the page, what a file is, and taking it in. */
export function importRoutes(deps: PageDeps, record: RecordPort): Hono {
  const routes = new Hono();
  routes.onError((thrown, context) => refuse(context, thrown));

  const reply = (context: Context, report: ImportReport) => {
    const status = report.outcome === 'refused' ? 422 : 200;
    if (!wantsPiece(context)) return context.json(report, status);
    return context.html(importReportPart(report), status);
  };

  routes.get('/import', async (context) => {
    const known = { formats: formats.map(({ name, about }) => ({ name, about })), megabytes: uploadMegabytes };
    return context.html(importPage(known, await surroundings(deps), appearance(context)));
  });

  routes.post('/api/import/preview', async (context) => {
    const { request } = await requested(context);
    return reply(context, previewRecord(request, record));
  });

  routes.post('/api/import/record', async (context) => {
    const { request, keepGood } = await requested(context);
    return reply(context, await importRecord(request, record, { keepGood }));
  });

  routes.post('/import/notebook', async (context) => {
    const taken = await bodyOf(context, notebookBody, 'What was imported');
    const title = `Import of ${taken.file}`.slice(0, 80);
    const created = await deps.store.create(title);
    await deps.store.save(created.id, importNotebook(title, taken), {
      from: created.version,
      reason: 'made of an import',
    });
    const address = `/notebooks/${created.id}`;
    if (wantsPiece(context)) return context.body(null, 204, { 'HX-Redirect': address });
    return context.json({ id: created.id, href: address }, 201);
  });

  return routes;
}
