import { type Instant, instant, SECOND } from '../../core/model/time.ts';
import type { Hook } from './hooks.ts';
import type { WebhookParts } from './parts.ts';

const DAY_SECONDS = 86_400;

/** When signals were last acted on, also before a restart. */
export class Debounce {
  readonly #parts: Pick<WebhookParts, 'journal' | 'machine'>;
  readonly #last = new Map<string, Instant>();

  constructor(parts: Pick<WebhookParts, 'journal' | 'machine'>) {
    this.#parts = parts;
    const since = instant(parts.machine.now() - DAY_SECONDS * SECOND);
    for (const { webhook, signal, instrument, at } of parts.journal.webhooks.actedOnSince(since)) {
      this.#last.set(keyOf(webhook, signal, instrument), at);
    }
  }

  /** Whole seconds since the same was acted on, where that is too short; undefined otherwise. */
  tooSoon({ name, settings }: Hook, signal: string, instrument: string): number | undefined {
    const last = this.#last.get(keyOf(name, signal, instrument));
    if (last === undefined) return undefined;
    const passed = this.#parts.machine.now() - last;
    return passed >= 0 && passed < settings.debounceSeconds * SECOND ? Math.floor(passed / SECOND) : undefined;
  }

  acted({ name }: Hook, signal: string, instrument: string): void {
    this.#last.set(keyOf(name, signal, instrument), this.#parts.machine.now());
  }
}

const keyOf = (webhook: string, signal: string, instrument: string): string => `${webhook} ${signal} ${instrument}`;
