import { VenueProblem } from '../../../core/venue/books.ts';
import { CallFailed } from '../../calls/port.ts';
import type { Outcome } from '../own-orders/dispatcher.ts';
import { envelope, jsonOf } from './parse/envelope.ts';
import { sentence } from './parse/order.ts';

/** What Kite's kinds of error mean. The same kind comes under several statuses. */
const kinds: Readonly<Record<string, string>> = {
  TokenException: 'The login has ended.',
  PermissionException: 'The user may not do this.',
  UserException: 'The account does not allow it.',
  OrderException: 'The order was not taken.',
  InputException: 'Kite does not take what was asked.',
  MarginException: 'There is too little margin for it.',
  HoldingException: 'There are too few shares held for it.',
  NetworkException: "Kite cannot reach the exchange's order system.",
  DataException: 'Kite could not understand its own order system.',
  GeneralException: 'Kite failed and does not say why.',
};

/** Kinds after which an order may have been placed all the same. */
const uncertain: ReadonlySet<string> = new Set(['NetworkException', 'DataException', 'GeneralException']);

/** Kite answered, and said no. */
export class KiteRefused extends VenueProblem {
  readonly kind: string;
  /** Whether it says that nothing was done. */
  readonly isCertain: boolean;

  constructor(kind: string, said: string | null | undefined, cause?: unknown) {
    const known = kinds[kind] ?? `Kite says no with ${kind}, which its documents do not explain.`;
    const words = said?.trim() ?? '';
    super(words === '' ? known : `${known} It says: ${sentence(words)}`, { cause });
    this.kind = kind;
    this.isCertain = kinds[kind] !== undefined && !uncertain.has(kind);
  }
}

/** Kite answered with something that cannot be read: whether it did what was asked is not known. */
export class KiteUnreadable extends VenueProblem {}

/** The no that an answer of an error status is, where it is one of Kite and no gateway's before it. */
export function refusalOf(failed: CallFailed): KiteRefused | undefined {
  const text = failed.answer?.text;
  if (text === undefined || failed.failure === 'token' || failed.failure === 'limited') return undefined;
  const read = envelope.safeParse(jsonOf(text));
  if (!read.success || read.data.status !== 'error') return undefined;
  const { error_type, message } = read.data;
  return new KiteRefused(error_type ?? 'GeneralException', message, failed);
}

/** Whether an answer says that the token is not taken: 403 is also said to who may not do something. */
export function saysNoToken(status: number, text: string): boolean {
  if (status !== 401 && status !== 403) return false;
  const read = envelope.safeParse(jsonOf(text));
  return read.success && read.data.status === 'error' && read.data.error_type === 'TokenException';
}

export function outcomeOf(error: unknown): Outcome {
  const reason = error instanceof Error ? error.message : String(error);
  if (error instanceof KiteRefused) return { reason, isCertain: error.isCertain };
  if (!(error instanceof CallFailed)) return { reason, isCertain: false };
  const status = error.answer?.status ?? 0;
  return { reason, isCertain: error.reached === 'no' || (error.reached === 'yes' && status >= 400 && status < 500) };
}
