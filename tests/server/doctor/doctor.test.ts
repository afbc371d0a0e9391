import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { browserLine } from '../../../server/doctor/browser.ts';
import { clockLines } from '../../../server/doctor/clock.ts';
import { diskLine, folderLines } from '../../../server/doctor/data.ts';
import { journalLines } from '../../../server/doctor/journal.ts';
import { type Line, sizeText } from '../../../server/doctor/line.ts';
import { portLine } from '../../../server/doctor/port.ts';
import { settingsLines } from '../../../server/doctor/settings.ts';
import { versionLines } from '../../../server/doctor/versions.ts';
import { openTestConsole } from '../open-console.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'deskbook-doctor-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

const states = (lines: readonly Line[]): string[] => lines.map(({ state, text }) => `${state}: ${text}`);

describe('versions', () => {
  it.each([
    ['20.18.3', 'problem'],
    ['20.19.0', 'ok'],
    ['20.19', 'ok'],
    ['22.0.0', 'ok'],
    ['9.99.0', 'problem'],
  ])('of Node: %s is %s', (version, state) => expect(versionLines(version)[1]?.state).toBe(state));
});

describe('settings', () => {
  const local = (content: unknown) => writeFile(path.join(folder, 'local.json'), JSON.stringify(content));
  beforeEach(() => cp('config', folder, { recursive: true, filter: (file) => !file.endsWith('.ts') }));

  it('are named with what a local file says otherwise, and never by value', async () => {
    await local({ server: { allowedHosts: ['secret.example'] }, keys: { next: 'n' } });
    const { lines, config } = await settingsLines(folder);
    expect(lines.map(({ state }) => state)).toEqual(['ok', 'note']);
    expect(lines[1]?.text).toBe('local.json wins over desk.json for server.allowedHosts, keys.next');
    expect(JSON.stringify(lines)).not.toContain('secret');
    expect(config?.server.allowedHosts).toEqual(['secret.example']);
  });

  it.each([
    [{ recrod: { hours: 1 } }, 'problem: local.json: recrod is no setting. Did you mean record?'],
    [{ keys: { nxt: 'n' } }, 'problem: local.json: nxt is no action. Did you mean next?'],
  ])('that a start would refuse are a problem in its words: %j', async (content, sentence) => {
    await local(content);
    expect(states((await settingsLines(folder)).lines)).toEqual([sentence]);
  });
});

describe('the data folder', () => {
  it('need not be there, and is not made', async () => {
    const absent = path.join(folder, 'a', 'b');
    expect(states(folderLines(absent, undefined))).toEqual([
      `note: ${absent} is not there yet; the first start makes it`,
    ]);
    expect(states(journalLines(absent, false))).toEqual(['note: no journal yet; the first start makes one']);
    expect(await readdir(folder)).toEqual([]);
  });

  it('that is a file is a problem', async () => {
    const file = path.join(folder, 'file');
    await writeFile(file, '');
    expect(folderLines(file, undefined)[0]?.state).toBe('problem');
  });

  it('says who has it and what fills it', async () => {
    await mkdir(path.join(folder, 'notebooks'));
    await writeFile(path.join(folder, 'notebooks', 'a.md'), 'x'.repeat(1_500));
    await writeFile(path.join(folder, 'b'), 'x'.repeat(20));
    expect(states(folderLines(folder, { pid: 7, address: 'http://127.0.0.1:4870' }))).toEqual([
      `ok: ${folder} can be written`,
      'ok: in use by the console at http://127.0.0.1:4870 (process 7)',
      'ok: 1.5 KB in all: notebooks 1.5 KB, b 20 bytes',
    ]);
  });
});

describe('the journal', () => {
  const whole = [
    'ok: the journal is whole (quick_check)',
    expect.stringMatching(/^ok: all \d+ migrations of the journal are applied$/),
  ];

  it('is read in place beside a console, and as a copy without one, writing nothing', async () => {
    const console = await openTestConsole();
    try {
      expect(states(journalLines(console.folder, true))).toEqual(whole);
      await cp(path.join(console.folder, 'journal.sqlite'), path.join(folder, 'journal.sqlite'));
      await cp(path.join(console.folder, 'journal.sqlite-wal'), path.join(folder, 'journal.sqlite-wal'));
    } finally {
      await console.close();
    }
    const before = await readdir(folder);
    expect(states(journalLines(folder, false))).toEqual(whole);
    expect(await readdir(folder)).toEqual(before);
  });

  it('is a problem when it is damaged', async () => {
    const console = await openTestConsole();
    await console.open.close().catch(() => undefined);
    await cp(path.join(console.folder, 'journal.sqlite'), path.join(folder, 'journal.sqlite'));
    await console.close().catch(() => undefined);
    const file = path.join(folder, 'journal.sqlite');
    const bytes = await readFile(file);
    bytes.fill(0xff, 4_096, 40_960);
    await writeFile(file, bytes);
    expect(journalLines(folder, false)[0]).toMatchObject({
      state: 'problem',
      todo: expect.stringContaining('Put back a copy'),
    });
    await writeFile(
      file,
      'no database at all, but longer than the header of one, so that it is read and refused '.repeat(20),
    );
    expect(journalLines(folder, false)).toMatchObject([
      { state: 'problem', text: 'the journal cannot be read: file is not a database' },
    ]);
  });
});

describe('the disk', () => {
  it('is measured against what the record may take', async () => {
    expect((await diskLine(folder, 1)).state).toBe('ok');
    expect((await diskLine(path.join(folder, 'absent'), 1e18)).state).toBe('note');
  });

  it.each([
    [0, '0 bytes'],
    [999, '999 bytes'],
    [1_000, '1.0 KB'],
    [24_700_000, '24.7 MB'],
    [2e9, '2.0 GB'],
  ])('%i bytes are %s', (bytes, text) => expect(sizeText(bytes)).toBe(text));
});

describe('the port', () => {
  const serving = async (answer: string): Promise<{ server: Server; port: number }> => {
    const server = createServer((_, response) => response.end(answer));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return { server, port: (server.address() as AddressInfo).port };
  };

  it.each([
    ['another program', 'hello', undefined, 'problem', 'another program, so a start without --port fails'],
    [
      'another console',
      '{"version":"1","environment":"paper"}',
      undefined,
      'problem',
      'a console of another data folder, so',
    ],
    [
      'another program beside our console',
      'hello',
      'http://127.0.0.1:1',
      'note',
      'the console of this data folder is at http://127.0.0.1:1',
    ],
  ])('of %s', async (_about, answer, address, state, words) => {
    const { server, port } = await serving(answer);
    try {
      const line = await portLine(port, address === undefined ? undefined : { pid: 1, address });
      expect([line.state, line.text]).toEqual([state, expect.stringContaining(words)]);
      expect((await portLine(port, { pid: 1, address: `http://127.0.0.1:${port}` })).text).toContain(
        'has the console of this data folder',
      );
    } finally {
      await new Promise((resolve) => server.close(resolve));
    }
    expect((await portLine(port, undefined)).text).toBe(`port ${port} of 127.0.0.1 is free`);
  });
});

describe('a browser', () => {
  it('is looked for where tests do', async () => {
    const file = path.join(folder, 'chromium');
    expect(browserLine({ PATH: folder }).state).toBe('note');
    await writeFile(file, '', { mode: 0o755 });
    expect(browserLine({ PATH: folder }).text).toBe(`tests use ${file}`);
    expect(browserLine({ CHROMIUM: file, PATH: '' }).text).toBe(`tests use ${file} (CHROMIUM)`);
    expect(browserLine({ CHROMIUM: path.join(folder, 'no') }).state).toBe('note');
  });
});

describe('clocks', () => {
  it('are told of when one is set while it is watched', async () => {
    let steps = 0;
    const wall = () => 1_800_000_000_000 + 3_600_000 * steps++;
    const [line] = await clockLines({ wall, elapsed: () => 0 }, 1_800_000_000_000);
    expect([line?.state, line?.text]).toEqual([
      'note',
      expect.stringContaining("the machine's clock was set by 7200000 ms"),
    ]);
  });

  it('run evenly, and time zones are known', async () => {
    expect((await clockLines({ wall: () => 1_000, elapsed: () => 0 }, 1_000)).map(({ state }) => state)).toEqual([
      'ok',
      'ok',
    ]);
  });
});
