import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { Hono } from 'hono';
import { WebSocketServer } from 'ws';
import type { Session, Sessions } from '../sessions.ts';
import type { Hub } from './hub.ts';

const MOST_BYTES = 32_768;

const refuse = (socket: Duplex, status: string): void => {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
};

/** The addresses of the hubs: who may come in, and by which transport. */
export class Hubs {
  readonly #byPath: Readonly<Record<string, Hub>>;
  readonly #sessions: Sessions;
  readonly #sockets = new WebSocketServer({ noServer: true, maxPayload: MOST_BYTES });

  constructor(byPath: Readonly<Record<string, Hub>>, sessions: Sessions) {
    this.#byPath = byPath;
    this.#sessions = sessions;
  }

  /** For `upgrade` of a server. */
  readonly upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    socket.on('error', () => socket.destroy());
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
    const hub = this.#byPath[pathname];
    const session = this.#session(searchParams.get('access_token'), request.headers.authorization);
    if (hub === undefined) refuse(socket, '404 Not Found');
    else if (session === undefined) refuse(socket, '401 Unauthorized');
    else this.#sockets.handleUpgrade(request, socket, head, (accepted) => hub.accept(accepted, session));
  };

  /** What a client asks that does not skip it: web sockets are the only transport. */
  negotiation(): Hono {
    const routes = new Hono();
    for (const path of Object.keys(this.#byPath)) {
      routes.post(`${path}/negotiate`, (context) => {
        const session = this.#session(context.req.query('access_token'), context.req.header('authorization'));
        if (session === undefined) return context.body(null, 401);
        const availableTransports = [{ transport: 'WebSockets', transferFormats: ['Text', 'Binary'] }];
        const connectionId = randomUUID();
        const version = Number(context.req.query('negotiateVersion') ?? 0);
        if (version < 1) return context.json({ negotiateVersion: 0, connectionId, availableTransports });
        return context.json({ negotiateVersion: 1, connectionId, connectionToken: randomUUID(), availableTransports });
      });
    }
    return routes;
  }

  logOut(session: Session): void {
    for (const hub of Object.values(this.#byPath)) hub.logOut(session);
  }

  close(): void {
    for (const hub of Object.values(this.#byPath)) hub.close();
    this.#sockets.close();
  }

  #session(query: string | null | undefined, header: string | undefined): Session | undefined {
    const read = this.#sessions.read(query ?? /^Bearer (.+)$/.exec(header ?? '')?.[1] ?? '');
    return read.state === 'valid' ? read.session : undefined;
  }
}
