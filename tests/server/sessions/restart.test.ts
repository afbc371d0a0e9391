import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { kinds } from '../../../cells/index.ts';
import { createAnalytics } from '../../../server/analytics/client.ts';
import { createSessions } from '../../../server/sessions/sessions.ts';
import { openNotebookStore } from '../../../server/store/store.ts';
import { emptyHistory } from '../../fixtures/empty-history.ts';
import { emptyReader } from '../../fixtures/empty-reader.ts';
import { engines, seesProcesses } from '../analytics/engines.ts';
import { instruments, key } from '../analytics/fixture.ts';
import { temporaryFolder } from '../journal/folder.ts';
import { openTestConsole, type TestConsole } from '../open-console.ts';
import { cellOf } from './console.ts';

let console: TestConsole;
beforeAll(async () => {
  console = await openTestConsole();
});
afterAll(() => console.close());

const text = `\`\`\`sql first
select 20 as x
\`\`\`

\`\`\`sql last
select x * 2 as y from first
\`\`\`

\`\`\`sql long
select count(*) as n from range(30000000) a, range(1000) b
\`\`\`
`;

/** An engine that ends starts again, which takes as long as it takes. */
async function eventually(fits: () => boolean): Promise<void> {
  while (!fits()) await new Promise((resolve) => setTimeout(resolve, 10));
}

it.runIf(seesProcesses)(
  'cells run again after the engine was killed, those that it left without an answer once',
  {
    timeout: 60_000,
  },
  async () => {
    const folder = temporaryFolder();
    mkdirSync(path.join(folder, 'own'));
    writeFileSync(path.join(folder, 'own', 'killed.md'), text);
    const { desk, journal } = console.open;
    const others = engines(process.pid);
    const analytics = createAnalytics({ folder, ...key, instruments, inMemory: true });
    const store = await openNotebookStore({
      shipped: path.join(folder, 'shipped'),
      own: path.join(folder, 'own'),
      order: [],
      clock: desk.clock,
      revisions: journal.revisions,
    });
    const log = { error: () => undefined };
    const { cme: calendar } = console.config.calendars;
    const sessions = createSessions({
      store,
      desk,
      analytics,
      history: emptyHistory,
      traces: emptyReader,
      kinds,
      journal,
      calendar,
      log,
    });
    const session = (await sessions.open('killed'))!;
    const stop = session.watch('all');
    const rows = (id: string) => JSON.stringify((cellOf(session, id)?.value as { rows?: unknown } | undefined)?.rows);
    await eventually(() => rows('last') === '[["40"]]' || rows('last') === '[[40]]');
    for (const pid of engines(process.pid).filter((one) => !others.includes(one))) process.kill(pid, 'SIGKILL');
    await eventually(() => cellOf(session, 'long')?.error !== null);
    expect(cellOf(session, 'long')?.error).toMatchObject({ code: 'internal' });
    await eventually(() => cellOf(session, 'long')?.activity === 'running');
    await session.edit({ type: 'set_body', cell: 'last', body: 'select x * 3 as y from first' });
    await eventually(() => /60/.test(rows('last') ?? ''));
    session.interrupt('long');
    stop();
    await sessions.close();
    store.close();
    await analytics.close();
  },
);
