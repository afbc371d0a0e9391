import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { request } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { projectRoot } from '../../server/paths.ts';
import { addressOf } from './cold-start.ts';
import type { BenchRow } from './row.ts';
import { quantile } from './turns.ts';

const minutes = 10;
const megabyte = 2 ** 20;

/** Resident memory of a process and those it began, in bytes, as the kernel counts it. */
async function resident(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const children = (await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8')).split(' ').filter(Boolean);
  const below = await Promise.all(children.map((child) => resident(Number(child))));
  const own = Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? Number.NaN) * 1_024;
  return below.reduce((sum, bytes) => sum + bytes, own);
}

const watch = (address: string): void => {
  request(`${address}/notebooks/morning/stream`, (stream) => stream.resume()).end();
};

/** The median through a minute: between two collections of garbage it grows and falls by a third. */
async function throughMinute(pid: number): Promise<number> {
  const seen: number[] = [];
  for (let second = 0; second < 60; second++) {
    await pause(1_000);
    seen.push(await resident(pid));
  }
  return quantile(seen, 0.5);
}

async function end(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}

/** A console with its demo trading and the Morning notebook watched: what it holds in its first minute, and in its tenth. Linux only. */
export async function memoryBench(): Promise<readonly BenchRow[]> {
  const data = await mkdtemp(path.join(os.tmpdir(), 'deskbook-bench-'));
  const command = [
    path.join(projectRoot, 'scripts', 'deskbook.mjs'),
    'start',
    '--port',
    '0',
    '--no-open',
    '--data',
    data,
  ];
  const child = spawn(process.execPath, command, { cwd: projectRoot, stdio: ['ignore', 'pipe', 'ignore'] });
  try {
    watch(await addressOf(child));
    const early = await throughMinute(child.pid!);
    await pause((minutes - 2) * 60_000);
    const late = await throughMinute(child.pid!);
    return [
      {
        name: `memory after ${minutes} minutes, Morning watched`,
        value: late / megabyte,
        unit: 'MB',
        peer: 'the same in its first minute',
        peerValue: early / megabyte,
        ratio: late / early,
        aim: '≤ 1.2x',
      },
    ];
  } finally {
    await end(child);
    await rm(data, { recursive: true, force: true });
  }
}
