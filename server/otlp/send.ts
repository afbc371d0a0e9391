import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { z } from 'zod';
import type { Clock } from '../../core/clock.ts';
import { retryAfterOf } from '../calls/retry.ts';
import { isTransient } from './retry.ts';

const compressed = promisify(gzip);
const mostAnswered = 64_000;

const answerShape = z.object({
  partialSuccess: z.object({
    rejectedSpans: z.coerce.number().int().min(0).default(0),
    errorMessage: z.string().default(''),
  }),
});

export interface Collector {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly timeoutMilliseconds: number;
  readonly machine: Clock;
}

/** What became of a request. `again` says that it may be sent once more. */
export type Sent =
  | { readonly ok: true; readonly rejected: number; readonly message: string }
  | { readonly ok: false; readonly again: boolean; readonly after: number | undefined; readonly message: string };

/** Sends a request to a collector, compressed. Never rejects; no header is part of a message. */
export async function send(
  request: object,
  { url, headers, timeoutMilliseconds, machine }: Collector,
  ending: AbortSignal,
): Promise<Sent> {
  const { host } = new URL(url);
  const late = AbortSignal.timeout(timeoutMilliseconds);
  try {
    const response = await fetch(url, {
      method: 'POST',
      body: new Uint8Array(await compressed(JSON.stringify(request))),
      headers: { ...headers, 'content-type': 'application/json', 'content-encoding': 'gzip' },
      redirect: 'manual',
      signal: AbortSignal.any([late, ending]),
    });
    const answered = await bounded(response);
    if (response.ok) return { ok: true, ...rejectedOf(answered) };
    const after = retryAfterOf(response.headers.get('retry-after'), machine.now() / 1_000);
    return { ok: false, again: isTransient(response.status), after, message: `${host} answered ${response.status}.` };
  } catch (error) {
    const message = late.aborted
      ? `did not answer within ${timeoutMilliseconds / 1_000} s`
      : `cannot be reached (${reasonOf(error)})`;
    return { ok: false, again: true, after: undefined, message: `${host} ${message}.` };
  }
}

async function bounded(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.length;
    if (length <= mostAnswered) chunks.push(chunk);
    else break;
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** What a collector that took a request says of the spans that it did not take. */
function rejectedOf(answered: string): { readonly rejected: number; readonly message: string } {
  try {
    const { partialSuccess } = answerShape.parse(JSON.parse(answered));
    return { rejected: partialSuccess.rejectedSpans, message: partialSuccess.errorMessage.slice(0, 300) };
  } catch {
    return { rejected: 0, message: '' };
  }
}

function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  return typeof code === 'string' ? code : 'no connection';
}
