import { type Context, Hono } from 'hono';
import type { WebhookAnswer } from '../webhooks/port.ts';
import type { Receiver } from '../webhooks/receive.ts';
import { RequestProblem } from './errors.ts';

/** What other programs send, each under a name of its own. What is off is answered as what was never there. */
export function webhookRoutes(receiver: Pick<Receiver, 'take' | 'mostBytes'>): Hono {
  const routes = new Hono();
  routes.post('/api/webhooks/:name', async (context) => {
    const name = context.req.param('name');
    const most = receiver.mostBytes(name);
    const { raw, bytes } = await bodyUpTo(most ?? 0, context);
    const answer = await receiver.take({ name, raw, bytes, header: (of) => context.req.header(of) });
    if (answer !== undefined) return answered(answer);
    throw new RequestProblem(404, `There is nothing at ${context.req.path}.`, 'The notebooks are at /.');
  });
  return routes;
}

/** The body as it came; nothing of one that is larger, and how much of it is known. */
async function bodyUpTo(most: number, context: Context): Promise<{ raw: Buffer | undefined; bytes: number }> {
  const said = Number(context.req.header('content-length') ?? 0);
  if (said > most) return { raw: undefined, bytes: said };
  const stream: ReadableStream<Uint8Array> | null = context.req.raw.body;
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of stream ?? []) {
    bytes += chunk.byteLength;
    if (bytes > most) return { raw: undefined, bytes };
    chunks.push(chunk);
  }
  return { raw: Buffer.concat(chunks), bytes };
}

const answered = ({ status, body, retryAfter }: WebhookAnswer): Response =>
  Response.json(body, {
    status,
    headers: retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) },
  });
