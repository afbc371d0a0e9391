import type { Order } from '../../core/model/order.ts';
import type { Receipt, ReceiptOutcome } from '../../core/webhooks/receipt.ts';

/** A request to a webhook, as far as its body was read. */
export interface Incoming {
  readonly name: string;
  header(name: string): string | undefined;
  /** Undefined where it is larger than the webhook allows. */
  readonly raw: Buffer | undefined;
  readonly bytes: number;
}

export type AnswerStatus = 200 | 400 | 401 | 409 | 413 | 422 | 429 | 500 | 503;

/** What the sender is told. */
export interface WebhookAnswer {
  readonly status: AnswerStatus;
  readonly body: object;
  /** Seconds. */
  readonly retryAfter?: number;
}

/** An order as a sender is told of it. */
export interface ToldOrder {
  readonly clientOrderId: string;
  readonly instrument: string;
  readonly side: string;
  readonly type: string;
  readonly quantity: number;
  readonly status: string;
}

export const toldOrder = ({ intent, terms, status }: Order): ToldOrder => ({
  clientOrderId: intent.clientOrderId,
  instrument: intent.instrument,
  side: intent.side,
  type: intent.type,
  quantity: terms.quantity,
  status,
});

/** What became of a message. */
export interface Verdict
  extends Partial<Pick<Receipt, 'reason' | 'signal' | 'symbol' | 'instrument' | 'account' | 'repeatOf'>> {
  readonly outcome: Exclude<ReceiptOutcome, 'received' | 'interrupted'>;
  readonly status: AnswerStatus;
  /** What the sender is told in place of the reason. */
  readonly told?: string;
  /** Where in the message something is wrong. */
  readonly where?: string;
  readonly orders?: readonly ToldOrder[];
  readonly retryAfter?: number;
  /** More of the answer. */
  readonly more?: object;
}
