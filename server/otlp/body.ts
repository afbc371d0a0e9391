import { promisify } from 'node:util';
import { gunzip, inflate } from 'node:zlib';
import { decodeMessage, encodeMessage, type MessageName } from './protobuf.ts';

/** A body that is not taken; `status` is that of the answer. */
export class BodyProblem extends Error {
  readonly status: 400 | 413 | 415;

  constructor(status: 400 | 413 | 415, message: string) {
    super(message);
    this.status = status;
  }
}

export const largestBody = 8_000_000;
const megabytes = `${largestBody / 1_000_000} MB`;
const inflaters = { gzip: promisify(gunzip), deflate: promisify(inflate) };

/** How a caller speaks, and is answered. */
export type Encoding = 'json' | 'protobuf';

/** JSON where nothing is said, as for whatever else is sent to the console. */
export function encodingOf(contentType: string | undefined): Encoding {
  return contentType?.split(';')[0]?.trim().toLowerCase() === 'application/x-protobuf' ? 'protobuf' : 'json';
}

/** Undoes what `Content-Encoding` says, within bounds. Rejects with a `BodyProblem`. */
export async function inflated(body: Uint8Array, contentEncoding: string | undefined): Promise<Uint8Array> {
  const encoding = contentEncoding?.trim().toLowerCase() || 'identity';
  if (encoding === 'identity') return body;
  if (encoding !== 'gzip' && encoding !== 'deflate') {
    throw new BodyProblem(415, `Content-Encoding ${encoding.slice(0, 40)} is not read; send gzip or none.`);
  }
  try {
    return await inflaters[encoding](body, { maxOutputLength: largestBody });
  } catch (error) {
    if (error instanceof RangeError)
      throw new BodyProblem(413, `The body is larger than ${megabytes} when inflated; send smaller batches.`);
    throw new BodyProblem(400, `The body is not ${encoding}, as Content-Encoding says.`);
  }
}

/** The message of a body. Rejects with a `BodyProblem`. */
export async function decoded(body: Uint8Array, encoding: Encoding, name: MessageName): Promise<unknown> {
  try {
    return encoding === 'json'
      ? JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
      : await decodeMessage(name, body);
  } catch (error) {
    const what = encoding === 'json' ? 'JSON' : 'the Protobuf message that is sent here';
    const why = error instanceof Error ? `: ${error.message.slice(0, 200)}` : '';
    throw new BodyProblem(400, `The body is not ${what}${why.replace(/\.$/, '')}.`);
  }
}

/** A message as the caller reads it. */
export async function encoded(
  message: Readonly<Record<string, unknown>>,
  encoding: Encoding,
  name: MessageName,
): Promise<string | Uint8Array<ArrayBuffer>> {
  return encoding === 'json' ? JSON.stringify(message) : encodeMessage(name, message);
}
