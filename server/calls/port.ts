import type { ServiceHealth, TokenHealth } from '../../core/venue/health.ts';

/** One call of another program's HTTP. */
export interface CallTo {
  /** Has a breaker and figures of its own: `ttledger`, `orders`. */
  readonly service: string;
  /** What it is called in traces and errors: `Order/place`. */
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** From the address that the calls were made for. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: { readonly json: unknown } | { readonly form: Readonly<Record<string, string>> };
  /** `never` for what does a thing twice when it is said twice: an order is sent once, whatever becomes of its answer. */
  readonly repeat: 'safe' | 'never';
  /** The limit that it keeps; where it is left out, the one named like its service, or else `usual`. */
  readonly limit?: string;
  /** For one attempt: connecting, sending and reading the whole answer. */
  readonly timeoutMilliseconds?: number;
  /** `first`: ahead of everything that waits for a connection or a limit (orders before history). */
  readonly urgency?: 'first' | 'usual' | 'last';
  /** False for the call that gets the token. */
  readonly authorized?: boolean;
  /** For what is no text, as a compressed file: the answer's text has one character a byte. */
  readonly bytes?: true;
  readonly signal?: AbortSignal;
}

export interface Answer {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly text: string;
  readonly milliseconds: number;
  readonly requestId: string;
}

export type CallFailure =
  /** The address cannot be reached. */
  | 'connection'
  | 'timeout'
  /** An answer with a status that is no success. */
  | 'status'
  /** An answer longer than is read. */
  | 'size'
  /** Too many calls, here or at the other end. */
  | 'limited'
  /** Its service failed too often and rests. */
  | 'resting'
  /** There is no valid token. */
  | 'token'
  | 'aborted';

/** What became of a call that brought nothing; the message says what is wrong and what to do, and has no secret in it. */
export class CallFailed extends Error {
  override readonly name = 'CallFailed';
  readonly failure: CallFailure;
  /** Whether the other end may have acted on it: `maybe` when it was sent and not answered. */
  readonly reached: 'no' | 'maybe' | 'yes';
  readonly answer: Answer | undefined;

  constructor(
    message: string,
    {
      failure,
      reached,
      answer,
      cause,
    }: { failure: CallFailure; reached: CallFailed['reached']; answer?: Answer; cause?: unknown },
  ) {
    super(message, { cause });
    this.failure = failure;
    this.reached = reached;
    this.answer = answer;
  }
}

/** Calls of one address: connections are used again, limits kept, repeats made only where they are safe. */
export interface Calls {
  /** Resolves with an answer of status 2xx. Rejects with a `CallFailed`. */
  call(to: CallTo): Promise<Answer>;
  health(): readonly ServiceHealth[];
  /** The other end's clock less the machine's, microseconds, as dates of answers tell. */
  clockSkew(): number | undefined;
  /** Resolves when nothing is under way any more; what is waiting is refused. */
  close(): Promise<void>;
}

/** The token of one environment of a venue. */
export interface Tokens {
  /** A token that is valid now; whoever asks while one is fetched waits for the same. Rejects with a `CallFailed` of failure `token`. */
  token(): Promise<string>;
  /** The other end did not take this token: gives another, fetched once however many ask. */
  refused(token: string): Promise<string>;
  health(): TokenHealth;
  /** Called when a token came, lapsed or was refused. Returns the function that ends it. */
  onChange(listener: () => void): () => void;
  /** Gets no more tokens. Resolves when the one it has is on disk. */
  close(): Promise<void>;
}
