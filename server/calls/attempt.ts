import type { Dispatcher } from 'undici';
import type { Clock } from '../../core/clock.ts';
import type { Address } from './address.ts';
import { type Exchanged, exchange, type Request, Unanswered } from './exchange.ts';
import { notAdmitted, notAnswered, resting } from './failures.ts';
import { type Gate, NotAdmitted, type Pass } from './gate.ts';
import type { Limit } from './limit-book.ts';
import type { Slots } from './limits.ts';
import type { CallsOptions } from './options.ts';
import type { Answer, CallFailed, CallTo } from './port.ts';
import type { Service } from './service.ts';
import type { ClockSkew } from './skew.ts';

const WAIT = 10_000;
const TIMEOUT = 10_000;
const BYTES = 32_000_000;

export interface AttemptTools extends Pick<CallsOptions, 'waitMilliseconds' | 'timeoutMilliseconds' | 'bytes'> {
  readonly dispatcher: Dispatcher;
  readonly gate: Gate;
  readonly slots: Slots;
  readonly host: Address['host'];
  readonly clock: Clock;
  readonly skew: ClockSkew;
  readonly headers: Readonly<Record<string, string>>;
  readonly requestId: NonNullable<CallsOptions['requestId']>;
}

export interface Sending {
  readonly to: CallTo;
  readonly path: string;
  readonly authorization: Readonly<Record<string, string>>;
  readonly service: Service;
  readonly limit: Limit;
}

/** One request, when limits and breaker let it go. */
export class Attempt {
  readonly #tools: AttemptTools;

  constructor(tools: AttemptTools) {
    this.#tools = tools;
  }

  /** Gives an answer of any status, or why there is none. */
  async send(sending: Sending): Promise<Answer | CallFailed> {
    const { to, service } = sending;
    const { host, waitMilliseconds = WAIT, timeoutMilliseconds = TIMEOUT, bytes = BYTES } = this.#tools;
    let pass: Pass | undefined;
    let sent = true;
    try {
      pass = await this.#enter(sending, waitMilliseconds);
      if (!service.breaker.admit()) {
        sent = false;
        return resting(to, host, service.breaker.restsUntil(), service.lastSentence);
      }
      const answer = await this.#exchange(sending, { timeoutMilliseconds, bytes });
      if (answer.status >= 500) service.breaker.failed();
      else service.breaker.succeeded();
      return answer;
    } catch (error) {
      if (error instanceof NotAdmitted) return notAdmitted(to, host, error, waitMilliseconds);
      if (!(error instanceof Unanswered)) throw error;
      sent = error.written;
      if (error.why === 'aborted') service.breaker.untold();
      else if (error.why === 'size') service.breaker.succeeded();
      else service.breaker.failed();
      return notAnswered(to, host, error, { milliseconds: to.timeoutMilliseconds ?? timeoutMilliseconds, bytes });
    } finally {
      pass?.end(sent);
    }
  }

  #enter({ to, limit }: Sending, waitMilliseconds: number): Pass | Promise<Pass> {
    const rules = [...limit.rules, this.#tools.slots];
    return this.#tools.gate.enter({ rules, urgency: to.urgency ?? 'usual', waitMilliseconds, signal: to.signal });
  }

  async #exchange(sending: Sending, bounds: { timeoutMilliseconds: number; bytes: number }): Promise<Answer> {
    const { clock, skew, dispatcher, requestId } = this.#tools;
    const { to, service } = sending;
    const id = requestId.make();
    const began = performance.now();
    const sent = clock.now();
    let exchanged: Exchanged;
    try {
      exchanged = await exchange(dispatcher, this.#request(sending, id), {
        timeoutMilliseconds: to.timeoutMilliseconds ?? bounds.timeoutMilliseconds,
        bytes: bounds.bytes,
        raw: to.bytes === true,
        signal: to.signal,
      });
    } catch (error) {
      if (error instanceof Unanswered && error.written) service.took(performance.now() - began);
      throw error;
    }
    const milliseconds = performance.now() - began;
    service.took(milliseconds);
    skew.told(exchanged.headers.get('date'), sent, clock.now());
    return { ...exchanged, milliseconds, requestId: id };
  }

  #request({ to, path, authorization }: Sending, id: string): Request {
    const { headers, requestId } = this.#tools;
    const { query, header } = requestId;
    const content = to.body === undefined ? undefined : contentOf(to.body);
    return {
      method: to.method,
      path: query === undefined ? path : withId(path, query, id),
      headers: {
        accept: 'application/json',
        ...headers,
        ...authorization,
        ...(header !== undefined && { [header]: id }),
        ...(content && { 'content-type': content.type }),
        ...to.headers,
      },
      body: content?.text ?? null,
    };
  }
}

/** Where an answer sends elsewhere, its own address may have the id of the request before. */
function withId(path: string, name: string, id: string): string {
  const [before = '', query = ''] = path.split('?');
  const parameters = new URLSearchParams(query);
  parameters.set(name, id);
  return `${before}?${parameters}`;
}

const contentOf = (body: NonNullable<CallTo['body']>): { readonly type: string; readonly text: string } =>
  'json' in body
    ? { type: 'application/json', text: JSON.stringify(body.json) }
    : { type: 'application/x-www-form-urlencoded', text: new URLSearchParams(body.form).toString() };
