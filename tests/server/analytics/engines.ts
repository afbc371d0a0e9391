import { existsSync, readdirSync, readFileSync } from 'node:fs';

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // It ended meanwhile.
    return '';
  }
}

/** Whether processes can be looked at as the tests of their ends do. */
export const seesProcesses = existsSync('/proc/self/stat');

/** The processes of SQL engines that a process started and that are still there; of any process without it. */
export function engines(parent?: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => /analytics-worker|mortal\.mjs/.test(read(`/proc/${pid}/cmdline`)))
    .filter((pid) => parent === undefined || parentOf(pid) === parent)
    .map(Number);
}

const parentOf = (pid: string): number => Number(read(`/proc/${pid}/stat`).split(') ')[1]?.split(' ')[1]);

export const isThere = (pid: number): boolean => existsSync(`/proc/${pid}`);

/** Waits for what takes as long as it takes; a test that waits in vain ends by its own limit. */
export async function until(fits: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await fits())) await new Promise((resolve) => setTimeout(resolve, 5));
}
