import { readFile } from 'node:fs/promises';
import { ImportRefused } from './broken.ts';

/** Why the system gives no file, in words. */
const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'this user may not read it',
};

export const unreadable = (file: string, error: NodeJS.ErrnoException): string =>
  `${file} cannot be read: ${reasons[error.code ?? ''] ?? error.message}.`;

/** What a file holds. Rejects with `ImportRefused`, which says why there is no reading it. */
export const fileBytes = (file: string): Promise<Buffer> =>
  readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw new ImportRefused(unreadable(file, error));
  });
