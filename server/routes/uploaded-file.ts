import type { Context } from 'hono';
import { RequestProblem } from './errors.ts';

/** How much is read in memory at once. */
export const uploadMegabytes = 64;
const fileBytes = uploadMegabytes * 1_000_000;

/** The last part of a file's name. */
export const uploadName = /^[^/\\\p{Cc}]{1,200}$/u;

/** The whole of what is sent as the body. `larger` says what to do with a file beyond the limit. */
export async function uploadedFile(context: Context, larger: string): Promise<Buffer> {
  const body: ReadableStream<Uint8Array> | null = context.req.raw.body;
  if (!body)
    throw new RequestProblem(400, 'There is no file in this request.', 'Send the file as the body, as text/plain.');
  const chunks: Uint8Array[] = [];
  let received = 0;
  for await (const chunk of body) {
    received += chunk.length;
    if (received > fileBytes) throw new RequestProblem(413, `The file is larger than ${uploadMegabytes} MB.`, larger);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
