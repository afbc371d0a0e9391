import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Session } from '../../../server/sessions/port.ts';
import { openTestConsole, type TestConsole } from '../open-console.ts';
import { cellOf, eventsOf, until } from './console.ts';

let desk: TestConsole;
let count = 0;

beforeAll(async () => {
  desk = await openTestConsole();
});
afterAll(() => desk.close());

const cell = (kind: string, id: string, body: string): string => `\`\`\`${kind} ${id}\n${body}\n\`\`\`\n\n`;

async function open(...cells: string[]): Promise<Session> {
  const id = `queries-${++count}`;
  await mkdir(path.join(desk.folder, 'notebooks'), { recursive: true });
  await writeFile(path.join(desk.folder, 'notebooks', `${id}.md`), cells.join(''));
  const session = await desk.sessions.open(id);
  if (!session) throw new Error(`no notebook ${id}`);
  return session;
}

const rowsIn = (value: unknown): unknown => (value as { rows?: unknown } | undefined)?.rows;
const rowsOf = (session: Session, id: string): unknown => rowsIn(cellOf(session, id)?.value);

/** Cells whose values were shown since, each once. */
function shownSince(session: Session): () => string[] {
  const events = eventsOf(session);
  return () =>
    [
      ...new Set(
        events.flatMap((event) =>
          event.type === 'frame' && event.frame.value !== undefined ? [event.frame.cell] : [],
        ),
      ),
    ].sort();
}

describe('SQL cells', () => {
  it('run after what they read, and again only when it changed', async () => {
    const session = await open(
      cell('sql', 'last', 'select y + 1 as z from middle'),
      cell('sql', 'middle', 'select x * 2 as y from first'),
      cell('sql', 'first', 'select 20 as x'),
      cell('sql', 'apart', 'select 5 as a'),
    );
    session.watch('all');
    await session.settled();
    expect(rowsOf(session, 'last')).toEqual([[41]]);
    const shown = shownSince(session);
    await session.edit({ type: 'set_body', cell: 'middle', body: 'select x * 3 as y from first' });
    await until(session, () => JSON.stringify(rowsOf(session, 'last')) === '[[61]]', 'the new result');
    expect(shown()).toEqual(['last', 'middle']);
  });

  it('wake nobody with the rows of before', async () => {
    const session = await open(cell('sql', 'first', 'select 20 as x'), cell('sql', 'second', 'select x from first'));
    session.watch('all');
    await session.settled();
    const shown = shownSince(session);
    await session.edit({ type: 'set_body', cell: 'first', body: 'select 10 + 10 as x' });
    await session.settled();
    expect(shown()).toEqual(['first']);
  });

  it('take inputs as bound values, and only their readers run again', async () => {
    const session = await open(
      cell('input', 'who', 'type: text\ndefault: Ann'),
      cell('sql', 'greets', "select 'Hello ' || $who as greeting"),
      cell('sql', 'below', 'select upper(greeting) as loud from greets'),
      cell('sql', 'apart', 'select 5 as a'),
    );
    session.watch('all');
    await session.settled();
    const shown = shownSince(session);
    await session.setInput('who', "Bob'; drop table fills; --");
    await until(session, () => JSON.stringify(rowsOf(session, 'below')).includes('BOB'), 'the new result');
    expect(rowsOf(session, 'below')).toEqual([["HELLO BOB'; DROP TABLE FILLS; --"]]);
    expect(shown()).toEqual(['below', 'greets', 'who']);
  });

  it('are interrupted when an input overtakes them, and never show what they had begun', async () => {
    const session = await open(
      cell('input', 'rows', 'type: number\ndefault: 4000000000000'),
      cell('sql', 'counted', 'select count(*) as n from range($rows::bigint) as r(i) where i % 2 = 0'),
    );
    session.watch('all');
    await until(session, () => cellOf(session, 'counted')?.activity === 'running', 'the long run');
    const events = eventsOf(session);
    const began = performance.now();
    await session.setInput('rows', '10');
    await until(session, () => cellOf(session, 'counted')?.validity === 'current', 'the short run');
    expect(performance.now() - began).toBeLessThan(2_000);
    const values = events.flatMap((event) =>
      event.type === 'frame' && event.frame.cell === 'counted' && event.frame.value !== undefined
        ? [rowsIn(event.frame.value)]
        : [],
    );
    expect(values).toEqual([[['5']]]);
  });

  it('run side by side from the first query of a notebook on', async () => {
    for (let round = 0; round < 10; round++) {
      const session = await open(
        ...Array.from({ length: 6 }, (_, index) => cell('sql', `q${index}`, `select ${index} as x`)),
      );
      const { cells } = await session.settled();
      expect(cells.map(({ error, value }) => error ?? rowsIn(value))).toEqual([0, 1, 2, 3, 4, 5].map((x) => [[x]]));
    }
  });

  it('say what is wrong where, while the rest runs', async () => {
    const session = await open(
      cell('sql', 'typo', 'selec 1'),
      cell('sql', 'files', "select * from read_csv('/etc/passwd')"),
      cell('sql', 'lost', 'select * from nowhere'),
      cell('sql', 'misspelt', 'select * from filsl'),
      cell('sql', 'wrong', 'select nothing from fills'),
      cell('sql', 'below', 'select * from wrong'),
      cell('sql', 'ring', 'select * from back'),
      cell('sql', 'back', 'select * from ring'),
      cell('sql', 'fine', 'select 1 as x'),
    );
    const { cells } = await session.settled();
    expect(Object.fromEntries(cells.map(({ id, validity, error }) => [id, error?.code ?? validity]))).toEqual({
      typo: 'syntax',
      files: 'refused',
      lost: 'unknown_name',
      misspelt: 'unknown_name',
      wrong: 'query',
      below: 'upstream',
      ring: 'cycle',
      back: 'cycle',
      fine: 'current',
    });
    expect(cells.find(({ id }) => id === 'typo')?.error?.position).toMatchObject({ line: 1 });
    expect(cells.find(({ id }) => id === 'misspelt')?.error?.hint).toBe('Did you mean fills?');
  });

  it('follow the orders of the desk', async () => {
    const session = await open(
      cell('sql', 'sent', 'select count(*) as n from orders').replace('sent', 'sent every=50ms'),
    );
    session.watch('all');
    await session.settled();
    const before = Number((rowsOf(session, 'sent') as unknown[][])[0]?.[0]);
    const order = { instrument: 'ZNZ6', side: 'buy', quantity: 1, type: 'limit', price: "105'000", timeInForce: 'day' };
    await desk.request('POST', '/api/orders', { ...order, account: 'desk', clientOrderId: 'sessions-1' });
    await until(session, () => Number((rowsOf(session, 'sent') as unknown[][])[0]?.[0]) === before + 1, 'the order');
  });
});
