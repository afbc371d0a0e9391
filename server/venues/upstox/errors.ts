import { VenueProblem } from '../../../core/venue/books.ts';
import { CallFailed } from '../../calls/port.ts';
import { type Failures, failure, jsonOf } from './parse/envelope.ts';

/** What the codes that a desk may meet mean, and what to do. What Upstox says of any other stands by itself. */
const sentences: Readonly<Record<string, string>> = {
  UDAPI10000: 'Upstox knows no such request.',
  UDAPI10005: 'Upstox had too many calls. Call less often.',
  UDAPI100010: 'Upstox has no such order.',
  UDAPI100011: 'Upstox does not know the instrument.',
  UDAPI100015: 'Upstox has no such version of this request.',
  UDAPI100016: 'Upstox does not take the key and the secret. Check both.',
  UDAPI100036: 'Upstox does not take what was sent.',
  UDAPI100038: 'Upstox does not take what was sent.',
  UDAPI100040: 'The order is closed at Upstox; there is nothing to cancel.',
  UDAPI100041: 'The order is closed at Upstox; there is nothing to change.',
  UDAPI100049: 'Upstox takes no orders of this account through its API.',
  UDAPI100050: 'Upstox does not take the token any more. Log in again.',
  UDAPI100057: 'Upstox does not take the code. It is good once: log in again and give the new one.',
  UDAPI100060: 'Upstox has nothing there.',
  UDAPI100067: 'This is not allowed with an extended token. Log in again.',
  UDAPI100068: 'Upstox does not take the key or the redirect address. Check both against the application.',
  UDAPI100069: 'Upstox does not take the key and the secret. Check both.',
  UDAPI100072: 'Upstox tells funds from 05:30 to 24:00 of India alone.',
  UDAPI100073: 'The application is not active at Upstox.',
  UDAPI100500: 'Upstox failed and does not say why.',
  UDAPI1003: 'Upstox was told no order.',
  UDAPI1004: 'Upstox was told no type of order.',
  UDAPI1006: 'Upstox was told no product.',
  UDAPI1007: 'Upstox was not told how long the order holds.',
  UDAPI1008: 'The order needs a price.',
  UDAPI1010: 'Upstox does not take the id of the order.',
  UDAPI1021: 'Upstox does not take the key of the instrument.',
  UDAPI1023: 'Upstox was told no order.',
  UDAPI1026: 'Upstox was told no instrument.',
  UDAPI1029: 'The order needs a price.',
  UDAPI1030: 'The order may have no price.',
  UDAPI1031: 'The order needs a price and a stop price.',
  UDAPI1032: 'The order needs a stop price alone.',
  UDAPI1036: 'The order needs a stop price.',
  UDAPI1052: 'The order has no quantity.',
  UDAPI1054: 'Upstox does not take this product.',
  UDAPI1055: 'Upstox does not take this time in force.',
  UDAPI1056: 'Upstox does not take this type of order.',
  UDAPI1057: 'Upstox was told neither to buy nor to sell.',
  UDAPI1148: 'Upstox gives no bars over these days at once.',
  UDAPI1158: 'Upstox takes no market orders by its API. Send a limit.',
  UDAPI1161: 'Upstox takes no orders in commodities by its API for the time being.',
};

/** Codes of an order's call after which it may have been done all the same. */
const uncertain: ReadonlySet<string> = new Set(['UDAPI100500']);

/** What Upstox says no with, as one sentence for each code and what it says beside it. */
export function sentenceOf(failures: Failures): string {
  return failures
    .map(({ code, message, property }) => {
      const known = sentences[code];
      const said = /[.!?]$/.test(message) ? message : `${message}.`;
      const where = property ? ` (${property})` : '';
      if (known === undefined)
        return message === '' ? `Upstox says no with ${code || 'no code'}${where}.` : `Upstox says no${where}: ${said}`;
      return message === '' ? known : `${known} It says${where}: ${said}`;
    })
    .join(' ');
}

/** Upstox answered, and said no. */
export class UpstoxRefused extends VenueProblem {
  readonly codes: readonly string[];

  constructor(failures: Failures, cause?: unknown) {
    super(sentenceOf(failures), { cause });
    this.codes = failures.map(({ code }) => code);
  }

  /** Whether it is certain that nothing was done. */
  get isCertain(): boolean {
    return !this.codes.some((code) => uncertain.has(code));
  }
}

/** The refusal in a call that failed with a status of its own; undefined where it failed otherwise. */
export function refusalIn(error: unknown): UpstoxRefused | undefined {
  if (!(error instanceof CallFailed) || error.answer === undefined) return undefined;
  const { status, text } = error.answer;
  if (status < 400 || status >= 500 || status === 408 || status === 429) return undefined;
  const read = failure.safeParse(jsonOf(text));
  return read.success ? new UpstoxRefused(read.data, error) : undefined;
}
