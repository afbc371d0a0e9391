import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { builtFile } from '../../../server/paths.ts';

/** The real process of the engine, which breaks in the middle of whatever it does once it is told to. */
export function mortalWorker(folder: string) {
  const workerFile = path.join(folder, 'mortal.mjs');
  const flag = path.join(folder, 'end');
  const real = pathToFileURL(builtFile('server', 'analytics-worker.js')).href;
  writeFileSync(
    workerFile,
    `import { existsSync, rmSync } from 'node:fs';
     setInterval(() => {
       if (!existsSync(${JSON.stringify(flag)})) return;
       rmSync(${JSON.stringify(flag)});
       throw new Error('a fault of the program');
     }, 2).unref();
     await import(${JSON.stringify(real)});`,
  );
  return {
    workerFile,
    /** Resolves once the process has taken it. */
    async end(): Promise<void> {
      writeFileSync(flag, '');
      while (existsSync(flag)) await new Promise((resolve) => setTimeout(resolve, 2));
    },
  };
}
