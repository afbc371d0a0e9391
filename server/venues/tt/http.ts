import { VenueProblem } from '../../../core/venue/books.ts';
import { CallFailed, type Calls } from '../../calls/port.ts';
import type { Malformed } from './malformed.ts';
import { type Envelope, readEnvelope, TtRefusal } from './parse/envelope.ts';
import { readExactJson } from './parse/exact-json.ts';
import type { TtSettings } from './settings.ts';

export type TtService = 'ttledger' | 'ttmonitor' | 'ttpds' | 'ttuser' | 'ttaccount';

export interface TtAsk {
  readonly service: TtService;
  /** Behind the environment: `fills`, `position/123`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | undefined>>;
  /** Ahead of what only a person looks up. */
  readonly urgency?: 'usual' | 'last';
  readonly signal?: AbortSignal | undefined;
}

export interface TtAnswer extends Envelope {
  readonly text: string;
}

/** TT answered that it took too long: the same over less is worth asking for. */
export class TtTimeout extends VenueProblem {}

/** TT said no to this, and would again. */
export class TtRefused extends VenueProblem {}

export interface TtHttpParts {
  readonly calls: Calls;
  readonly settings: TtSettings;
  readonly malformed: Malformed;
}

/** What TT is asked, by service. It has no Content-Type, since TT answers 403 to a GET that has one. */
export class TtHttp {
  readonly #parts: TtHttpParts;

  constructor(parts: TtHttpParts) {
    this.#parts = parts;
  }

  /** Asks once more for what cannot be read. Rejects with a `VenueProblem`. */
  async get(ask: TtAsk): Promise<TtAnswer> {
    return (await this.#tried(ask)) ?? (await this.#tried(ask)) ?? this.#unreadable(ask);
  }

  /** Whether it was new. */
  tell(ask: TtAsk, reason: string, text: string): boolean {
    return this.#parts.malformed.tell(nameOf(ask), reason, text);
  }

  async #tried(ask: TtAsk): Promise<TtAnswer | undefined> {
    const text = await this.#text(ask);
    try {
      return { text, ...readEnvelope(readExactJson(text)) };
    } catch (error) {
      if (error instanceof TtRefusal) throw new TtRefused(`TT says no to ${nameOf(ask)}: ${error.message}.`);
      this.tell(ask, error instanceof SyntaxError ? `is no JSON of TT's: ${error.message}` : String(error), text);
      return undefined;
    }
  }

  async #text({ service, path, query, urgency = 'usual', signal }: TtAsk): Promise<string> {
    const { calls, settings } = this.#parts;
    try {
      const answer = await calls.call({
        service,
        name: nameOf({ service, path }),
        method: 'GET',
        path: `/${service}/${settings.path}/${path}`,
        ...(query ? { query } : {}),
        repeat: 'safe',
        urgency,
        timeoutMilliseconds: settings.timeoutSeconds * 1_000,
        ...(signal ? { signal } : {}),
      });
      return answer.text;
    } catch (error) {
      throw problemOf(error);
    }
  }

  #unreadable(ask: TtAsk): never {
    throw new VenueProblem(`What TT answers to ${nameOf(ask)} cannot be read, twice. It is asked again later.`);
  }
}

const nameOf = ({ service, path }: TtAsk): string => `${service}/${path.replace(/\/.*/, '')}`;

function problemOf(error: unknown): unknown {
  if (!(error instanceof CallFailed)) return error;
  const status = error.answer?.status;
  if (error.failure === 'timeout' || status === 408) return new TtTimeout(error.message, { cause: error });
  if (status === 400 || status === 404) return new TtRefused(error.message, { cause: error });
  return new VenueProblem(error.message, { cause: error });
}
