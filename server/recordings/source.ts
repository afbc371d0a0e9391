import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { ImportRefused } from '../import/broken.ts';
import { unreadable } from '../import/file-bytes.ts';

/** A file that can be read from its beginning more than once. */
export interface RecordingSource {
  /** Its last part, without folders. */
  readonly name: string;
  open(): Readable;
}

export const sourceOfBytes = (name: string, content: Buffer): RecordingSource => ({
  name,
  open: () => Readable.from([content], { objectMode: false }),
});

/** Rejects with `ImportRefused` where there is no such file. */
export async function sourceOfFile(file: string): Promise<RecordingSource> {
  const found = await stat(file).catch((error: NodeJS.ErrnoException) => {
    throw new ImportRefused(unreadable(file, error));
  });
  if (!found.isFile()) throw new ImportRefused(`${file} is no file.`);
  return { name: path.basename(file), open: () => createReadStream(file) };
}

export async function hashOf(source: RecordingSource): Promise<string> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of source.open()) hash.update(chunk);
  } catch (error) {
    throw new ImportRefused(unreadable(source.name, error as NodeJS.ErrnoException));
  }
  return hash.digest('hex');
}
