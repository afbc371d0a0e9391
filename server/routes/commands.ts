import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as WebReadable } from 'node:stream/web';
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import type { Analytics } from '../analytics/port.ts';
import { importFile } from '../import/import.ts';
import { isImportKind } from '../import/layouts.ts';
import type { FindInstrument } from '../import/plan.ts';
import type { NotebookSnapshot, Sessions } from '../sessions/port.ts';
import { bodyOf, RequestProblem } from './errors.ts';
import type { Export } from './notebooks.ts';
import { carryOut } from './replies.ts';

const settleMilliseconds = 60_000;
const fileBytes = 4_000_000_000;
const fileName = /^[^/\\\p{Cc}]{1,200}$/u;

const runBody = z.strictObject({ notebook: z.string(), params: z.record(z.string(), z.string()).default({}) });

/** Settles a notebook in a session of its own: its inputs are these and nobody else's. */
export async function runAside(
  sessions: Sessions,
  notebook: string,
  params: ReadonlyMap<string, string>,
): Promise<NotebookSnapshot> {
  const session = await sessions.openAside(notebook);
  if (!session) {
    throw new RequestProblem(
      404,
      `There is no notebook ${JSON.stringify(notebook)}.`,
      'The list of notebooks is at /.',
    );
  }
  try {
    for (const [name, text] of params) await carryOut(session.setInput(name, text));
    return await session.settled({ timeoutMilliseconds: settleMilliseconds });
  } finally {
    await session.close();
  }
}

/** Passes on what comes and refuses to fill the disk. */
function bounded(): Transform {
  let received = 0;
  return new Transform({
    transform(chunk: Buffer, _, done) {
      received += chunk.length;
      if (received <= fileBytes) done(null, chunk);
      else done(new RequestProblem(413, `The file is larger than ${fileBytes / 1_000_000_000} GB.`));
    },
  });
}

/** Keeps what is sent as a file of the same name while `use` reads it. */
async function withFile<T>(body: WebReadable, name: string, use: (file: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'deskbook-import-'));
  try {
    const file = path.join(folder, name);
    await pipeline(Readable.fromWeb(body), bounded(), createWriteStream(file));
    return await use(file);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export interface CommandDependencies {
  readonly sessions: Sessions;
  readonly analytics: Analytics;
  readonly toExport: Export;
  readonly find: FindInstrument;
}

/** What the command line asks of a console that runs, so that it need not open the data folder beside it. */
export function commandRoutes({ sessions, analytics, toExport, find }: CommandDependencies): Hono {
  const routes = new Hono();

  const settledAside = async (context: Context): Promise<NotebookSnapshot> => {
    const { notebook, params } = await bodyOf(context, runBody, 'What to run');
    return runAside(sessions, notebook, new Map(Object.entries(params)));
  };

  routes.post('/api/run', async (context) => context.json(await settledAside(context)));
  routes.post('/api/export', async (context) => context.text(await toExport(await settledAside(context))));

  routes.post('/api/import/:kind', async (context) => {
    const kind = context.req.param('kind');
    const { as, file, instrument } = context.req.query();
    if (!isImportKind(kind)) {
      const hint = 'There are bars, trades and fills.';
      throw new RequestProblem(404, `Nothing is imported as ${JSON.stringify(kind)}.`, hint);
    }
    const body = context.req.raw.body;
    if (as === undefined || file === undefined || !body) {
      throw new RequestProblem(400, 'An import names itself with ?as=, its file with ?file=, and sends the file.');
    }
    if (!fileName.test(file) || /^\.+$/.test(file)) {
      throw new RequestProblem(
        400,
        `${JSON.stringify(file)} is no name of a file.`,
        'Send its last part, such as es.csv.',
      );
    }
    const wanted = { kind, name: as, find, ...(instrument === undefined ? {} : { instrument }) };
    const imported = await withFile(body as WebReadable, file, (copy) =>
      importFile(analytics, { ...wanted, file: copy }),
    );
    return context.json(imported);
  });

  return routes;
}
