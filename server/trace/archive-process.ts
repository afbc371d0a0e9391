import { fork } from 'node:child_process';
import { reasonOf } from '../../core/trace/reason.ts';
import { builtFile } from '../paths.ts';
import type { ArchiveSize } from './archive-files.ts';
import type { Archived, ArchiveJob, ArchiveNews } from './archive-job.ts';

/** All that it needs to know of where it runs. */
const inherited = ['LD_LIBRARY_PATH', 'PATH', 'SystemRoot', 'TEMP', 'TMPDIR', 'TZ'] as const;

export interface ArchiveListener {
  /** Rows up to a number may be deleted. What it throws ends the run. */
  archived(news: Archived): void;
  done(size: ArchiveSize): void;
  /** Once at most, and then nothing else is said. */
  failed(why: string): void;
}

/** Starts a process that carries one job out and ends. Returns what ends it at once; it says nothing after that. */
export function startArchive(
  job: ArchiveJob,
  listener: ArchiveListener,
  file = builtFile('server', 'archive-worker.js'),
): () => void {
  let isOver = false;
  const environment = inherited.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]]));
  const child = fork(file, [], {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    env: Object.fromEntries(environment),
    // A heap that is collected early: by itself it would grow to half a gigabyte.
    execArgv: ['--max-old-space-size=256', '--max-semi-space-size=8'],
  });
  const end = (say: () => void) => {
    if (isOver) return;
    isOver = true;
    say();
  };
  const fail = (why: string) => end(() => listener.failed(why));
  child.on('message', (news: ArchiveNews) => {
    if (isOver) return;
    if (news.type === 'done') end(() => listener.done(news.size));
    else if (news.type === 'failed') fail(news.sentence);
    else {
      try {
        listener.archived(news);
      } catch (reason) {
        child.kill('SIGKILL');
        fail(reasonOf(reason));
      }
    }
  });
  child.on('error', (error) => fail(`it cannot be started: ${error.message}`));
  child.on('close', (code, signal) =>
    fail(signal ? `its process was ended (${signal})` : `its process ended with code ${code}`),
  );
  child.send(job, () => undefined);
  return () => {
    isOver = true;
    child.kill('SIGKILL');
  };
}
