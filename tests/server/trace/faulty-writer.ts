import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { builtFile } from '../../../server/paths.ts';
import { until } from './stores.ts';

const sqlite = pathToFileURL(createRequire(import.meta.url).resolve('better-sqlite3')).href;
const real = pathToFileURL(builtFile('server', 'trace-writer.js')).href;

/** The real thread of the writer, whose database SQLite itself refuses to let grow while the disk is said to be full, and which ends when it is told to. */
export function faultyWriter(folder: string) {
  const workerFile = path.join(folder, 'faulty.mjs');
  const full = path.join(folder, 'full');
  const end = path.join(folder, 'end');
  writeFileSync(
    workerFile,
    `import { existsSync, rmSync } from 'node:fs';
     import Sqlite from ${JSON.stringify(sqlite)};
     const { transaction } = Sqlite.prototype;
     const pragma = (database, text) => database.prepare('PRAGMA ' + text).pluck().get();
     Sqlite.prototype.transaction = function (work) {
       const most = existsSync(${JSON.stringify(full)}) ? pragma(this, 'page_count') : 1_000_000;
       pragma(this, 'max_page_count = ' + most);
       return transaction.call(this, work);
     };
     setInterval(() => {
       if (!existsSync(${JSON.stringify(end)})) return;
       rmSync(${JSON.stringify(end)});
       throw new Error('a fault of the program');
     }, 2).unref();
     await import(${JSON.stringify(real)});`,
  );
  return {
    workerFile,
    fill: () => writeFileSync(full, ''),
    free: () => rmSync(full, { force: true }),
    /** Resolves once the thread has taken it. */
    async end(): Promise<void> {
      writeFileSync(end, '');
      await until('the thread ended', () => !existsSync(end));
    },
  };
}
