import { vi } from 'vitest';
import { commands } from '../../server/cli/main.ts';
import { execute, program } from '../../server/cli/program.ts';
import { processSeat, type Seat } from '../../server/cli/seat.ts';
import type { Place } from './command.ts';

export interface Said {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs one command in this process and in the folder of the place, which takes a hundredth of the time, and catches what it prints. One at a time. */
export async function command(
  place: Pick<Place, 'folder' | 'data' | 'config'>,
  args: readonly string[],
  seat: Seat = processSeat,
): Promise<Said> {
  let [stdout, stderr] = ['', ''];
  const out = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    stdout += String(text);
    return true;
  });
  const err = vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    stderr += String(text);
    return true;
  });
  const before = process.exitCode;
  const from = process.cwd();
  process.chdir(place.folder);
  process.exitCode = 0;
  vi.stubEnv('DESKBOOK_DATA', place.data);
  vi.stubEnv('DESKBOOK_CONFIG', place.config);
  try {
    await execute(args, program(commands, seat));
    return { code: Number(process.exitCode), stdout, stderr };
  } finally {
    out.mockRestore();
    err.mockRestore();
    vi.unstubAllEnvs();
    process.chdir(from);
    process.exitCode = before;
  }
}
