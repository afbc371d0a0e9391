import type { IncomingMessage, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { serve } from '@hono/node-server';

export class PortBusy extends Error {
  constructor(port: number) {
    super(
      `Port ${port} of 127.0.0.1 is in use by another program. Choose another with --port, end that program, or use --port 0 for any free one.`,
    );
  }
}

/** What a server asks: an app, or a host that holds one. */
export interface Answering {
  readonly fetch: (request: Request, env?: unknown) => Response | Promise<Response>;
}

export interface Listening {
  readonly address: string;
  readonly port: number;
  close(): Promise<void>;
}

/** What becomes of a connection that asks to be another protocol's. */
export type Upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

/** Listens on loopback only. Without `upgrade` every connection stays one of HTTP. */
export function listen(app: Answering, port: number, upgrade?: Upgrade): Promise<Listening> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, port, hostname: '127.0.0.1' }, (info: AddressInfo) =>
      resolve({ address: `http://127.0.0.1:${info.port}`, port: info.port, close: () => close(server) }),
    ) as Server;
    if (upgrade) server.on('upgrade', upgrade);
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new PortBusy(port) : error),
    );
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    // Streams stay open for ever; they end with the server.
    server.closeAllConnections();
  });
}
