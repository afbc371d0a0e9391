import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { acquireDataFolder, runningConsole } from '../../../server/journal/data-folder.ts';
import { temporaryFolder } from './folder.ts';

test('a second console is told where the first one is', () => {
  const folder = path.join(temporaryFolder(), 'data');
  const first = acquireDataFolder(folder);
  expect(() => acquireDataFolder(folder)).toThrow(
    `The data folder ${folder} is in use by a Deskbook that is starting or at work without a page (process ${process.pid}).`,
  );
  first.announce('http://127.0.0.1:8321');
  expect(runningConsole(folder)).toEqual({ pid: process.pid, address: 'http://127.0.0.1:8321' });
  expect(() => acquireDataFolder(folder)).toThrow(
    `The data folder ${folder} is in use by the console at http://127.0.0.1:8321 (process ${process.pid}). ` +
      'Open that address, end that console, or choose another folder with --data.',
  );
  first.release();
  expect(runningConsole(folder)).toBeUndefined();
  acquireDataFolder(folder).release();
});

test('what a killed console left behind holds nobody up', () => {
  const folder = temporaryFolder();
  const ended = spawnSync(process.execPath, ['-e', '']);
  writeFileSync(path.join(folder, 'console.json'), JSON.stringify({ pid: ended.pid, address: 'http://127.0.0.1:1' }));
  expect(runningConsole(folder)).toBeUndefined();
  acquireDataFolder(folder).release();
});
