import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../journal/folder.ts';
import { engines, seesProcesses } from './engines.ts';
import { addFill, Lab } from './fixture.ts';
import { mortalWorker } from './mortal-worker.ts';

let lab: Lab;
afterEach(() => lab.dispose());

const fills = 45_000;
const endless = 'select count(*) from range(10000000) a, range(1000000) b where hash(a.range + b.range) % 7 = 1';

/** Resolves once the engine runs again after its process got a signal. */
async function end(signal: NodeJS.Signals): Promise<void> {
  const back = new Promise<void>((resolve) => void lab.analytics.onRestart(resolve));
  for (const pid of engines(process.pid)) process.kill(pid, signal);
  await back;
}

describe.runIf(seesProcesses)('a process of the engine', () => {
  it('killed while it copies leaves a whole copy, starts again by itself and holds no file twice', async () => {
    lab = new Lab();
    lab.journal.transaction(() => {
      for (let n = 0; n < fills; n += 1) addFill(lab.journal, { id: `E-${n}`, side: 'buy', quantity: 1, price: 110 });
    })();
    const sums = 'select count(*)::int, count(distinct execution_id)::int, sum(quantity)::int from fills';
    await lab.analytics.sources();
    for (const milliseconds of [30, 150]) {
      const asked = lab.rows(sums).catch((error: unknown) => error);
      await new Promise((resolve) => setTimeout(resolve, milliseconds));
      await end('SIGKILL');
      await asked;
    }
    expect(await lab.rows(sums)).toEqual([[fills, fills, fills]]);
    const again = 'The SQL engine stopped (its process was killed); it starts again by itself.';
    expect(lab.log).toEqual([again, again]);
    expect(readdirSync(lab.folder).filter((file) => file.includes('unreadable'))).toEqual([]);
    expect(engines(process.pid)).toHaveLength(1);
  });

  it.each([
    ['SIGKILL', 'its process was killed'],
    ['SIGABRT', 'its process broke (SIGABRT)'],
    ['SIGSEGV', 'its process broke (SIGSEGV)'],
  ] as const)('that ends by %s under a query fails it with a sentence and answers the next', async (signal, why) => {
    lab = new Lab();
    await lab.run('select 1');
    const failed = lab.error(endless);
    await new Promise((resolve) => setTimeout(resolve, 100));
    await end(signal);
    expect(await failed).toEqual({
      code: 'internal',
      message: `The SQL engine stopped while this ran: ${why}.`,
      hint: 'It starts again by itself: run the cell again.',
    });
    expect(await lab.rows('select 1')).toEqual([[1]]);
  });

  it('lives on when a query needs more memory than it may use', async () => {
    lab = new Lab({ memoryMegabytes: 64, inMemory: true });
    await lab.run('select 1');
    const before = engines(process.pid);
    const { message } = await lab.error('select list(hash(a.range)) from range(100000000) a');
    expect(message).toMatch(/^The query needs more memory than it may use\. /);
    expect(await lab.rows('select 1')).toEqual([[1]]);
    expect(engines(process.pid)).toEqual(before);
  });

  it('leaves its end to the console when a terminal sends Ctrl-C to both, and is gone once it is closed', async () => {
    lab = new Lab();
    await lab.run('select 1');
    const answer = lab.rows('select count(*)::int from range(30000000) where hash(range) % 7 < 9');
    for (const pid of engines(process.pid))
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.kill(pid, signal);
    expect(await answer).toEqual([[30_000_000]]);
    await lab.reopen();
    expect(engines(process.pid)).toEqual([]);
    expect(lab.log).toEqual([]);
  });

  it('that answers nothing any more, or not yet, does not hold up the end of the console', async () => {
    const hasty = { closingMilliseconds: 300 };
    lab = new Lab(hasty);
    await lab.run('select 1');
    const [still] = engines(process.pid);
    process.kill(still!, 'SIGSTOP');
    const starting = new Lab(hasty);
    const never = starting.rows('select 1').catch((error: unknown) => error);
    for (const pid of engines(process.pid)) process.kill(pid, 'SIGSTOP');
    await Promise.all([lab.reopen(), starting.dispose()]);
    expect(await never).toBeInstanceOf(Error);
    expect(engines(process.pid)).toEqual([]);
  });

  it('is of no use to secrets: it knows little of the environment', async () => {
    process.env.DESKBOOK_TEST_SECRET = 'secret';
    lab = new Lab();
    await lab.run('select 1');
    delete process.env.DESKBOOK_TEST_SECRET;
    const [pid] = engines(process.pid);
    expect(readFileSync(`/proc/${pid}/environ`, 'utf8')).not.toContain('DESKBOOK_TEST_SECRET');
  });
});

it('an engine that throws says what it threw', async () => {
  const { workerFile, end } = mortalWorker(temporaryFolder());
  lab = new Lab({ workerFile });
  await lab.run('select 1');
  const failed = lab.error(endless);
  await end();
  expect((await failed).message).toBe('The SQL engine stopped while this ran: a fault of the program.');
  expect(await lab.rows('select 1')).toEqual([[1]]);
});

it('an engine waits for another that is about to end', async () => {
  lab = new Lab();
  await lab.run('select 1');
  const other = new Lab({ folder: lab.folder });
  const asked = other.rows('select 1');
  await new Promise((resolve) => setTimeout(resolve, 500));
  await lab.reopen();
  expect(await asked).toEqual([[1]]);
  expect(other.log).toEqual([]);
  await other.dispose();
});

it('an engine whose files cannot be written says so in a sentence', async () => {
  lab = new Lab({ folder: '/dev/null' });
  const { code, message } = await lab.error('select 1');
  expect(code).toBe('internal');
  expect(message).toMatch(/^The SQL engine stopped while this ran: [^{}]+[^.]\.$/);
});

it('an import that loses its engine is refused with a sentence and leaves nothing', async () => {
  const { workerFile, end } = mortalWorker(temporaryFolder());
  lab = new Lab({ workerFile });
  await lab.run('select 1');
  async function* rows() {
    yield [[1], [2]];
    const back = new Promise<void>((resolve) => void lab.analytics.onRestart(resolve));
    await end();
    await back;
    yield [[3]];
  }
  const columns = [{ name: 'n', type: 'BIGINT' }];
  const imported = lab.analytics.importRows({ name: 'numbers', about: 'numbers', columns, rows: rows() });
  await expect(imported).rejects.toThrow('The SQL engine stopped during the import, and nothing of it was kept.');
  expect((await lab.analytics.sources()).filter((source) => source.imported)).toEqual([]);
});
