import type { Instant } from '../model/time.ts';
import type { Payload } from './read-alert.ts';

/** `received`: nothing is answered yet. `ignored`: understood, and there was nothing to do. `held`: not now; the same message may be sent again. */
export const receiptOutcomes = [
  'received',
  'accepted',
  'ignored',
  'refused',
  'duplicate',
  'held',
  'interrupted',
] as const;
export type ReceiptOutcome = (typeof receiptOutcomes)[number];

/** A message as it was received, and what became of it. No secret is in it. */
export interface Receipt {
  /** Grows with time. */
  readonly id: number;
  readonly webhook: string;
  /** Console's clock. */
  readonly at: Instant;
  readonly outcome: ReceiptOutcome;
  /** Of the HTTP answer; absent until there is one. */
  readonly status?: number;
  /** A sentence: why it was not acted on, or what was done. */
  readonly reason?: string;
  readonly signal?: string;
  /** As the message had it. */
  readonly symbol?: string;
  readonly instrument?: string;
  readonly account?: string;
  /** Ids of the orders it became. */
  readonly orders: readonly string[];
  /** The receipt whose message this was again. */
  readonly repeatOf?: number;
  /** Bytes of the message as it came. */
  readonly bytes: number;
  /** Masked, and cut where it is long. Absent where nobody knows what in it is secret. */
  readonly body?: string;
  /** From the request to its answer. */
  readonly microseconds?: number;
  /** The trace of the request, where there is one. */
  readonly trace?: string;
}

export interface WebhookState {
  readonly name: string;
  readonly payload: Payload;
  /** Why it does not open; absent while it does. */
  readonly off?: string;
  readonly account: string;
  readonly symbols: readonly string[];
}

/** The topic `webhooks`. */
export interface WebhooksState {
  readonly webhooks: readonly WebhookState[];
  /** Newest first, at most 200. */
  readonly receipts: readonly Receipt[];
}
