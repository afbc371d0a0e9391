import { instant, SECOND } from '../../core/model/time.ts';
import type { WebhookRow } from '../journal/webhook-record.ts';
import type { Hook } from './hooks.ts';
import type { WebhookParts } from './parts.ts';
import type { WebhookAnswer } from './port.ts';

export interface Finished {
  readonly answer: WebhookAnswer;
  readonly row: WebhookRow;
  /** Resolves once what became of it is on disk. */
  readonly kept: Promise<void>;
}

/** Messages that were acted on before: those that are under way in memory, the others in the journal. */
export class Repeats {
  readonly #parts: Pick<WebhookParts, 'journal' | 'machine'>;
  readonly #underWay = new Set<string>();
  /** Answered, and not on disk yet. */
  readonly #answered = new Map<string, WebhookRow>();

  constructor(parts: Pick<WebhookParts, 'journal' | 'machine'>) {
    this.#parts = parts;
  }

  /** One with an id is the same for ever, one without for a while. What was held, or was interrupted before anything was sent, may be done now. */
  find(hook: Hook, message: string, hasId: boolean): WebhookRow | 'under way' | undefined {
    const key = keyOf(hook, message);
    if (this.#underWay.has(key)) return 'under way';
    const known = this.#answered.get(key) ?? this.#parts.journal.webhooks.messageOf(hook.name, message);
    if (known?.outcome === 'received') return 'under way';
    if (known === undefined || known.outcome === 'held' || known.outcome === 'interrupted') return undefined;
    const since = instant(this.#parts.machine.now() - windowOf(hook) * SECOND);
    return hasId || known.machine > since ? known : undefined;
  }

  /** The message is under way until it is answered; the answer does not wait until it is on disk itself. */
  async during(hook: Hook, message: string, work: () => Promise<Finished>): Promise<WebhookAnswer> {
    const key = keyOf(hook, message);
    this.#underWay.add(key);
    try {
      const { answer, row, kept } = await work();
      this.#answered.set(key, row);
      void kept.then(() => this.#answered.get(key) === row && this.#answered.delete(key));
      return answer;
    } finally {
      this.#underWay.delete(key);
    }
  }
}

/** Seconds. A signature is good for as long before its time as after it, and what is signed must not be done twice in that time. */
function windowOf({ settings }: Hook): number {
  const { repeatSeconds, oldestSeconds, authentication } = settings;
  return authentication.by === 'hmac' ? Math.max(repeatSeconds, 2 * oldestSeconds + 1) : repeatSeconds;
}

const keyOf = ({ name }: Hook, message: string): string => `${name} ${message}`;
