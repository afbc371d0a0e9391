import type { Dispatcher } from 'undici';

export interface Request {
  readonly method: Dispatcher.HttpMethod;
  /** With its query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

export interface Bounds {
  readonly timeoutMilliseconds: number;
  /** Bytes of an answer. */
  readonly bytes: number;
  /** One character a byte, and not the text that they are. */
  readonly raw?: boolean;
  readonly signal?: AbortSignal | undefined;
}

export interface Exchanged {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly text: string;
}

/** Why a request brought no whole answer. */
export class Unanswered extends Error {
  readonly why: 'connection' | 'timeout' | 'size' | 'aborted';
  /** Whether any of it may have been written. */
  readonly written: boolean;
  /** Of the system or the client: `ECONNREFUSED`. */
  readonly code: string | undefined;

  constructor(why: Unanswered['why'], written: boolean, code?: string) {
    super(code ?? why);
    this.why = why;
    this.written = written;
    this.code = code;
  }
}

/** Sends one request and reads its answer; both, and the connecting, within the time. Rejects with `Unanswered`. */
export function exchange(dispatcher: Dispatcher, request: Request, bounds: Bounds): Promise<Exchanged> {
  return new Promise((resolve, reject) => {
    const reading = new Reading(bounds, resolve, reject);
    try {
      dispatcher.dispatch({ ...request, headersTimeout: 0, bodyTimeout: 0 }, reading);
    } catch (error) {
      reading.fail('connection', codeOf(error));
    }
  });
}

class Reading implements Dispatcher.DispatchHandler {
  readonly #bounds: Bounds;
  readonly #resolve: (exchanged: Exchanged) => void;
  readonly #reject: (error: Unanswered) => void;
  readonly #timer: NodeJS.Timeout;
  readonly #chunks: Buffer[] = [];
  #length = 0;
  #status = 0;
  #headers: ReadonlyMap<string, string> = new Map();
  #controller: Dispatcher.DispatchController | undefined;
  #over = false;

  constructor(bounds: Bounds, resolve: (exchanged: Exchanged) => void, reject: (error: Unanswered) => void) {
    this.#bounds = bounds;
    this.#resolve = resolve;
    this.#reject = reject;
    this.#timer = setTimeout(() => this.fail('timeout'), bounds.timeoutMilliseconds);
    bounds.signal?.addEventListener('abort', this.#abort, { once: true });
  }

  fail(why: Unanswered['why'], code?: string): void {
    if (!this.#end()) return;
    this.#reject(new Unanswered(why, this.#controller !== undefined, code));
    this.#controller?.abort(new Error(why));
  }

  /** A connection stands and the request is about to be written to it, the first and only time. */
  onRequestStart(controller: Dispatcher.DispatchController): void {
    if (this.#over || this.#controller !== undefined) controller.abort(new Error('given up'));
    else this.#controller = controller;
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, headers: Dispatcher.ResponseData['headers']): void {
    this.#status = status;
    this.#headers = new Map(
      Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')]),
    );
    if (Number(headers['content-length']) > this.#bounds.bytes) this.fail('size');
  }

  onResponseData(_: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#over) return;
    this.#length += chunk.length;
    if (this.#length > this.#bounds.bytes) this.fail('size');
    else this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    if (!this.#end()) return;
    this.#resolve({ status: this.#status, headers: this.#headers, text: textOf(this.#chunks, this.#bounds.raw) });
  }

  onResponseError(_: Dispatcher.DispatchController, error: Error): void {
    this.fail('connection', codeOf(error));
  }

  readonly #abort = (): void => this.fail('aborted');

  #end(): boolean {
    if (this.#over) return false;
    this.#over = true;
    clearTimeout(this.#timer);
    this.#bounds.signal?.removeEventListener('abort', this.#abort);
    return true;
  }
}

const textOf = (chunks: readonly Buffer[], raw = false): string =>
  (chunks.length === 1 ? (chunks[0] ?? Buffer.alloc(0)) : Buffer.concat(chunks)).toString(raw ? 'latin1' : 'utf8');

/** The system's code lies under a client's error, or under several where a name has several addresses. */
export function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if (error instanceof AggregateError) {
    const [code] = error.errors.flatMap((one) => codeOf(one) ?? []);
    if (code !== undefined) return code;
  }
  return 'code' in error && typeof error.code === 'string' ? error.code : codeOf(error.cause);
}
