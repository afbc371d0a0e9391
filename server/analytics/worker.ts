import { writeFile } from 'node:fs/promises';
import process from 'node:process';

// In place before anything native loads: Ctrl-C reaches every process of a terminal, but the engine ends when the console has closed it.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
// A console that is gone leaves nobody to answer, and an orderly end would wait for the query that runs.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
// Linux out of memory ends the analysis before the console.
writeFile('/proc/self/oom_score_adj', '500').catch(() => undefined);

await import('./serve.ts');
