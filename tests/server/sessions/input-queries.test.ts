import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { InputValue } from '../../../cells/input/value.ts';
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
  const id = `input-queries-${++count}`;
  await mkdir(path.join(desk.folder, 'notebooks'), { recursive: true });
  await writeFile(path.join(desk.folder, 'notebooks', `${id}.md`), cells.join(''));
  const session = await desk.sessions.open(id);
  if (!session) throw new Error(`no notebook ${id}`);
  session.watch('all');
  await session.settled();
  return session;
}

const shownBy = (session: Session, id: string) => cellOf(session, id)?.value as InputValue;
const rowsOf = (session: Session, id: string) => (cellOf(session, id)?.value as { rows?: unknown } | undefined)?.rows;

function optionsOf(session: Session, id: string): readonly string[] {
  const value = shownBy(session, id);
  return 'options' in value ? value.options.map((option) => option.value) : [];
}

const order = (account: string) =>
  desk.request('POST', '/api/orders', {
    ...{ instrument: 'ZNZ6', side: 'buy', quantity: 1, type: 'limit', price: "105'000", timeInForce: 'day' },
    ...{ account, clientOrderId: `${account}-${++count}` },
  });

const people = cell(
  'sql',
  'people',
  "select * from (values ('red', 'Ann'), ('red', 'Bob'), ('blue', 'Cy')) t(team, name)",
);
const team = cell('input', 'team', 'type: select\noptions: [red, blue]');
const who = cell(
  'input',
  'who',
  'type: select\nquery: select name from people where team = $team order by 1\ndefault: Ann',
);

describe('an input whose choices a query gives', () => {
  it('reads a source: what is new is offered, and no reader runs again for it', async () => {
    await order('alpha');
    const session = await open(
      cell(
        'input',
        'account',
        'type: select\nquery: select distinct account from orders order by 1\ndefault: alpha',
      ).replace('account\n', 'account every=50ms\n'),
      cell('sql', 'chosen', 'select $account as account, 1 as x'),
    );
    expect(optionsOf(session, 'account')).toEqual(['alpha']);
    const events = eventsOf(session);
    await order('beta');
    await until(session, () => optionsOf(session, 'account').join() === 'alpha,beta', 'the new account');
    await session.settled();
    const shown = events.flatMap((event) => (event.type === 'frame' && event.frame.value ? [event.frame.cell] : []));
    expect([...new Set(shown)]).toEqual(['account']);
    expect(rowsOf(session, 'chosen')).toEqual([['alpha', 1]]);
  });

  it('of accounts offers one as soon as it holds something', async () => {
    const session = await open(
      cell('input', 'account', 'type: select\noptions: accounts').replace('account\n', 'account every=50ms\n'),
    );
    expect(optionsOf(session, 'account')).not.toContain('gamma');
    const bought = { instrument: 'ZNZ6', side: 'buy', quantity: 1, type: 'market', timeInForce: 'ioc' };
    await desk.request('POST', '/api/orders', { ...bought, account: 'gamma', clientOrderId: `gamma-${++count}` });
    await until(session, () => optionsOf(session, 'account').includes('gamma'), 'the account that bought');
  });

  it('reads cells and other inputs, and keeps what was chosen when it is no longer offered', async () => {
    const session = await open(people, team, who, cell('sql', 'hello', "select 'Hello ' || $who as said"));
    expect(optionsOf(session, 'who')).toEqual(['Ann', 'Bob']);
    await session.setInput('who', 'Bob');
    await until(session, () => JSON.stringify(rowsOf(session, 'hello')) === '[["Hello Bob"]]', 'the new choice');
    await session.setInput('team', 'blue');
    await until(session, () => optionsOf(session, 'who').join() === 'Cy', 'the other team');
    await session.settled();
    expect(shownBy(session, 'who')).toMatchObject({ chosen: 'Bob', setting: 'Bob', options: [{ value: 'Cy' }] });
    expect(rowsOf(session, 'hello')).toEqual([['Hello Bob']]);
  });

  it('says what is wrong with its query, and its readers wait', async () => {
    const session = await open(
      people,
      cell('input', 'who', 'type: select\nquery: select nme from people'),
      cell('sql', 'hello', 'select $who as said'),
      cell('input', 'typo', 'type: select\nquery: selec 1'),
    );
    expect(cellOf(session, 'who')?.error).toMatchObject({
      code: 'query',
      message: expect.stringMatching(/^The choices of who cannot be found\. .*nme/),
      hint: expect.stringMatching(/It is in line 1, column 8 of the query\.$/),
    });
    expect(cellOf(session, 'who')?.error).not.toHaveProperty('position');
    expect(cellOf(session, 'hello')?.error?.code).toBe('upstream');
    expect(cellOf(session, 'typo')?.error).toMatchObject({ code: 'syntax' });
  });

  it('on a cycle says so', async () => {
    const session = await open(
      cell('sql', 'people', 'select $who as name'),
      cell('input', 'who', 'type: select\nquery: select name from people'),
    );
    expect(cellOf(session, 'who')?.error).toMatchObject({ code: 'cycle', path: ['who', 'people', 'who'] });
  });

  it('of several binds a list, empty where nothing is chosen', async () => {
    const session = await open(
      people,
      cell('input', 'names', 'type: select\nmultiple: true\nquery: select name from people'),
      cell('sql', 'found', 'select name from people where list_contains($names, name) order by 1'),
      cell('sql', 'everybody', 'select count(*) from people where len($names) = 0 or name in (select unnest($names))'),
    );
    expect([rowsOf(session, 'found'), rowsOf(session, 'everybody')]).toEqual([[], [['3']]]);
    await session.setInput('names', 'Cy,Ann');
    // two readers of one input run beside each other
    await until(session, () => JSON.stringify(rowsOf(session, 'everybody')) === '[["2"]]', 'the two');
    await until(session, () => JSON.stringify(rowsOf(session, 'found')) === '[["Ann"],["Cy"]]', 'their names');
  });
});

describe('an input of two names', () => {
  const period = cell('input', 'period', 'type: dates\ndefault: [2026-11-02, 2026-11-06]');

  it('gives each to SQL and to properties', async () => {
    const session = await open(
      period,
      cell('input', 'day', 'type: date\ndefault: $period_from'),
      cell('sql', 'days', 'select $period_to - $period_from as days, typeof($period_to) as type'),
    );
    expect(rowsOf(session, 'days')).toEqual([['4', 'DATE']]);
    expect(shownBy(session, 'day').text).toBe('2026-11-02');
    expect(cellOf(session, 'period')?.gives).toEqual(['$period_from', '$period_to']);
    await session.setInput('period', '2026-11-03..2026-11-06');
    await until(session, () => JSON.stringify(rowsOf(session, 'days')) === '[["3","DATE"]]', 'the new days');
    await until(session, () => shownBy(session, 'day').text === '2026-11-03', 'the new default');
    await expect(session.setInput('period_from', '2026-11-03')).rejects.toThrow(
      'This notebook has no input called period_from. $period_from comes from period: set that.',
    );
  });

  it('is meant by its own name, and shares no name with another', async () => {
    const session = await open(
      period,
      cell('input', 'period_to', 'type: date'),
      cell('sql', 'lost', 'select $period as period'),
    );
    expect(cellOf(session, 'lost')?.error).toMatchObject({
      code: 'unknown_name',
      hint: 'Did you mean $period_from or $period_to?',
    });
    expect(cellOf(session, 'period_to')?.error).toMatchObject({ code: 'duplicate', path: ['period', 'period_to'] });
  });
});

describe('an address', () => {
  const some = cell('input', 'some', 'type: number\ndefault: 3');
  const names = ['team', 'who', 'some'];

  it('sets what it names, puts the rest back, and keeps what it cannot change', async () => {
    const session = await open(people, team, who, some);
    await session.setInput('who', 'Bob');
    await session.setInput('some', '7');
    expect(await session.takeAddress(new Map([['team', 'blue']]), names)).toEqual({ changed: true, refused: [] });
    await session.settled();
    expect(names.map((name) => shownBy(session, name).setting)).toEqual(['blue', 'Ann', '3']);
    expect(await session.takeAddress(new Map([['team', 'green']]), ['team'])).toEqual({
      changed: false,
      refused: [{ input: 'team', message: '"green" is not a choice: expected one of red, blue.' }],
    });
    expect(await session.takeAddress(new Map([['else', 'x']]), names)).toEqual({ changed: false, refused: [] });
    expect(shownBy(session, 'team').setting).toBe('blue');
  });
});
