import { createHash } from 'node:crypto';
import { KnownSecrets } from '../calls/known-secrets.ts';
import type { WebhookRow } from '../journal/webhook-record.ts';
import { type Actors, act } from './act.ts';
import { authenticate } from './authenticate.ts';
import { Debounce } from './debounce.ts';
import { hidden, keptText } from './hidden.ts';
import type { Hook } from './hooks.ts';
import type { WebhookParts } from './parts.ts';
import type { Incoming, Verdict, WebhookAnswer } from './port.ts';
import { Rate } from './rate.ts';
import { alertOf, parseBody } from './read.ts';
import type { Receipts } from './receipts.ts';
import { type Finished, Repeats } from './repeats.ts';
import { tell } from './tell.ts';
import { Turns } from './turns.ts';
import { refusedFor } from './verdicts.ts';

/** What is known of a message before it is judged. */
interface Opened {
  readonly hook: Hook;
  readonly row: WebhookRow;
  readonly begun: number;
}

/** What webhooks are asked for: who asks is known, what is asked is read, done once, kept and answered. */
export class Receiver {
  readonly #parts: WebhookParts;
  readonly #receipts: Receipts;
  readonly #hooks: ReadonlyMap<string, Hook>;
  readonly #secrets: KnownSecrets;
  readonly #rates = new Map<string, Rate>();
  readonly #repeats: Repeats;
  readonly #actors: Actors;

  constructor(parts: WebhookParts, hooks: ReadonlyMap<string, Hook>, receipts: Receipts) {
    this.#parts = parts;
    this.#hooks = hooks;
    this.#receipts = receipts;
    this.#secrets = new KnownSecrets([...hooks.values()].flatMap(({ secret }) => secret ?? []));
    this.#repeats = new Repeats(parts);
    this.#actors = { parts, receipts, debounce: new Debounce(parts), turns: new Turns() };
  }

  /** The largest body that is read; undefined where nothing is open under that name. */
  mostBytes(name: string): number | undefined {
    const hook = this.#hooks.get(name);
    return hook?.off === undefined ? hook?.settings.limits.bytes : undefined;
  }

  /** Undefined where nothing is open under that name, and what was off or never there is not told. */
  async take(incoming: Incoming): Promise<WebhookAnswer | undefined> {
    const begun = performance.now();
    const { tracer } = this.#parts;
    const hook = this.#hooks.get(incoming.name);
    const trace = tracer.current()?.traceId;
    const at = this.#receipts.now();
    const base = {
      at,
      machine: this.#parts.machine.now(),
      bytes: incoming.bytes,
      orders: [],
      ...(trace ? { trace } : {}),
    };
    if (hook === undefined || hook.off !== undefined || hook.secret === undefined) {
      const reason = hook ? `It is ${hook.off}.` : 'There is no webhook of that name.';
      const webhook = hook?.name ?? 'unknown';
      void this.#receipts.stranger({
        ...base,
        id: this.#receipts.nextId(),
        webhook,
        outcome: 'refused',
        status: 404,
        reason,
      });
      return undefined;
    }
    const row: WebhookRow = { ...base, id: this.#receipts.nextId(), webhook: hook.name, outcome: 'received' };
    return this.#judge({ hook, row, begun }, hook.secret, incoming);
  }

  async #judge(opened: Opened, secret: string, incoming: Incoming): Promise<WebhookAnswer> {
    const { hook, row } = opened;
    const { limits } = hook.settings;
    if (incoming.raw === undefined) {
      const reason = `The body is larger than limits.bytes, which is ${limits.bytes}.`;
      return this.#turnAway(opened, { outcome: 'refused', status: 413, reason });
    }
    let body: unknown;
    let unread: unknown;
    try {
      body = parseBody(incoming.raw);
    } catch (error) {
      unread = error;
    }
    const known = authenticate(hook, secret, { header: incoming.header, raw: incoming.raw, body }, this.#parts.machine);
    // who has the secret inside of a body that cannot be read is told where it is broken, and nothing else
    if (unread !== undefined && (known.ok || hook.settings.authentication.by === 'body')) {
      return this.#turnAway(opened, refusedFor(unread));
    }
    if (!known.ok) {
      const { reason, told = 'The secret or the signature is missing or another one.' } = known;
      return this.#turnAway(this.#withBody(opened, body), { outcome: 'refused', status: 401, reason, told });
    }
    const retryAfter = this.#rateOf(hook).wait();
    if (retryAfter > 0) {
      const reason = `More than ${limits.perMinute} messages came in a minute.`;
      return this.#turnAway(opened, { outcome: 'refused', status: 429, reason, retryAfter });
    }
    let plain: unknown;
    try {
      plain = hidden(body, this.#secrets);
    } catch (error) {
      return this.#turnAway(opened, refusedFor(error));
    }
    const kept = { ...opened, row: { ...row, body: keptText(plain, this.#secrets) } };
    return this.#once(kept, plain, known.id);
  }

  /** Reads the message and does it, where the same was not done before. */
  async #once(opened: Opened, plain: unknown, givenId: string | undefined): Promise<WebhookAnswer> {
    const { hook } = opened;
    let alert: ReturnType<typeof alertOf>;
    try {
      alert = alertOf(plain, hook.settings);
    } catch (error) {
      return this.#finish(opened, refusedFor(error));
    }
    const id = alert.id ?? givenId;
    const message = messageDigest(id === undefined ? `body:${JSON.stringify(plain)}` : `id:${id}`);
    const known = this.#repeats.find(hook, message, id !== undefined);
    if (known === 'under way') {
      const reason = 'The same message is being acted on.';
      return this.#finish(opened, { outcome: 'duplicate', status: 409, reason, retryAfter: 1 });
    }
    if (known) return this.#again(opened, known);
    return this.#repeats.during(hook, message, async () => {
      const row = { ...opened.row, message };
      const verdict = await this.#act({ ...opened, row }, alert);
      return this.#end({ ...opened, row }, verdict);
    });
  }

  async #act({ hook, row }: Opened, alert: ReturnType<typeof alertOf>): Promise<Verdict> {
    const { tracer } = this.#parts;
    const inputs = { webhook: hook.name, receipt: row.id };
    const doing = () => act(this.#actors, { hook, row, alert });
    try {
      return await tracer.span(
        'server/webhooks/act',
        { group: 'webhooks', subject: `webhook ${row.id}`, inputs },
        doing,
      );
    } catch (error) {
      const { message, stack } = error instanceof Error ? error : new Error(String(error));
      this.#parts.log.error(`Receipt ${row.id} of ${hook.name} failed: ${this.#secrets.mask(stack ?? message)}`);
      return {
        outcome: 'refused',
        status: 500,
        reason: 'Something went wrong inside the console; its log has the details.',
      };
    }
  }

  /** What the first did is the answer to a repeat. */
  #again(opened: Opened, known: WebhookRow): WebhookAnswer {
    const { signal, symbol, instrument, account, orders } = known;
    const row: WebhookRow = {
      ...opened.row,
      orders,
      ...(signal === undefined ? {} : { signal }),
      ...(symbol === undefined ? {} : { symbol }),
      ...(instrument === undefined ? {} : { instrument }),
      ...(account === undefined ? {} : { account }),
    };
    const reason = `It is the message of receipt ${known.id} again, which was ${known.outcome}.`;
    const answer: unknown = JSON.parse(known.answer ?? '{}');
    const status = known.status === 422 || known.status === 400 ? known.status : 200;
    const more = { ...Object(answer), repeat: true };
    return this.#finish({ ...opened, row }, { outcome: 'duplicate', status, reason, repeatOf: known.id, more });
  }

  /** Of a stranger, or of one too many. */
  #turnAway({ row, begun, hook }: Opened, verdict: Verdict): WebhookAnswer {
    const ended = this.#ended(row, verdict, begun);
    void this.#receipts.stranger(ended);
    tell(this.#parts.notify, hook.name, ended, verdict);
    return answerOf(row, verdict, begun);
  }

  #finish(opened: Opened, verdict: Verdict): WebhookAnswer {
    return this.#end(opened, verdict).answer;
  }

  #end({ row, begun, hook }: Opened, verdict: Verdict): Finished {
    const answer = answerOf(row, verdict, begun);
    const ended = this.#ended(row, verdict, begun);
    const isFinal = row.message !== undefined && verdict.outcome !== 'held';
    const last = isFinal ? { ...ended, answer: JSON.stringify(answer.body) } : ended;
    tell(this.#parts.notify, hook.name, ended, verdict);
    return { answer, row: last, kept: this.#receipts.end(last) };
  }

  #ended(row: WebhookRow, verdict: Verdict, begun: number): WebhookRow {
    const { outcome, status, reason, signal, symbol, instrument, account, repeatOf, orders } = verdict;
    return {
      ...row,
      ...{ outcome, status, microseconds: Math.round((performance.now() - begun) * 1_000) },
      ...(reason === undefined ? {} : { reason: this.#secrets.mask(reason) }),
      ...(signal === undefined ? {} : { signal }),
      ...(symbol === undefined ? {} : { symbol }),
      ...(instrument === undefined ? {} : { instrument }),
      ...(account === undefined ? {} : { account }),
      ...(repeatOf === undefined ? {} : { repeatOf }),
      ...(orders === undefined ? {} : { orders: orders.map(({ clientOrderId }) => clientOrderId) }),
    };
  }

  /** Of a stranger what can be read, with what is secret by its name or known masked. */
  #withBody(opened: Opened, body: unknown): Opened {
    if (body === undefined) return opened;
    try {
      return { ...opened, row: { ...opened.row, body: keptText(hidden(body, this.#secrets), this.#secrets) } };
    } catch {
      return opened;
    }
  }

  #rateOf({ name, settings }: Hook): Rate {
    const rate = this.#rates.get(name) ?? new Rate(settings.limits.perMinute, 60, this.#parts.machine);
    this.#rates.set(name, rate);
    return rate;
  }
}

/** By which a message is known again; a digest, so that nothing of it can be read there. */
const messageDigest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 40);

function answerOf({ id }: WebhookRow, verdict: Verdict, begun: number): WebhookAnswer {
  const { outcome, status, told, reason, where, orders = [], signal, instrument, retryAfter, more = {} } = verdict;
  const milliseconds = Math.round((performance.now() - begun) * 100) / 100;
  if (status === 200) {
    const said = { signal, instrument, ...(reason === undefined ? {} : { reason }), orders };
    const body = verdict.outcome === 'duplicate' ? { ...more } : { outcome, receipt: id, ...said, ...more };
    return { status, body: { ...body, milliseconds } };
  }
  const error = { message: told ?? reason ?? '', ...(where ? { where } : {}) };
  const body = { outcome, receipt: id, error, ...more, milliseconds };
  return { status, body, ...(retryAfter === undefined ? {} : { retryAfter }) };
}
