import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { jsonOf, newPlace, type Place, type RunningConsole, deskbook as spawned, startConsole } from './command.ts';
import { command as deskbook } from './resident.ts';

let place: Place;
const running: RunningConsole[] = [];

beforeEach(async () => {
  place = await newPlace();
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((console) => console.end('SIGKILL')));
  await place.remove();
});

async function start(...args: Parameters<typeof startConsole>): Promise<RunningConsole> {
  const console = await startConsole(...args);
  running.push(console);
  return console;
}

const listening = (port: number): Promise<Server> =>
  new Promise((resolve) => {
    const server = createServer().listen(port, '127.0.0.1', () => resolve(server));
  });
const portOf = (server: Server): number => (server.address() as { port: number }).port;

describe('deskbook start', () => {
  it('takes PORT and DESKBOOK_DATA and prints where it is', async () => {
    const free = await listening(0);
    const port = portOf(free);
    await new Promise((resolve) => free.close(resolve));
    const data = path.join(place.folder, 'elsewhere');
    const console = await start(place, [], { PORT: String(port), DESKBOOK_DATA: data });
    expect(console.address).toBe(`http://127.0.0.1:${port}`);
    expect(existsSync(path.join(data, 'journal.sqlite'))).toBe(true);
    const { code, stdout, stderr } = await console.end();
    const address = console.address;
    expect({ code, said: JSON.parse(stdout), stderr }).toEqual({
      code: 0,
      said: { address, page: `${address}/notebooks/morning` },
      stderr: '',
    });
  });

  it('says that the port is busy and leaves the data folder free', async () => {
    const other = await listening(0);
    const { code, stdout, stderr } = await spawned(place, ['start', '--no-open', '--port', String(portOf(other))]);
    other.close();
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(
      /^deskbook: Port \d+ of 127\.0\.0\.1 is in use by another program\. Choose another with --port, end that program, or use --port 0 for any free one\.\n$/,
    );
    expect(existsSync(path.join(place.data, 'console.json'))).toBe(false);
    expect(jsonOf(await deskbook(place, ['query', 'select 1 as one', '--json']))).toEqual([{ one: 1 }]);
  });

  it('refuses a data folder at work and disturbs the console there by nothing', async () => {
    const console = await start(place);
    const second = await spawned(place, ['start', '--no-open', '--port', '0']);
    expect({ code: second.code, stdout: second.stdout }).toEqual({ code: 1, stdout: '' });
    expect(second.stderr).toBe(
      `deskbook: The data folder ${place.data} is in use by the console at ${console.address} (process ${console.child.pid}). Open that address, end that console, or choose another folder with --data.\n`,
    );
    expect((await fetch(`${console.address}/api/health`)).status).toBe(200);
    expect(await deskbook(place, ['demo', 'remove'])).toMatchObject({
      code: 1,
      stderr: `deskbook: The console of ${place.data} is running (process ${console.child.pid}). End it first, then remove the demo.\n`,
    });
  });
});

describe('the end of a console', () => {
  it('told by SIGTERM comes soon with code 0, open streams and a long query notwithstanding', async () => {
    const begun = performance.now();
    const console = await start(place);
    const started = performance.now() - begun;
    const stream = await fetch(`${console.address}/notebooks/morning/stream`);
    const reader = stream.body!.getReader();
    await reader.read();
    const broken = expect(
      (async () => {
        for (let next = await reader.read(); !next.done; next = await reader.read());
        return 'ended';
      })().catch(() => 'ended'),
    ).resolves.toBe('ended');
    const sql = 'select count(*) from range(100000) as a(i), range(1000000) as b(j) where (i * j) % 7 = 3';
    const query = fetch(`${console.address}/api/query`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ sql }),
    }).catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 100));
    const told = performance.now();
    const { code, signal, stderr } = await console.end();
    expect({ code, signal, stderr }).toEqual({ code: 0, signal: null, stderr: '' });
    // soon as this machine goes, by what a start takes on it
    expect(performance.now() - told).toBeLessThan(Math.max(5_000, 5 * started));
    await Promise.all([broken, query]);
    expect(existsSync(path.join(place.data, 'console.json'))).toBe(false);
    expect((await readdir(place.data)).filter((file) => /-(wal|shm|journal)$/.test(file))).toEqual([]);
  });

  it('by kill leaves a folder that the next command opens', async () => {
    const console = await start(place);
    const order = {
      instrument: 'ESZ6',
      side: 'buy',
      quantity: 2,
      type: 'limit',
      price: '1000',
      account: 'desk',
      clientOrderId: 'kept-1',
    };
    const sent = await fetch(`${console.address}/api/orders`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(order),
    });
    expect(sent.status).toBe(202);
    expect(await console.end('SIGKILL')).toMatchObject({ signal: 'SIGKILL' });
    const sql = "select client_order_id, quantity from orders where account = 'desk'";
    const outcome = await deskbook(place, ['query', sql, '--json']);
    expect(jsonOf(outcome)).toEqual([{ client_order_id: 'kept-1', quantity: '2' }]);
    expect({ code: outcome.code, stderr: outcome.stderr }).toEqual({ code: 0, stderr: '' });
  });
});

describe('beside a running console', () => {
  interface NotebookJson {
    readonly cells: readonly { id: string; kind: string; value: unknown }[];
  }
  const inputs = (notebook: NotebookJson) =>
    notebook.cells.filter(({ kind }) => kind === 'input').map(({ id, value }) => ({ id, value }));

  it('query, run, export and import go through it and leave its sessions as they are', async () => {
    const console = await start(place);
    const read = async () => (await (await fetch(`${console.address}/notebooks/morning.json`)).json()) as NotebookJson;
    const before = await read();

    const run = await spawned(place, ['run', 'morning', '--param', 'instrument=ESZ6', '--json']);
    expect({ code: run.code, stderr: run.stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.stringify(inputs(jsonOf<NotebookJson>(run)))).toContain('"chosen":"ESZ6"');
    expect(JSON.stringify(inputs(before))).not.toContain('"chosen":"ESZ6"');

    const exported = await deskbook(place, ['export', 'morning', '--param', 'instrument=ESZ6', '--json']);
    expect(jsonOf(exported)).toMatchObject({ file: 'morning.html' });
    expect(await readFile(path.join(place.folder, 'morning.html'), 'utf8')).toContain('ESZ6');

    const file = path.join(place.folder, 'two.csv');
    await writeFile(file, 'ts,instrument,price,quantity\n2026-11-20T14:30:00Z,ESZ6,6123.25,2\n');
    expect(await deskbook(place, ['import', 'trades', file, '--as', 'two'])).toMatchObject({
      code: 0,
      stdout: '1 rows as two\n',
      stderr: '',
    });
    const sql = 'select price, quantity from two';
    expect(jsonOf(await deskbook(place, ['query', sql, '--json']))).toEqual([
      { price: '6123.250000000', quantity: '2' },
    ]);
    const broken = await deskbook(place, ['query', 'select 1 frm fills', '--json']);
    expect(broken).toMatchObject({ code: 1, stdout: '' });
    expect(broken.stderr).toMatch(/near "fills"\n {2}select 1 frm fills\n {15}\^\n/);

    expect(inputs(await read())).toEqual(inputs(before));
    expect(existsSync(path.join(place.data, 'notebooks', 'morning.md'))).toBe(false);
    expect((await console.end()).code).toBe(0);
  });
});

describe('deskbook run and export, alone', () => {
  const failing = [
    '---',
    'title: Failing',
    '---',
    '',
    '```sql good',
    'select 1 as one',
    '```',
    '',
    '```sql bad',
    'selec 1',
    '```',
    '',
  ].join('\n');

  it('settle a notebook, reflect its parameters, and fail when a cell fails', async () => {
    await mkdir(path.join(place.data, 'notebooks'), { recursive: true });
    await writeFile(path.join(place.data, 'notebooks', 'failing.md'), failing);
    const { code, stdout, stderr } = await spawned(place, ['run', 'failing', '--json']);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({
      id: 'failing',
      title: 'Failing',
      cells: [
        { id: 'good', kind: 'sql', state: 'current', error: null, value: { rows: [[1]] } },
        { id: 'bad', kind: 'sql', state: 'failed', error: { code: 'syntax', position: { line: 1 } } },
      ],
    });

    const exported = await deskbook(place, ['export', 'failing', '--output', 'out.html']);
    expect({ code: exported.code, stderr: exported.stderr }).toEqual({ code: 0, stderr: '' });
    expect(exported.stdout).toMatch(/^out\.html {2}\d+ KB\n$/);
    expect((await readdir(place.folder)).sort()).toEqual(['config', 'data', 'out.html']);
    expect(await readFile(path.join(place.folder, 'out.html'), 'utf8')).toMatch(/near &quot;selec&quot;/);

    const es = await deskbook(place, ['run', 'morning', '--param', 'instrument=ESZ6', '--json']);
    const ladder = jsonOf<{ cells: { kind: string; value: unknown }[] }>(es).cells.find(
      ({ kind }) => kind === 'ladder',
    );
    expect(ladder?.value).toMatchObject({ instrument: { id: 'ESZ6' } });
  });

  const refused: [args: string[], stderr: RegExp][] = [
    [['run', 'nothing'], /^deskbook: There is no notebook "nothing"\. The list of notebooks is at \/\.\n$/],
    [['run', '../config/desk'], /^deskbook: There is no notebook "\.\.\/config\/desk"\./],
    [['run', 'morning', '--param', 'nope=1'], /^deskbook: This notebook has no input called nope\.\n$/],
    [['run', 'morning', '--param', 'day=soon'], /^deskbook: "soon" is not a date\. Write year, month and day/],
    [['export', 'nothing'], /^deskbook: There is no notebook "nothing"\./],
    [
      ['export', 'morning', '--output', 'none/x.html'],
      /^deskbook: There is no folder .*none to write none\/x\.html in\.\n$/,
    ],
    [
      ['export', 'morning', '--output', 'config'],
      /^deskbook: config is a folder\. Name a file in it with --output\.\n$/,
    ],
  ];
  it.each(refused)('%j ends with a sentence and code 1', async (args, sentence) => {
    const { code, stdout, stderr } = await deskbook(place, args);
    expect(stderr).toMatch(sentence);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(await readdir(path.join(place.folder))).not.toContain('nothing.html');
  });
});
