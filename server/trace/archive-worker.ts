import { writeFile } from 'node:fs/promises';
import { setPriority } from 'node:os';
import process from 'node:process';
import { reasonOf } from '../../core/trace/reason.ts';
import type { ArchiveJob, ArchiveNews } from './archive-job.ts';

// The console closes it; a console that is gone leaves nobody to say which rows are safe.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
writeFile('/proc/self/oom_score_adj', '600').catch(() => undefined);
try {
  setPriority(10);
} catch {
  // It runs as everybody else does.
}

const { runArchive } = await import('./archive-run.ts');

const tell = (news: ArchiveNews, told?: () => void): void => {
  process.send?.(news, undefined, undefined, told);
};
const end = (news: ArchiveNews): void => tell(news, () => process.exit());

process.once('message', (job: ArchiveJob) => {
  runArchive(job, tell).then(
    (size) => end({ type: 'done', size }),
    (reason: unknown) => end({ type: 'failed', sentence: reasonOf(reason) }),
  );
});
