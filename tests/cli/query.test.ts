import { writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { jsonOf, newPlace, type Place, type RunningConsole, deskbook as spawned, startConsole } from './command.ts';
import { command as deskbook } from './resident.ts';

let place: Place;
beforeAll(async () => {
  place = await newPlace();
});
afterAll(() => place.remove());

describe('deskbook query', () => {
  it('prints an array of row objects, 64-bit integers and decimals as text', async () => {
    const sql = `select 9007199254740993 as big, 110.265625::decimal(18, 9) as price, 7::integer as small, 0.5::double as half,
      null as nothing, true as yes, 'a "b" ∅' as said, timestamp '2026-11-20 14:30:00' as at`;
    const outcome = await spawned(place, ['query', sql, '--json']);
    expect(jsonOf(outcome)).toEqual([
      {
        big: '9007199254740993',
        price: '110.265625000',
        small: 7,
        half: 0.5,
        nothing: null,
        yes: true,
        said: 'a "b" ∅',
        at: expect.anything(),
      },
    ]);
    expect({ code: outcome.code, stderr: outcome.stderr }).toEqual({ code: 0, stderr: '' });
  });

  it('binds parameters and prints a table', async () => {
    const sql = 'select i as n, $word || i as text from range(2) as t(i) union all select null, null';
    const { code, stdout } = await deskbook(place, ['query', sql, '--param', 'word=a=b']);
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: ['n  text', '─  ────', '0  a=b0', '1  a=b1', '∅  ∅', '3 rows', ''].join('\n'),
    });
  });

  it('says what was cut and prints the rest to the last row', async () => {
    const sql = 'select range as n from range(250000)';
    const cut = await deskbook(place, ['query', sql, '--json']);
    expect(jsonOf<unknown[]>(cut)).toHaveLength(100_000);
    expect(cut.stderr).toBe('deskbook: these are the first 100,000 of 250,000 rows; --limit gives up to 1000000.\n');
    const whole = await spawned(place, ['query', sql, '--json', '--limit', '250000']);
    expect(jsonOf<{ n: string }[]>(whole).at(-1)).toEqual({ n: '249999' });
    expect(whole.stderr).toBe('');
  });
});

const refused: [sql: string, stderr: string | RegExp][] = [
  ['select 1,\n  2 fro fills', /^deskbook: .*syntax error at or near "fills"\n {4}2 fro fills\n {10}\^\n/],
  ["select * from read_csv('/etc/passwd')", /^deskbook: .*read_csv/],
  ['select $day', /^deskbook: .*day/],
  ['drop table fills', /^deskbook: .*SELECT/],
  ['', /^deskbook: /],
];

/** Ends with a sentence and code 1. */
async function refuses(sql: string, sentence: string | RegExp): Promise<void> {
  const { code, stdout, stderr } = await deskbook(place, ['query', sql, '--json']);
  expect(stderr).toMatch(sentence);
  expect(stderr).not.toMatch(/^ {4}at /m);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
}

it.each(refused.slice(0, 2))('deskbook query refuses %j with a sentence and code 1', refuses);

describe('deskbook query beside a console', () => {
  let console: RunningConsole;
  beforeAll(async () => {
    console = await startConsole(place);
  });
  afterAll(() => console.end());

  it.each(refused)('refuses %j with a sentence and code 1', refuses);

  it('binds a list, which may be empty', async () => {
    const sql =
      "select n from (values ('A', 1), ('b,c', 2)) t(name, n) where len($names) = 0 or list_contains($names, name)";
    const found = async (list: string) => jsonOf(await deskbook(place, ['query', sql, '--json', '--param', list]));
    expect(await found('names[]="b,c",X')).toEqual([{ n: 2 }]);
    expect(await found('names[]=')).toEqual([{ n: 1 }, { n: 2 }]);
  });

  it('prints an empty array where there are no rows', async () => {
    expect(jsonOf(await deskbook(place, ['query', 'select * from fills', '--json']))).toEqual([]);
  });
});

describe('settings', () => {
  const wrong: [name: string, local: string, stderr: string | RegExp][] = [
    [
      'a misspelt key',
      '{"server": {"prot": 4000}}',
      'deskbook: local.json: server.prot is no setting. Did you mean port?\n',
    ],
    ['no JSON', '{"server": ', /^deskbook: local\.json: is no JSON \(.*\)\.\n$/],
  ];
  it.each(wrong)('with %s end the command with file, path and what to write', async (_, local, sentence) => {
    const other = await newPlace();
    await writeFile(`${other.config}/local.json`, local);
    for (const { code, stdout, stderr } of [
      await deskbook(other, ['query', 'select 1']),
      await spawned(other, ['start', '--port', '0', '--no-open']),
    ]) {
      if (typeof sentence === 'string') expect(stderr).toBe(sentence);
      else expect(stderr).toMatch(sentence);
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    }
    await other.remove();
  });

  it('and a data folder that cannot be one are told in a sentence', async () => {
    const { code, stderr } = await deskbook(place, ['query', 'select 1', '--data', `${place.config}/desk.json/x`]);
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringMatching(/^deskbook: The system refused it: ENOTDIR: .*\n$/),
    });
  });
});
