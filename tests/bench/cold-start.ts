import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { projectRoot } from '../../server/paths.ts';
import type { BenchRow } from './row.ts';
import { quantile } from './turns.ts';

const rounds = 5;

const bareServer = `require('node:http').createServer((_, reply) => reply.end('x'))
  .listen(0, '127.0.0.1', function () { console.log('http://127.0.0.1:' + this.address().port) })`;

export function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(text)?.[0];
      if (found) resolve(found);
    });
    child.once('exit', () => reject(new Error(`the server ended before it listened: ${text}`)));
  });
}

const firstByte = (url: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const call = request(url, (reply) => {
      reply.once('data', () => resolve());
      reply.resume();
    });
    call.once('error', reject);
    call.end();
  });

async function once(args: readonly string[]): Promise<number> {
  const started = performance.now();
  const child = spawn(process.execPath, args, { cwd: projectRoot, stdio: ['ignore', 'pipe', 'ignore'] });
  await firstByte(`${await addressOf(child)}/`);
  const took = performance.now() - started;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
  return took;
}

async function many(args: readonly string[]): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) times.push(await once(args));
  return quantile(times, 0.5);
}

/** From the command to the first byte of the list of notebooks, with the data of an earlier start in place. */
export async function coldStartBench(): Promise<readonly BenchRow[]> {
  const data = await mkdtemp(path.join(os.tmpdir(), 'deskbook-bench-'));
  try {
    const command = [
      path.join(projectRoot, 'scripts', 'deskbook.mjs'),
      'start',
      '--port',
      '0',
      '--no-open',
      '--data',
      data,
    ];
    const first = await once(command);
    const ours = await many(command);
    const bare = await many(['-e', bareServer]);
    const peer = 'a bare node:http server';
    return [
      {
        name: 'cold start to first byte',
        value: ours,
        unit: 'ms',
        peer,
        peerValue: bare,
        ratio: ours / bare,
        aim: '< 1,000 ms',
      },
      {
        name: 'very first start, history laid down',
        value: first,
        unit: 'ms',
        peer,
        peerValue: bare,
        ratio: first / bare,
        aim: '< 3,000 ms',
      },
    ];
  } finally {
    await rm(data, { recursive: true, force: true });
  }
}
