import { appendFileSync, renameSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { FileSettings } from '../../../../config/spots.ts';
import { toMilliseconds } from '../../../../core/model/time.ts';
import { fileSource } from '../../../../server/spots/sources/file.ts';
import { zn } from '../../../cells/live-topics.ts';
import { temporaryFolder } from '../../journal/folder.ts';
import { line, testTools } from '../tools.ts';

function source(more: Partial<FileSettings> = {}) {
  const tools = testTools();
  const file = path.join(temporaryFolder(), 'zn.txt');
  const made = fileSource({ from: 'file', path: file, everySeconds: 1, oldAfterSeconds: 60, ...more }, zn, tools);
  const now = () => tools.machine.now();
  /** Writes it and says that it was written so many seconds ago. */
  const write = (content: string, secondsAgo: number) => {
    writeFileSync(file, content);
    setTime(file, secondsAgo);
  };
  const setTime = (of: string, secondsAgo: number) => {
    const at = toMilliseconds(now()) / 1_000 - secondsAgo;
    utimesSync(of, at, at);
  };
  const looked = async () => {
    await made.look();
    return line(made.said(), now());
  };
  return { made, file, write, setTime, looked };
}

test('a file is read when it changes, and its price is as old as the file', async () => {
  const { write, looked, file } = source();
  expect(await looked()).toBe('nothing | There is no file zn.txt; config/spots.json names it.');
  write("110'160\n", 30);
  expect(await looked()).toBe("110.5 110'160 tt3 30 s");
  expect(await looked()).toBe("110.5 110'160 tt3 30 s");
  write('110-16+\n', 5);
  expect(await looked()).toBe('110.515625 110-16+ plus 5 s');
  rmSync(file);
  expect(await looked()).toBe('110.515625 110-16+ plus 5 s | There is no file zn.txt; config/spots.json names it.');
});

test('a file that is replaced by another one is read too', async () => {
  const { write, looked, file, setTime } = source();
  write("110'160\n", 30);
  await looked();
  writeFileSync(`${file}.new`, "110'165\n");
  setTime(`${file}.new`, 30);
  renameSync(`${file}.new`, file);
  expect(await looked()).toBe("110.515625 110'165 tt3 30 s");
});

test('a file that grows while it is looked at is left until it stands still', async () => {
  const { made, write, looked, file, setTime } = source({ pointer: '/last' });
  write('{"last": "110-16"}', 30);
  await looked();
  write('{"last": ', 20);
  const looking = made.look();
  await new Promise((resolve) => setTimeout(resolve, 20));
  appendFileSync(file, '"110-1');
  await looking;
  expect(made.said()).toMatchObject({ spot: { text: '110-16' } });
  expect(made.said().problem).toBeUndefined();
  appendFileSync(file, '7"}');
  setTime(file, 10);
  expect(await looked()).toBe('110.53125 110-17 dash 10 s');
});

test('half of a file keeps the last price, and the rest is read when it comes', async () => {
  const { write, looked } = source({ pointer: '/last' });
  write('{"last": "110-16"}', 30);
  await looked();
  write('{"last": "110', 20);
  expect(await looked()).toBe('110.5 110-16 dash 30 s | The file zn.txt is no JSON.');
  write('{"last": "110-17"}', 10);
  expect(await looked()).toBe('110.53125 110-17 dash 10 s');
});

test.each<[string, string, Partial<FileSettings>, string]>([
  [
    'garbage',
    '\u0000\u0001\u0002',
    {},
    'The file zn.txt has no price that can be read: expected a decimal number at character 1 of "\u0000\u0001\u0002".',
  ],
  [
    'what may be two prices',
    '110085\n',
    {},
    `The file zn.txt has no price that can be read: "110085" may be 110085.0 or 110'08.5: write one of them.`,
  ],
  ['nothing', '', {}, 'The file zn.txt is empty.'],
  ['a column that is not there', 'bid\n110\n', { column: 'last' }, 'The file zn.txt has no column last.'],
])('of %s it says what is wrong', async (_, content, more, problem) => {
  const { write, looked } = source(more);
  write(content, 1);
  expect(await looked()).toBe(`nothing | ${problem}`);
});

test('a folder and a huge file are no prices', async () => {
  const folder = source({ path: temporaryFolder() });
  expect(await folder.looked()).toMatch(/^nothing \| The file deskbook-\w+ is no file\.$/);
  const huge = source();
  huge.write('110\n', 1);
  truncateSync(huge.file, 9_000_000);
  expect(await huge.looked()).toBe(
    'nothing | The file zn.txt is larger than 8 MB; let its writer keep the newest rows only.',
  );
});

test('a file from the future is as old as its reading, and the clocks are named', async () => {
  const { write, looked } = source();
  write('110-16\n', -3_600);
  expect(await looked()).toBe(
    '110.5 110-16 dash 0 s | Its time is ahead of the clock of this machine, so its age counts from when it was read. Set one of the clocks.',
  );
});

test('looks by itself once it is started, and no more once it is stopped', async () => {
  const { made, write } = source({ everySeconds: 0.1 });
  let told = 0;
  const changes = new Promise<void>((resolve) => {
    made.start(() => {
      told += 1;
      if (made.said().spot) resolve();
    });
  });
  write('110-16\n', 3);
  await changes;
  await made.stop();
  const before = told;
  write('110-17\n', 2);
  await new Promise((resolve) => setTimeout(resolve, 250));
  expect([told, made.said().spot?.text]).toEqual([before, '110-16']);
});
