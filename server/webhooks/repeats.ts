import { instant, SECOND } from '../../core/model/time.ts';
import type { WebhookRow } from '../journal/webhook-record.ts';
import type { Hook } from './hooks.ts';
import type { WebhookParts } from './parts.ts';

/** Messages that were acted on before: those that are under way in memory, the others in the journal. */
export class Repeats {
  readonly #parts: Pick<WebhookParts, 'journal' | 'machine'>;
  readonly #underWay = new Set<string>();

  constructor(parts: Pick<WebhookParts, 'journal' | 'machine'>) {
    this.#parts = parts;
  }

  /** One with an id is the same for ever, one without for a while. What was held, or was interrupted before anything was sent, may be done now. */
  find(hook: Hook, message: string, hasId: boolean): WebhookRow | 'under way' | undefined {
    if (this.#underWay.has(keyOf(hook, message))) return 'under way';
    const known = this.#parts.journal.webhooks.messageOf(hook.name, message);
    // its answer waits in memory while the disk cannot be written
    if (known?.outcome === 'received') return 'under way';
    if (known === undefined || known.outcome === 'held' || known.outcome === 'interrupted') return undefined;
    const since = instant(this.#parts.machine.now() - windowOf(hook) * SECOND);
    return hasId || known.machine > since ? known : undefined;
  }

  async during<T>(hook: Hook, message: string, work: () => Promise<T>): Promise<T> {
    const key = keyOf(hook, message);
    this.#underWay.add(key);
    try {
      return await work();
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
