import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { machineClock } from '../../core/clock.ts';
import { type Instant, instant, SECOND } from '../../core/model/time.ts';
import { parseLast } from '../../core/trace/last.ts';
import type { TraceReader } from '../../core/trace/query.ts';
import { csvLines } from '../trace/canonical-csv.ts';
import { RequestProblem } from './errors.ts';

const mostRows = 1_000;
const mostCsvRows = 100_000;

const whole = (least: number, most: number, about: string) =>
  z
    .string()
    .regex(/^\d{1,16}$/, about)
    .transform(Number)
    .refine((value) => value >= least && value <= most, about);

const microseconds = 'is an instant: whole microseconds since 1970, or a time with its zone as 2026-11-20T16:31:07Z';
const time = z.string().transform((text, context): Instant => {
  const read = /^\d{1,16}$/.test(text) ? Number(text) : zonedTime(text);
  if (Number.isSafeInteger(read)) return instant(read);
  context.addIssue({ code: 'custom', message: microseconds });
  return z.NEVER;
});

const zonedTime = (text: string): number =>
  /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)$/.test(text) ? Date.parse(text) * 1_000 : Number.NaN;

const lastFrom = (last: string): Instant => instant(machineClock.now() - (parseLast(last) ?? 0) * SECOND);

const word = z.string().min(1, 'is empty: leave it out').max(500, 'is longer than 500 characters');
const identifier = (digits: number) =>
  z
    .string()
    .regex(
      new RegExp(`^[0-9a-f]{${digits}}$`),
      `is no id: ${digits} hexadecimal digits, as the rows of a trace have it`,
    );

const filter = {
  last: z
    .string()
    .refine((text) => parseLast(text) !== undefined, 'is a stretch of time: 90s, 15m, 6h or 2d')
    .optional(),
  from: time.optional(),
  to: time.optional(),
  process: word.optional(),
  group: word.optional(),
  service: word.optional(),
  status: z.enum(['OK', 'ERR'], 'is OK or ERR').optional(),
  text: word.optional(),
  trace: identifier(32).optional(),
  subject: word.optional(),
  minimumMilliseconds: z
    .string()
    .regex(/^\d{1,9}(\.\d{1,6})?$/, 'is a number of milliseconds, as 12.5')
    .transform(Number)
    .optional(),
};

const pageQuery = z.strictObject({
  ...filter,
  rows: z.enum(['calls', 'data'], 'is calls or data').default('data'),
  format: z.enum(['json', 'csv'], 'is json or csv').default('json'),
  limit: whole(1, mostCsvRows, `is a number of rows from 1 to ${mostRows}, or to ${mostCsvRows} as CSV`).optional(),
  before: whole(1, Number.MAX_SAFE_INTEGER, 'is the number that the page before ended with').optional(),
  after: whole(0, Number.MAX_SAFE_INTEGER, 'is the seq of a row that is known').optional(),
});

const traceQuery = z.strictObject({ near: time.optional() });
const traceParams = z.object({ trace: identifier(32) });
const spanParams = z.object({ trace: identifier(32), span: identifier(16) });
const subjectQuery = z.strictObject({ subject: word });

function read<S extends z.ZodType>(schema: S, given: unknown): z.output<S> {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ code, path, message, ...issue }) => {
    if (code === 'unrecognized_keys' && 'keys' in issue) {
      const known = schema instanceof z.ZodObject ? Object.keys(schema.shape).join(', ') : '';
      return `there is no ${String(issue.keys)}; there are ${known}`;
    }
    return `${path.join('.')} ${message}`;
  });
  throw new RequestProblem(400, `The traces cannot be read: ${problems.join('; ')}.`);
}

/** A search that fails says why; that is nothing of the console's own. */
async function answered<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof Error) || !/^The (traces|reader)/.test(error.message)) throw error;
    throw new RequestProblem(503, error.message);
  }
}

/** What was traced: pages of calls and values, whole traces, single calls. */
export function traceRoutes(reader: TraceReader): Hono {
  const routes = new Hono();

  routes.get('/api/traces', async (context) => {
    const { rows, format, limit, before, after, trace, last, ...rest } = read(pageQuery, context.req.query());
    if (last !== undefined && (rest.from !== undefined || rest.to !== undefined))
      throw new RequestProblem(400, 'The traces cannot be read: last stands alone, without from and to.');
    const from = last === undefined ? rest.from : lastFrom(last);
    const wanted = definedOf({ ...rest, from, traceId: trace });
    const { signal } = context.req.raw;
    if (format === 'csv') {
      if (rows === 'calls')
        throw new RequestProblem(400, 'CSV has the canonical columns, a row a value: leave rows=calls out.');
      const lines = csvLines(
        (count, from) => reader.data(wanted, count, from, { signal }),
        limit ?? mostCsvRows,
        before,
      );
      return streamed(context, lines);
    }
    if (limit !== undefined && limit > mostRows)
      throw new RequestProblem(400, `The traces cannot be read: limit is a number of rows from 1 to ${mostRows}.`);
    const asking = after === undefined ? { signal } : { signal, after };
    const most = limit ?? 200;
    if (rows === 'calls') return context.json(await answered(reader.calls(wanted, most, before, asking)));
    return context.json(await answered(reader.data(wanted, most, before, asking)));
  });

  routes.get('/api/traces/names', async (context) => context.json(await answered(reader.names())));

  routes.get('/api/traces/of', async (context) => {
    const { subject } = read(subjectQuery, context.req.query());
    const traceId = await answered(reader.traceOf(subject));
    if (traceId === undefined) throw new RequestProblem(404, `No trace about ${subject} is kept.`);
    return context.json({ subject, traceId });
  });

  routes.get('/api/traces/:trace', async (context) => {
    const { trace } = read(traceParams, context.req.param());
    const { near } = read(traceQuery, context.req.query());
    const calls = await answered(reader.trace(trace, near));
    if (calls.length === 0) throw gone(`trace ${trace}`);
    return context.json({ traceId: trace, calls });
  });

  routes.get('/api/traces/:trace/spans/:span', async (context) => {
    const { trace, span } = read(spanParams, context.req.param());
    const { near } = read(traceQuery, context.req.query());
    const detail = await answered(reader.call(trace, span, near));
    if (detail === undefined) throw gone(`call ${span} of trace ${trace}`);
    return context.json(detail);
  });

  return routes;
}

const gone = (what: string): RequestProblem =>
  new RequestProblem(404, `The ${what} is not kept here any more.`, 'SQL finds older ones in the archive.');

/** Without what is undefined. */
function definedOf<T extends object>(given: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const entries = Object.entries(given).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [K in keyof T]?: Exclude<T[K], undefined> };
}

/** Text as it comes; the first piece is awaited, so that a store that cannot be read is an answer and not half a file. */
async function streamed(context: Context, lines: AsyncGenerator<string>): Promise<Response> {
  const encoder = new TextEncoder();
  const first = await answered(lines.next());
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      if (!first.done) controller.enqueue(encoder.encode(first.value));
    },
    async pull(controller) {
      const next = await lines.next();
      if (next.done) controller.close();
      else controller.enqueue(encoder.encode(next.value));
    },
    async cancel() {
      await lines.return(undefined);
    },
  });
  return context.body(body, 200, {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': 'attachment; filename="traces.csv"',
  });
}
