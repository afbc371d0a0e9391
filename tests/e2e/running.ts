import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import type { Hono } from 'hono';
import { pino } from 'pino';
import { type Console, type ConsoleOptions, openConsole } from '../../server/compose.ts';
import { type Listening, listen } from '../../server/listen.ts';

export interface CellJson {
  readonly id: string;
  readonly kind: string;
  readonly state: string;
  readonly error: { readonly code: string; readonly message: string } | null;
  readonly value: unknown;
}

type Settings = Pick<ConsoleOptions, 'overrides' | 'configFolder' | 'choice'>;

type Order = Readonly<Record<string, string | number>>;

/** A console that listens, on a data folder of its own, and what it was asked. */
export class RunningConsole {
  /** `POST /api/orders`, in their order. */
  readonly requests: string[] = [];
  /** Called before a request is answered. */
  before: (request: string) => void = () => {};
  /** Streams that are open now, by what they watch. */
  readonly streams = new Set<string>();
  readonly folder: string;
  readonly #settings: Settings;
  #console: Console | undefined;
  #listening: Listening | undefined;
  readonly #open = new Map<string, ServerResponse>();
  #port = 0;

  private constructor(folder: string, settings: Settings) {
    this.folder = folder;
    this.#settings = settings;
  }

  /** `notebooks` are files that lie in the data folder already, by id. */
  static async open({ notebooks = {}, ...settings }: Settings & { notebooks?: Record<string, string> } = {}) {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'deskbook-e2e-'));
    const running = new RunningConsole(folder, settings);
    await mkdir(path.join(folder, 'notebooks'), { recursive: true });
    for (const [id, text] of Object.entries(notebooks)) await writeFile(running.file(id), text);
    await running.start();
    return running;
  }

  get address(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  get console(): Console {
    if (!this.#console) throw new Error('This console is stopped.');
    return this.#console;
  }

  file(notebook: string): string {
    return path.join(this.folder, 'notebooks', `${notebook}.md`);
  }

  /** Starts, or starts again on the same port and folder. */
  async start(): Promise<void> {
    const log = pino({ level: 'silent' });
    const console = await openConsole({ ...this.#settings, dataFolder: this.folder, log });
    const fetch = (request: Request, bindings: { incoming: IncomingMessage; outgoing: ServerResponse }) => {
      this.#note(new URL(request.url), request.method, bindings.outgoing);
      return console.app.fetch(request, bindings);
    };
    this.#console = console;
    this.#listening = await listen({ fetch } as Hono, this.#port);
    this.#port = this.#listening.port;
    await console.start();
  }

  /** Breaks the connections of all streams, as a bad line does. */
  cut(): void {
    for (const outgoing of this.#open.values()) outgoing.destroy();
  }

  /** Ends as a signal would end it; the folder stays. */
  async stop(): Promise<void> {
    await this.#listening?.close();
    await this.#console?.close();
    this.#listening = undefined;
    this.#console = undefined;
  }

  async end(): Promise<void> {
    await this.stop();
    await rm(this.folder, { recursive: true, force: true });
  }

  async cells(notebook: string): Promise<Map<string, CellJson>> {
    const reply = await fetch(`${this.address}/notebooks/${notebook}.json`);
    const { cells } = (await reply.json()) as { cells: CellJson[] };
    return new Map(cells.map((cell) => [cell.id, cell]));
  }

  /** Posts an order as any program would; gives its client order id. */
  async order(order: Order): Promise<string> {
    const reply = await fetch(`${this.address}/api/orders`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ account: 'DEMO', instrument: 'ZNZ6', ...order }),
    });
    const { clientOrderId } = (await reply.json()) as { clientOrderId?: string };
    if (reply.status !== 202 || !clientOrderId) throw new Error(`The order was answered with ${reply.status}.`);
    return clientOrderId;
  }

  #note(address: URL, method: string, outgoing: ServerResponse): void {
    this.requests.push(`${method} ${address.pathname}`);
    this.before(`${method} ${address.pathname}`);
    if (!address.pathname.endsWith('/stream')) return;
    const stream = `${address.pathname}${address.search}#${this.requests.length}`;
    this.streams.add(stream);
    this.#open.set(stream, outgoing);
    outgoing.once('close', () => {
      this.streams.delete(stream);
      this.#open.delete(stream);
    });
  }
}
