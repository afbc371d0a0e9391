import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { ImportRefused } from '../import/broken.ts';
import type { RecordingSource } from './source.ts';

const lineCharacters = 16_000_000;

async function* begunWith(first: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  yield first;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}

async function* unpacked(stream: Readable): AsyncGenerator<Buffer> {
  const chunks: AsyncIterator<Buffer> = stream[Symbol.asyncIterator]();
  const first = await chunks.next();
  if (first.done) return;
  const whole = begunWith(first.value, chunks);
  const isGzip = first.value[0] === 0x1f && first.value[1] === 0x8b;
  if (!isGzip) return yield* whole;
  const gunzip = createGunzip();
  // an error of either comes out of the iteration below
  pipeline(Readable.from(whole), gunzip).catch(() => undefined);
  yield* gunzip;
}

/** The lines of a text in UTF-8, packed with gzip or not, as many at a time as were read at once. Rejects with `ImportRefused`. */
export async function* lineBatches(source: RecordingSource): AsyncGenerator<readonly string[]> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let rest = '';
  try {
    for await (const chunk of unpacked(source.open())) {
      const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
      rest = lines.pop() ?? '';
      if (rest.length > lineCharacters) throw new ImportRefused(`${source.name} has a line of more than 16 MB.`);
      if (lines.length > 0) yield lines.map(withoutReturn);
    }
    rest += decoder.decode();
  } catch (error) {
    if (error instanceof ImportRefused) throw error;
    if (error instanceof TypeError) throw new ImportRefused(`${source.name} is no text in UTF-8.`);
    throw new ImportRefused(`${source.name} cannot be read: ${(error as Error).message}.`);
  }
  if (rest !== '') yield [withoutReturn(rest)];
}

const withoutReturn = (line: string): string => (line.endsWith('\r') ? line.slice(0, -1) : line);

/** The first line that is not blank, or undefined. */
export async function firstLine(source: RecordingSource): Promise<string | undefined> {
  for await (const lines of lineBatches(source)) {
    const line = lines.find((text) => text.trim() !== '');
    if (line !== undefined) return line;
  }
  return undefined;
}
