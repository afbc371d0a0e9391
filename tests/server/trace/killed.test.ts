import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { build } from 'esbuild';
import { beforeAll, expect, test } from 'vitest';
import { builtFile, projectRoot } from '../../../server/paths.ts';
import { segmentsOf } from '../../../server/trace/spill-segments.ts';
import { temporaryFolder } from '../journal/folder.ts';
import { readTraces, storeIn, subjectsIn, until } from './stores.ts';

const recorder = builtFile('fixtures', 'recorder.mjs');

beforeAll(async () => {
  await build({
    entryPoints: [path.join(projectRoot, 'tests/fixtures/recorder.ts')],
    outfile: recorder,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    packages: 'external',
    logLevel: 'error',
  });
});

/** Records until it ends, or is killed after a while; what it said was on disk. */
async function recorded(folder: string, ending: string, first: number, milliseconds?: number): Promise<number> {
  const child = spawn(process.execPath, [recorder, folder, ending, String(first)], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const closed = once(child, 'close');
  let said = '';
  child.stdout.setEncoding('utf8');
  child.stdout.on('data', (text: string) => {
    said += text;
  });
  await until('something is on disk', () => said.includes('\n'));
  if (milliseconds !== undefined) {
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
    child.kill('SIGKILL');
  }
  await closed;
  return Number(said.trimEnd().split('\n').at(-1)?.split(' ').at(-1));
}

test('what a process had on disk when it was killed is there, whole and once', async () => {
  const folder = temporaryFolder();
  let last = 0;
  for (const milliseconds of [0, 40, 150]) {
    const first = last + 1;
    last = await recorded(folder, '', first, milliseconds);
    const found = subjectsIn(folder);
    expect(found).toHaveLength(new Set(found).size);
    const written = new Set(found);
    const missing = [];
    for (let n = first; n <= last; n += 1) if (!written.has(`call ${n}`)) missing.push(n);
    expect(missing).toEqual([]);
    // Numbers are given once, so what was written beyond the last that is known counts as well.
    last = Math.max(...found.map((subject) => Number(subject.slice(5))));
  }
  expect(readTraces(folder, 'PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
});

test.each(['throw', 'exit'])(
  'a process that ends by %s leaves what it had in the spill, for the next',
  async (ending) => {
    const folder = temporaryFolder();
    const last = await recorded(folder, ending, 1);
    expect(last).toBe(5_500);
    expect(segmentsOf(folder)).toHaveLength(1);
    storeIn(folder);
    await until('the spill is empty', () => segmentsOf(folder).length === 0);
    const found = subjectsIn(folder);
    expect(found).toHaveLength(last);
    expect(new Set(found).size).toBe(last);
  },
);
