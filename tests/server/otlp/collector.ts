import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';

const requestShape = z.object({
  resourceSpans: z.array(
    z.object({
      resource: z.unknown(),
      scopeSpans: z.array(z.object({ spans: z.array(z.looseObject({ name: z.string() })) })),
    }),
  ),
});

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** A collector on the loopback: what it was sent, and the answers that it gives in their order, then 200. */
export async function openCollector(answers: Answer[] = [], port = 0) {
  const asked: { path: string | undefined; headers: IncomingHttpHeaders; names: string[] }[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const sent = requestShape.parse(JSON.parse(gunzipSync(Buffer.concat(chunks)).toString('utf8')));
      const spans = sent.resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans));
      asked.push({ path: request.url, headers: request.headers, names: spans.map(({ name }) => name) });
      const { status, headers = {}, body = '{}' } = answers.shift() ?? { status: 200 };
      response.writeHead(status, headers).end(body);
    });
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address: AddressInfo | string | null = server.address();
  const at = typeof address === 'object' && address ? address.port : 0;
  return {
    port: at,
    url: `http://127.0.0.1:${at}`,
    asked,
    async close() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
