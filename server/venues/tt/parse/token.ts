import { z } from 'zod';
import { wholeField } from './fields.ts';

const answer = z.looseObject({
  status: z.string().optional(),
  status_message: z.string().optional(),
  access_token: z.string().min(1).optional(),
  seconds_until_expiry: wholeField.optional(),
});

export interface TtToken {
  readonly token: string;
  readonly lifeMilliseconds: number;
}

/** A token whose end is not told is of no use. Gives why there is none. */
export function readToken(document: unknown): TtToken | { readonly refused: string } {
  const read = answer.safeParse(document);
  if (!read.success) return { refused: 'its answer cannot be read' };
  const { status = 'Ok', status_message, access_token, seconds_until_expiry } = read.data;
  if (status.toLowerCase() !== 'ok') return { refused: (status_message || status).slice(0, 200) };
  if (access_token === undefined || seconds_until_expiry === undefined || seconds_until_expiry <= 0) {
    return { refused: 'its answer has no token with a time to live' };
  }
  return { token: access_token, lifeMilliseconds: seconds_until_expiry * 1_000 };
}
