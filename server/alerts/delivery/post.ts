import { type Dispatcher, request } from 'undici';
import { codeOf } from '../../calls/exchange.ts';
import { retryAfterOf } from '../../calls/retry.ts';

const PATIENCE_MILLISECONDS = 10_000;
/** Of an answer that is read. */
const MOST_BYTES = 65_536;

/** Another program's answer, without a word of its own text. */
export type Posted =
  | { readonly outcome: 'delivered' }
  /** It may go through later: after so many milliseconds, where the other end said so. */
  | { readonly outcome: 'later'; readonly reason: string; readonly after?: number }
  /** It will never go through as it is. */
  | { readonly outcome: 'refused'; readonly reason: string };

export interface Post {
  readonly address: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Posts once; nothing is followed to another address, and no address is ever part of a reason. Never rejects. */
export async function post(
  { address, headers, body }: Post,
  dispatcher: Dispatcher,
  ending: AbortSignal,
): Promise<Posted> {
  const late = AbortSignal.timeout(PATIENCE_MILLISECONDS);
  const signal = AbortSignal.any([late, ending]);
  let answer: Dispatcher.ResponseData;
  try {
    answer = await request(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'user-agent': 'deskbook', ...headers },
      body,
      dispatcher,
      signal,
    });
  } catch (error) {
    const reason = late.aborted ? `did not answer within ${PATIENCE_MILLISECONDS / 1_000} s` : unreached(error);
    return { outcome: 'later', reason };
  }
  // what was answered counts, whatever becomes of the rest of it
  if (answer.statusCode !== 429) {
    await answer.body.dump({ limit: MOST_BYTES, signal }).catch(() => undefined);
    return judged(answer.statusCode);
  }
  const asked = (await waitInBody(answer.body)) ?? waitInHeader(answer.headers['retry-after']);
  return { outcome: 'later', reason: 'answered 429, too many', ...(asked === undefined ? {} : { after: asked }) };
}

function judged(status: number): Posted {
  if (status >= 200 && status < 300) return { outcome: 'delivered' };
  const reason = `answered ${status}`;
  if (status >= 500 || status === 408 || status === 425) return { outcome: 'later', reason };
  if (status < 400) return { outcome: 'refused', reason: `${reason}, which sends elsewhere and is not followed` };
  return { outcome: 'refused', reason };
}

const unreached = (error: unknown): string => `cannot be reached (${codeOf(error) ?? 'no connection'})`;

const waitInHeader = (header: string | string[] | undefined): number | undefined =>
  typeof header === 'string' ? retryAfterOf(header, Date.now()) : undefined;

/** Discord says in the body how many seconds, with a fraction. */
async function waitInBody(body: Dispatcher.ResponseData['body']): Promise<number | undefined> {
  try {
    let text = '';
    for await (const chunk of body) {
      text += String(chunk);
      if (text.length > MOST_BYTES) return undefined;
    }
    const said: unknown = JSON.parse(text);
    if (typeof said !== 'object' || said === null || !('retry_after' in said)) return undefined;
    const seconds = said.retry_after;
    return typeof seconds === 'number' && seconds >= 0 ? Math.ceil(seconds * 1_000) : undefined;
  } catch {
    return undefined;
  }
}
