import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'undici';
import { instant, MILLISECOND, toMilliseconds } from '../../core/model/time.ts';
import type { ServiceHealth } from '../../core/venue/health.ts';
import { Address } from './address.ts';
import { Attempt } from './attempt.ts';
import { badStatus, nameOf, resting } from './failures.ts';
import { Gate } from './gate.ts';
import { KnownSecrets } from './known-secrets.ts';
import { type Limit, LimitBook } from './limit-book.ts';
import { Slots } from './limits.ts';
import { type CallsOptions, callBreakerSettings, type RetrySettings, retrySettings } from './options.ts';
import { type Answer, CallFailed, type Calls, type CallTo } from './port.ts';
import { fullJitter, retryAfterOf } from './retry.ts';
import { Service } from './service.ts';
import { ClockSkew } from './skew.ts';

const CONNECTIONS = 8;
/** Milliseconds that a connection nobody uses is kept; what the other end says of it counts before this. */
const IDLE = 30_000;
const REDIRECTS = 3;
/** Characters of an answer that its trace has. */
const TRACED = 800;
/** Milliseconds that a limit rests because the other end asked for it; whatever it asked for, it is tried again then. */
const LONGEST_PAUSE = 3_600_000;
const followed = [303, 307, 308];

/** Calls of one address; see `Calls`. Throws a `RangeError` for an address or limits that make no sense. */
export const createCalls = (options: CallsOptions): Calls => new HttpCalls(options);

class HttpCalls implements Calls {
  readonly #options: CallsOptions;
  readonly #retries: RetrySettings;
  readonly #address: Address;
  readonly #pool: Pool;
  readonly #gate: Gate;
  readonly #limits: LimitBook;
  readonly #secrets: KnownSecrets;
  readonly #skew = new ClockSkew();
  readonly #attempt: Attempt;
  readonly #services = new Map<string, Service>();
  readonly #closing = new AbortController();
  #closed: Promise<void> | undefined;

  constructor(options: CallsOptions) {
    this.#options = options;
    // as many calls as there are may wait for their next attempt
    setMaxListeners(0, this.#closing.signal);
    this.#retries = { ...retrySettings, ...options.retries };
    this.#address = new Address(options.address);
    const connections = options.connections ?? CONNECTIONS;
    this.#pool = new Pool(this.#address.origin, { connections, pipelining: 1, keepAliveTimeout: IDLE });
    this.#gate = new Gate(options.clock);
    this.#limits = new LimitBook(options.limits ?? {});
    this.#secrets = new KnownSecrets(options.secrets ?? []);
    this.#attempt = new Attempt({
      dispatcher: this.#pool,
      gate: this.#gate,
      slots: new Slots(connections),
      host: this.#address.host,
      clock: options.clock,
      skew: this.#skew,
      headers: options.headers ?? {},
      requestId: options.requestId ?? { make: randomUUID },
      ...(options.waitMilliseconds !== undefined && { waitMilliseconds: options.waitMilliseconds }),
      ...(options.timeoutMilliseconds !== undefined && { timeoutMilliseconds: options.timeoutMilliseconds }),
      ...(options.bytes !== undefined && { bytes: options.bytes }),
    });
  }

  async call(to: CallTo): Promise<Answer> {
    const { method, path, query, body } = to;
    // The call that gets the token is made of secrets, and brings one.
    const open = to.authorized !== false;
    const inputs = { method, path, ...(open && query && { query }), ...(open && body && { body: bodyOf(body) }) };
    const answered: Answer[] = [];
    await this.#options.tracer.span(`calls/${nameOf(to)}`, { inputs }, async () => {
      const answer = await this.#counted(to);
      answered.push(answer);
      const { status, requestId, text } = answer;
      const told = open && !to.bytes && { text: this.#secrets.beginning(text, TRACED) };
      return { status, requestId, ...told };
    });
    return answered[0]!;
  }

  health(): readonly ServiceHealth[] {
    const now = this.#options.clock.now();
    return [...this.#services.values()].map((service) => service.health(now));
  }

  clockSkew(): number | undefined {
    return this.#skew.get();
  }

  close(): Promise<void> {
    this.#closing.abort();
    this.#gate.close();
    this.#closed ??= this.#pool.close();
    return this.#closed;
  }

  async #counted(to: CallTo): Promise<Answer> {
    const service = this.#serviceOf(to.service);
    const limit = this.#limits.of(to.limit, to.service);
    service.called(limit);
    try {
      return await this.#answered(to, service, limit);
    } catch (error) {
      if (!(error instanceof CallFailed) || error.failure !== 'aborted') this.#count(service, error);
      throw error;
    }
  }

  #count(service: Service, error: unknown): void {
    const { clock, tracer } = this.#options;
    const traceId = tracer.current()?.traceId;
    const sentence = error instanceof Error ? error.message : String(error);
    // What it says is why the service rests: it would be told in itself.
    const rests = error instanceof CallFailed && error.failure === 'resting';
    service.failed(rests ? undefined : { at: clock.now(), sentence, ...(traceId !== undefined && { traceId }) });
  }

  /** Sends until there is an answer to give, or none is to be had. */
  async #answered(to: CallTo, service: Service, limit: Limit): Promise<Answer> {
    let path = this.#address.pathOf(to);
    let refused: string | undefined;
    let hops = 0;
    for (let repeats = 0; ; ) {
      this.#checkRest(to, service);
      const token = await this.#token(to, refused);
      const outcome = await this.#attempt.send({ to, path, authorization: this.#authorization(token), service, limit });
      if (outcome instanceof CallFailed) {
        if (!worthAnother(outcome)) throw outcome;
        await this.#backOff(to, service, outcome, repeats++, undefined);
        continue;
      }
      if (outcome.status >= 200 && outcome.status < 300) return outcome;
      const isRefused = this.#isTokenRefused(outcome);
      if (isRefused && token !== undefined && refused === undefined) {
        refused = token;
        continue;
      }
      const elsewhere = this.#elsewhere(to, path, outcome);
      if (elsewhere !== undefined && hops++ < REDIRECTS) {
        path = elsewhere;
        continue;
      }
      const asked = this.#askedFor(outcome);
      if (outcome.status === 429 && asked !== undefined)
        limit.pause.pauseUntil(instant(this.#options.clock.now() + Math.min(asked, LONGEST_PAUSE) * MILLISECOND));
      const failed = badStatus(to, this.#address.host, outcome, this.#secrets, { asked, isRefused });
      if (isRefused || !this.#retries.status(outcome.status)) throw failed;
      await this.#backOff(to, service, failed, repeats++, asked);
    }
  }

  /** Waits before the next attempt; throws what failed where none is to be made. */
  async #backOff(to: CallTo, service: Service, failed: CallFailed, repeats: number, asked = 0): Promise<void> {
    const { most, longestAsked } = this.#retries;
    if (to.repeat === 'never' || repeats >= most || asked > longestAsked || this.#closing.signal.aborted) throw failed;
    service.retried();
    const wait = Math.max(asked, fullJitter(repeats, this.#options.random(), this.#retries));
    const signal = to.signal ? AbortSignal.any([to.signal, this.#closing.signal]) : this.#closing.signal;
    await sleep(wait, undefined, { signal }).catch(() => {
      throw new CallFailed(`${nameOf(to)} was given up. Before: ${failed.message}`, {
        failure: 'aborted',
        reached: failed.reached,
      });
    });
  }

  /** Milliseconds that the other end wants to be left alone; a date is by its own clock. */
  #askedFor({ headers }: Answer): number | undefined {
    const told = Date.parse(headers.get('date') ?? '');
    const now = Number.isNaN(told) ? toMilliseconds(this.#options.clock.now()) : told;
    return retryAfterOf(headers.get('retry-after'), now);
  }

  #checkRest(to: CallTo, service: Service): void {
    const until = service.breaker.restsUntil();
    if (until !== undefined) throw resting(to, this.#address.host, until, service.lastSentence);
  }

  async #token({ authorized = true }: CallTo, refused: string | undefined): Promise<string | undefined> {
    const { tokens } = this.#options;
    if (!authorized || tokens === undefined) return undefined;
    const token = await (refused === undefined ? tokens.token() : tokens.refused(refused));
    this.#secrets.token(token);
    return token;
  }

  #authorization(token: string | undefined): Readonly<Record<string, string>> {
    if (token === undefined) return {};
    return this.#options.authorize?.(token) ?? { authorization: `Bearer ${token}` };
  }

  #isTokenRefused(answer: Answer): boolean {
    return this.#options.refusesToken?.(answer) ?? answer.status === 401;
  }

  #elsewhere({ method }: CallTo, path: string, { status, headers }: Answer): string | undefined {
    if (method !== 'GET' || !followed.includes(status)) return undefined;
    return this.#address.redirected(path, headers.get('location'));
  }

  #serviceOf(name: string): Service {
    const known = this.#services.get(name);
    if (known !== undefined) return known;
    const settings = { ...callBreakerSettings, ...this.#options.breaker };
    const service = new Service(name, () => this.#options.clock.now(), settings);
    this.#services.set(name, service);
    return service;
  }
}

const worthAnother = ({ failure }: CallFailed): boolean => failure === 'connection' || failure === 'timeout';

const bodyOf = (body: NonNullable<CallTo['body']>): unknown => ('json' in body ? body.json : body.form);
