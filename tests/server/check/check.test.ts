import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { chainTopics } from '../../../server/chains/topics.ts';
import { checkNotebook } from '../../../server/check/check.ts';
import { allNotebooks } from '../../../server/check/notebooks.ts';
import { openCheckTools } from '../../../server/check/tools.ts';
import { topicNames } from '../../../server/desk/topics.ts';
import { monitorTopics } from '../../../server/monitors/topics.ts';
import { traceTopics } from '../../../server/trace/topics.ts';
import { openTestConsole } from '../open-console.ts';

let folder: string;
let tools: Awaited<ReturnType<typeof openCheckTools>>;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'deskbook-check-'));
  tools = await openCheckTools(folder, 'config');
});

afterAll(async () => {
  await tools?.close();
  await rm(folder, { recursive: true });
});

/** `line:column severity code cell` of every finding. */
const places = async (text: string) =>
  (await checkNotebook('a', text, tools)).map(
    ({ line, column, severity, code, cell }) => `${line}:${column} ${severity} ${code} ${cell}`,
  );

const cell = (header: string, ...body: string[]) => [`\`\`\`${header}`, ...body, '```', ''].join('\n');
const day = cell('input day', 'type: date', 'default: today');

describe('a notebook', () => {
  it.each([
    ['nothing', '', []],
    [
      'names of inputs, cells, sources, the clock',
      `${day}${cell('sql a', 'select * from fills where trade_date = $day')}${cell('sql b', 'select *, $now as now from a')}`,
      [],
    ],
    [
      'a cycle',
      `${cell('sql a', 'select 1 as n', 'from b')}${cell('sql b', 'select * from a')}`,
      ['3:6 error cycle a', '6:15 error cycle b'],
    ],
    ['a cell that reads itself', cell('sql a', 'select * from a'), ['2:15 error cycle a']],
    [
      'two of one name',
      `${cell('sql a', 'select 1')}${cell('sql a', 'select 2')}`,
      ['1:8 error duplicate a', '4:8 error duplicate a-2'],
    ],
    [
      'names that nothing has',
      cell('sql a', 'select * from fils', 'where day = $dya'),
      ['2:15 error unknown_name a', '3:13 error unknown_name a'],
    ],
    ['an instrument that there is not', cell('ladder zn', 'instrument: QQQQ'), ['2:13 error unknown_name zn']],
    ['a kind that there is not', cell('lader zn', 'instrument: ZN'), ['1:4 error unknown_kind zn']],
    ['a property that does not fit', cell('ladder zn', 'instrument: ZN', 'levls: 3'), ['3:1 error props zn']],
    ['wrong SQL', cell('sql a', 'select *', '  frm fills'), ['3:7 error syntax a']],
    ['refused SQL', cell('sql a', 'select *', "from read_csv('/etc/passwd')"), ['3:6 error refused a']],
    ['a body that is no JSON', cell('vega a', '{"mark": "bar"'), ['2:15 error syntax a']],
    ['an input that nobody reads', day, ['1:10 warning unused day']],
    ['an input that prose reads', `${day}It is {day}.\n`, []],
    ['an option that there is not', cell('sql a speed=1', 'select 1'), ['1:1 warning unknown_option a']],
    ['a cell in the place of a source', cell('sql fills', 'select 1'), ['1:8 warning hides_source fills']],
    ['prose that names what is not there', 'Today {totl.n}.\n', ['1:7 warning unknown_mention note_1']],
    ['a fence without an end', '```sql a\nselect 1\n', ['1:1 warning unclosed_fence a']],
    [
      'what is wrong above and not what waits for it',
      `${cell('sql a', 'selec 1')}${cell('sql b', 'select * from a')}`,
      ['2:1 error syntax a'],
    ],
  ])('with %s', async (_about, text, expected) => expect(await places(text)).toEqual(expected));
});

test('what is found says what to do', async () => {
  const text = `${day}${cell('sql by_day', 'select * from filss where trade_date = $dya')}`;
  expect(await checkNotebook('a', text, tools)).toEqual([
    {
      line: 1,
      column: 10,
      cell: 'day',
      severity: 'warning',
      code: 'unused',
      message: 'Nothing reads $day.',
      hint: 'Read it in a cell, or delete this one.',
    },
    {
      line: 6,
      column: 15,
      cell: 'by_day',
      severity: 'error',
      code: 'unknown_name',
      message: 'Nothing is called filss: no cell of this notebook gives it and no source has that name.',
      hint: 'Did you mean fills?',
    },
    {
      line: 6,
      column: 40,
      cell: 'by_day',
      severity: 'error',
      code: 'unknown_name',
      message: 'Nothing is called $dya: no cell of this notebook gives it and no source has that name.',
      hint: 'Did you mean $day?',
    },
  ]);
});

test('every shipped notebook is clean', async () => {
  const notebooks = await allNotebooks(folder);
  const found = await Promise.all(
    notebooks.map(async ({ id, text }) => ({ id, findings: await checkNotebook(id, text, tools) })),
  );
  expect(found.filter(({ findings }) => findings.length > 0)).toEqual([]);
  expect(notebooks.length).toBeGreaterThan(3);
});

test('it knows the topics of a desk by name', async () => {
  const console = await openTestConsole();
  try {
    const topics = console.open.desk.bus.topics();
    const instruments = console.open.desk.instruments().map(({ id }) => id);
    const known = [
      ...topicNames(instruments),
      ...traceTopics,
      ...monitorTopics,
      ...chainTopics(console.config.instruments),
    ];
    expect(known.toSorted()).toEqual(topics.toSorted());
  } finally {
    await console.close();
  }
});
