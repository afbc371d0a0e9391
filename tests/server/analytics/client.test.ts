import { existsSync, writeFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { Lab } from './fixture.ts';

let lab: Lab;
afterEach(() => lab.dispose());

describe('five long queries', () => {
  it('starve neither a short one nor the file system', async () => {
    lab = new Lab({ trialMilliseconds: 100 });
    await lab.run('select 1');
    const controller = new AbortController();
    const long = 'select count(*) from range(10000000) a, range(100000) b';
    const runs = Array.from({ length: 5 }, (_, index) =>
      lab
        .run(long, { signal: controller.signal, notebook: `n${index}` })
        .catch((reason: unknown) => (reason as Error).name),
    );
    await new Promise((resolve) => setTimeout(resolve, 600));
    const waits: number[] = [];
    for (let round = 0; round < 5; round++) {
      const begun = performance.now();
      await Promise.all([stat(lab.folder), lab.run('select count(*) from fills', { notebook: 'short' })]);
      waits.push(performance.now() - begun);
    }
    controller.abort();
    expect(await Promise.all(runs)).toEqual(Array(5).fill('AbortError'));
    // Without the trial lane a short query waits for the long ones, which take minutes.
    expect(Math.max(...waits)).toBeLessThan(5_000);
  }, 180_000);

  it('all end when they can', async () => {
    lab = new Lab({ trialMilliseconds: 5 });
    const sql = 'select count(*)::int from range(3000000) a where hash(a.range) % 7 = 1';
    const results = await Promise.all(Array.from({ length: 5 }, () => lab.rows(sql)));
    expect(new Set(results.map((rows) => JSON.stringify(rows))).size).toBe(1);
  });
});

describe('a process that dies', () => {
  const dying = (flag: string) => `
    import { existsSync, writeFileSync } from 'node:fs';
    process.on('message', ({ type, id, method }) => {
      if (type === 'open') return process.send({ type: 'ready' });
      if (method === 'close') return process.exit();
      if (existsSync(${JSON.stringify(flag)})) return process.send({ type: 'result', id, value: 'alive' });
      writeFileSync(${JSON.stringify(flag)}, '');
      process.exit(3);
    });`;

  it('fails what ran with a sentence and is started again by the next call', async () => {
    const helper = new Lab();
    const workerFile = path.join(helper.folder, 'dying.mjs');
    const flag = path.join(helper.folder, 'died');
    writeFileSync(workerFile, dying(flag));
    lab = new Lab({ workerFile });
    expect(await lab.error('select 1')).toEqual({
      code: 'internal',
      message: 'The SQL engine stopped while this ran: its process ended with code 3.',
      hint: 'It starts again by itself: run the cell again.',
    });
    expect(existsSync(flag)).toBe(true);
    expect(await lab.run('select 1')).toBe('alive');
    expect(lab.log).toEqual(['The SQL engine stopped (its process ended with code 3); it starts again by itself.']);
    await lab.reopen();
    await helper.dispose();
  });
});

it('refuses work once it is closed', async () => {
  lab = new Lab();
  const { analytics } = lab;
  await analytics.close();
  await expect(analytics.sources()).rejects.toThrow('The analytics are closed.');
});
