import { z } from 'zod';

/** What every answer has around its records. */
export interface Envelope {
  readonly members: Readonly<Record<string, unknown>>;
  /** `lastPage` is a text. */
  readonly lastPage: boolean;
  readonly nextPageKey?: string;
}

/** The venue answered, and the answer says no. */
export class TtRefusal extends Error {
  override readonly name = 'TtRefusal';
}

const envelope = z.looseObject({
  status: z.string().optional(),
  status_message: z.string().optional(),
  message: z.string().optional(),
  lastPage: z.union([z.string(), z.boolean()]).optional(),
  nextPageKey: z.string().nullish(),
});

/** Throws a `TtRefusal` for an answer whose status is not `Ok`, and a `SyntaxError` for one that is no answer of TT's. */
export function readEnvelope(document: unknown): Envelope {
  const read = envelope.safeParse(document);
  if (!read.success) throw new SyntaxError('it is no object with a status');
  const { status, status_message, message, lastPage, nextPageKey } = read.data;
  if (status !== undefined && status.toLowerCase() !== 'ok') {
    throw new TtRefusal((status_message || message || `status ${status}`).slice(0, 300));
  }
  const last = lastPage === undefined || lastPage === true || String(lastPage).toLowerCase() !== 'false';
  return { members: read.data, lastPage: last, ...(nextPageKey ? { nextPageKey } : {}) };
}
