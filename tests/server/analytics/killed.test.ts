import { readdirSync } from 'node:fs';
import { afterEach, expect, it } from 'vitest';
import { temporaryFolder } from '../journal/folder.ts';
import { addFill, Lab } from './fixture.ts';
import { mortalWorker } from './mortal-worker.ts';

let lab: Lab;
afterEach(() => lab.dispose());

const fills = 45_000;

it('a thread killed while it copies leaves a whole copy, starts again by itself and holds no file twice', async () => {
  const { workerFile, end } = mortalWorker(temporaryFolder());
  lab = new Lab({ workerFile });
  lab.journal.transaction(() => {
    for (let n = 0; n < fills; n += 1) addFill(lab.journal, { id: `E-${n}`, side: 'buy', quantity: 1, price: 110 });
  })();
  const sums = 'select count(*)::int, count(distinct execution_id)::int, sum(quantity)::int from fills';
  let stopped = 0;
  for (const milliseconds of [30, 120]) {
    const back = new Promise<void>((resolve) => void lab.analytics.onRestart(resolve));
    const asked = lab.rows(sums).catch((error: unknown) => {
      stopped += 1;
      expect(error).toMatchObject({
        error: { code: 'internal', hint: 'It starts again by itself: run the cell again.' },
      });
    });
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
    await end();
    await Promise.all([asked, back]);
  }
  expect(await lab.rows(sums)).toEqual([[fills, fills, fills]]);
  expect(lab.log.filter((line) => line.includes('starts again by itself'))).toHaveLength(2);
  expect(stopped).toBeLessThanOrEqual(2);
  const files = readdirSync(lab.folder).filter((file) => file.includes('duckdb'));
  expect(files.filter((file) => file.includes('unreadable'))).toEqual([]);
});

it('an engine whose files cannot be written says so in a sentence', async () => {
  lab = new Lab({ folder: '/dev/null' });
  const { code, message } = await lab.error('select 1');
  expect(code).toBe('internal');
  expect(message).toMatch(/^The SQL engine stopped while this ran: [^{}]+[^.]\.$/);
});

it('an import that loses its thread is refused with a sentence and leaves nothing', async () => {
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
