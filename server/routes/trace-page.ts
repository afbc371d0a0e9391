import { type Context, Hono } from 'hono';
import { html as tag } from 'hono/html';
import { traceTree } from '../../cells/trace-tree/index.ts';
import { valueOfTree } from '../../cells/trace-tree/value.ts';
import { type Instant, instant, toMilliseconds } from '../../core/model/time.ts';
import type { TraceReader } from '../../core/trace/query.ts';
import { shortName } from '../../core/trace/short-name.ts';
import { columnsOf } from '../../core/trace/tree/columns.ts';
import { treeOfRows } from '../../core/trace/tree/from-rows.ts';
import type { TraceTree } from '../../core/trace/tree/trace-tree.ts';
import type { Markup } from '../../views/markup.ts';
import type { Surroundings } from '../../views/model.ts';
import { tracePage } from '../../views/trace.ts';
import { appearance } from './appearance.ts';
import type { PageDeps } from './deps.ts';
import { RequestProblem } from './errors.ts';
import { kindInfo, surroundings } from './page-model.ts';
import { problemsAsPages } from './problem-page.ts';
import { refuse } from './replies.ts';

/** An instant at which the trace was under way, which finds it sooner. */
function nearOf(context: Context): Instant | undefined {
  const near = context.req.query('near');
  return near !== undefined && /^\d{1,16}$/.test(near) ? instant(Number(near)) : undefined;
}

async function treeAt(reader: TraceReader, context: Context): Promise<{ trace: string; tree: TraceTree }> {
  const trace = (context.req.param('trace') ?? '').toLowerCase();
  const rows = await reader.trace(trace, nearOf(context));
  if (rows.length > 0) return { trace, tree: treeOfRows(rows) };
  throw new RequestProblem(
    404,
    `Trace ${trace} is not kept any more, or was not written yet.`,
    `The archive may have it; in a sql cell: select * from process_trace where trace_id = '${trace}' order by start_ts_us`,
  );
}

/** Where the person came from, when that was a notebook of this console. */
function backTo(context: Context, { notebooks }: Surroundings): { readonly href: string; readonly word: string } {
  const referer = context.req.header('referer') ?? '';
  const { host, pathname } = URL.canParse(referer) ? new URL(referer) : { host: '', pathname: '' };
  const id = /^\/notebooks\/([a-z0-9_-]+)$/.exec(pathname)?.[1];
  const notebook = host === context.req.header('host') ? notebooks.find((one) => one.id === id) : undefined;
  return notebook ? { href: `/notebooks/${notebook.id}`, word: notebook.title } : { href: '/', word: 'Notebooks' };
}

/** One trace on a page of its own, found by its id or by what it is about, and its calls in columns for elements. */
export function tracePageRoutes(pages: PageDeps, reader: TraceReader): Hono {
  const routes = new Hono();
  const toPage = problemsAsPages(pages);
  routes.onError(async (thrown, context) => (await toPage(context, thrown)) ?? refuse(context, thrown));

  routes.get('/traces/of', async (context) => {
    const subject = context.req.query('subject')?.trim() ?? '';
    if (subject === '') throw new RequestProblem(400, 'Of what? Say it as /traces/of?subject=order+T-17.');
    const trace = await reader.traceOf(subject);
    if (trace !== undefined) return context.redirect(`/traces/${trace}`);
    throw new RequestProblem(
      404,
      `No trace about ${subject} is kept.`,
      'It was not recorded, or let go since. What is written shows after a fraction of a second: try again.',
    );
  });

  routes.get('/traces/:trace{[0-9a-fA-F]{32}}', async (context) => {
    const { trace, tree } = await treeAt(reader, context);
    const around = await surroundings(pages);
    const value = valueOfTree(trace, tree);
    const props = traceTree.props.parse({ trace });
    const model = {
      title: shortName(value.head?.process ?? trace),
      back: backTo(context, around),
      kind: kindInfo(traceTree),
      inner: traceTree.view<Markup>(tag, value, props),
      caption: traceTree.caption?.(value) ?? '',
      at: toMilliseconds(tree.origin),
      value,
      props,
    };
    return context.html(tracePage(model, around, appearance(context)));
  });

  routes.get('/api/traces/:trace{[0-9a-fA-F]{32}}/columns', async (context) => {
    const { tree } = await treeAt(reader, context);
    return context.json(columnsOf(tree));
  });

  return routes;
}
