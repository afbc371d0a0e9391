import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Clock } from '../../../../core/clock.ts';
import type { Faults } from '../../faults/faults.ts';
import { malform } from '../../faults/malform.ts';
import { malformBytes } from '../../faults/malform-bytes.ts';
import { FaultyStream } from '../../faults/stream.ts';
import { bearerOf } from '../routes/front.ts';
import type { Tokens } from '../tokens.ts';
import { type Doors, doors } from './doors.ts';
import type { MarketFeed } from './market-feed.ts';
import type { PortfolioFeed } from './portfolio-feed.ts';
import { FeedSocket } from './socket.ts';

/** Connections that a user may have to each stream. */
const MOST_CONNECTIONS = 2;
const MOST_BYTES = 1_000_000;

export interface SocketsParts {
  readonly clock: Clock;
  readonly faults: Faults;
  readonly tokens: Tokens;
  readonly doors: Doors;
  readonly market: MarketFeed;
  readonly portfolio: PortfolioFeed;
}

/** The web sockets: whoever asks with a token is sent on to an address that is good once. */
export class Sockets {
  readonly #parts: SocketsParts;
  readonly #sockets = new WebSocketServer({ noServer: true, maxPayload: MOST_BYTES, autoPong: false });

  constructor(parts: SocketsParts) {
    this.#parts = parts;
  }

  /** For `upgrade` of a server. */
  readonly upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    socket.on('error', () => socket.destroy());
    const { host = '127.0.0.1', authorization } = request.headers;
    const { pathname, searchParams } = new URL(request.url ?? '/', `http://${host}`);
    const { tokens, doors: entrances } = this.#parts;
    const asked = doors.find(({ ask }) => ask === pathname);
    const token = bearerOf(authorization) ?? '';
    const refusal = this.#refusal(pathname, token);
    if (refusal !== undefined) answer(socket, refusal);
    else if (asked === undefined) this.#enter(pathname, searchParams.get('code') ?? '', { request, socket, head });
    else if (!tokens.isValid(token)) answer(socket, '401 Unauthorized');
    else answer(socket, '302 Found', entrances.address(asked.door, host, searchParams.get('update_types')));
  };

  close(): void {
    this.#sockets.close();
  }

  #enter(
    path: string,
    code: string,
    { request, socket, head }: { readonly request: IncomingMessage; readonly socket: Duplex; readonly head: Buffer },
  ): void {
    const { doors: entrances, market, portfolio } = this.#parts;
    const ticket = entrances.enter(path, code);
    const isFull = (ticket?.door === 'feed' ? market : portfolio).size >= MOST_CONNECTIONS;
    if (ticket === undefined || isFull) {
      answer(socket, '403 Forbidden');
      return;
    }
    this.#sockets.handleUpgrade(request, socket, head, (accepted) => {
      if (ticket.door === 'feed') this.#market(accepted);
      else this.#portfolio(accepted, ticket.types);
    });
  }

  #market(accepted: WebSocket): void {
    const { market, faults, clock } = this.#parts;
    let leave = () => {};
    const socket = new FeedSocket<Uint8Array>(
      accepted,
      (ends) => new FaultyStream(faults, clock, ends, malformBytes),
      () => leave(),
    );
    leave = market.accept(socket);
  }

  #portfolio(accepted: WebSocket, types: Parameters<PortfolioFeed['accept']>[1]): void {
    const { portfolio, faults, clock } = this.#parts;
    let leave = () => {};
    const socket = new FeedSocket<string>(
      accepted,
      (ends) => new FaultyStream(faults, clock, ends, malform),
      () => leave(),
    );
    leave = portfolio.accept(socket, types);
  }

  /** What a fault answers instead; nothing at all is empty. */
  #refusal(path: string, token: string): string | undefined {
    for (const fault of this.#parts.faults.ofCall(path)) {
      switch (fault.kind) {
        case 'status':
          return `${fault.status} Refused`;
        case 'request_lost':
        case 'answer_lost':
          return '';
        case 'token_lapsed':
          this.#parts.tokens.lapse(token);
      }
    }
    return undefined;
  }
}

/** Answers and ends; without a word where there is no status. */
function answer(socket: Duplex, status: string, there?: string): void {
  const location = there === undefined ? '' : `Location: ${there}\r\n`;
  if (status === '') socket.destroy();
  else socket.end(`HTTP/1.1 ${status}\r\n${location}Connection: close\r\nContent-Length: 0\r\n\r\n`);
}
