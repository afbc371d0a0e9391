import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ConfigError } from '../../config/explain.ts';
import { loadConfig } from '../../config/load.ts';
import { priceToDecimal } from '../../core/model/price.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'deskbook-config-'));
  for (const file of ['desk.json', 'instruments.json']) await cp(path.join('config', file), path.join(folder, file));
});

afterEach(() => rm(folder, { recursive: true }));

type Tree = { [key: string]: unknown };

async function edit(file: string, change: (content: Tree) => void): Promise<void> {
  const content = JSON.parse(await readFile(path.join(folder, file), 'utf8')) as Tree;
  change(content);
  await writeFile(path.join(folder, file), JSON.stringify(content));
}

const at = (tree: Tree, ...keys: string[]): Tree => keys.reduce((inner, key) => inner[key] as Tree, tree);

test('the shipped settings', async () => {
  const { market, instruments, ...rest } = await loadConfig('config');
  expect(rest).toMatchObject({ environment: 'paper', demo: { enabled: true, account: 'DEMO', pastSessions: 20 } });
  expect(market.instruments.map(({ root, price }) => `${root} ${priceToDecimal(price)}`)).toEqual([
    'ZN 110.265625',
    'ZF 107.5',
    'TN 113.625',
    'ZB 115.28125',
    'ES 6123.25',
    'NQ 21480.5',
  ]);
  expect(instruments).toHaveLength(58);
  const levels = instruments.find(({ root }) => root === 'ZN')?.technicalLevels?.map((level) => priceToDecimal(level));
  expect([levels?.length, levels?.[0], levels?.at(-1)]).toEqual([38, '108.46875', '114.9375']);
});

test('are frozen', async () => {
  const config = await loadConfig('config');
  expect(
    [
      config,
      config.demo,
      config.demo.instruments,
      config.market.instruments[0],
      config.instruments[0]?.priceStyle,
    ].every(Object.isFrozen),
  ).toBe(true);
});

describe('what wins', () => {
  test('a person’s own file, then what was given at the start', async () => {
    await writeFile(
      path.join(folder, 'local.json'),
      JSON.stringify({ seed: 7, demo: { enabled: false }, server: { port: 5000 } }),
    );
    const config = await loadConfig(folder, { server: { port: 0 } });
    expect([config.seed, config.demo.enabled, config.demo.account, config.server.port]).toEqual([7, false, 'DEMO', 0]);
  });

  test('lists are replaced as a whole', async () => {
    expect((await loadConfig(folder, { demo: { instruments: ['ES'] } })).demo.instruments).toEqual(['ES']);
  });
});

describe('technical levels', () => {
  const given = async (levels: unknown) => {
    await writeFile(path.join(folder, 'levels.json'), JSON.stringify(levels));
    return loadConfig(folder);
  };

  test('belong to their product, in its own style', async () => {
    const { instruments } = await given({ ES: ['6100', 6_123.25].map(String) });
    const levelsOf = (wanted: string) => instruments.find(({ root }) => root === wanted)?.technicalLevels;
    expect([levelsOf('ES'), levelsOf('ZN')]).toEqual([[6_100_000_000_000, 6_123_250_000_000], undefined]);
  });

  test.each([
    [{ XX: [] }, /^levels\.json: instruments\.json has no "XX"\./],
    [{ ZN: ["110'02", "110'40"] }, /^levels\.json: ZN\.1: .*110'40/],
    [{ ZN: "110'02" }, /^levels\.json: ZN: /],
  ])('%j', async (levels, sentence) => {
    await expect(given(levels)).rejects.toThrow(sentence);
  });
});

describe('a mistake is named with its file, its path and what to write', () => {
  test.each([
    [
      'a misspelt key',
      'desk.json',
      (tree: Tree) => Object.assign(tree, { enviroment: 'paper' }),
      'desk.json: enviroment is no setting. Did you mean environment?',
    ],
    [
      'a misspelt key inside',
      'desk.json',
      (tree: Tree) => Object.assign(at(tree, 'demo'), { enabeld: true }),
      'desk.json: demo.enabeld is no setting. Did you mean enabled?',
    ],
    [
      'a misspelt key in a table',
      'desk.json',
      (tree: Tree) => Object.assign(at(tree, 'market', 'instruments', 'ZN'), { volatilty: 5 }),
      'desk.json: market.instruments.ZN.volatilty is no setting. Did you mean volatility?',
    ],
    [
      'a key like no other',
      'desk.json',
      (tree: Tree) => Object.assign(at(tree, 'record'), { zzzzz: 5 }),
      'desk.json: record.zzzzz is no setting. It may have: hours, bytes.',
    ],
    [
      'a misspelt key of a product',
      'instruments.json',
      (tree: Tree) => Object.assign(at(tree, 'ZN'), { tickvalue: '1' }),
      'instruments.json: ZN.tickvalue is no setting. Did you mean tickValue?',
    ],
    [
      'a misspelt key of a price style',
      'instruments.json',
      (tree: Tree) => Object.assign(at(tree, 'ZN', 'priceStyle'), { digit: 3 }),
      'instruments.json: ZN.priceStyle.digit is no setting. Did you mean digits?',
    ],
    [
      'a missing setting',
      'desk.json',
      (tree: Tree) => delete tree.seed,
      'desk.json: seed: Invalid input: expected number, received undefined.',
    ],
    [
      'a wrong value',
      'desk.json',
      (tree: Tree) => Object.assign(at(tree, 'server'), { port: 99_999 }),
      'desk.json: server.port: Too big: expected number to be <=65535.',
    ],
    [
      'a product that is none',
      'desk.json',
      (tree: Tree) => Object.assign(at(tree, 'demo'), { instruments: ['ZZN'] }),
      'desk.json: demo.instruments: instruments.json has no "ZZN". Did you mean ZN?',
    ],
    [
      'a demo without a market',
      'desk.json',
      (tree: Tree) => Object.assign(at(tree, 'demo'), { instruments: ['GC'] }),
      'desk.json: demo.instruments: GC is not among market.instruments, so it has no market.',
    ],
    [
      'a market of no product',
      'desk.json',
      (tree: Tree) =>
        Object.assign(at(tree, 'market', 'instruments'), { ESS: at(tree, 'market', 'instruments', 'ES') }),
      'desk.json: market.instruments.ESS: instruments.json has no "ESS". Did you mean ES?',
    ],
    [
      'a price that is none',
      'desk.json',
      (tree: Tree) => Object.assign(at(tree, 'market', 'instruments', 'ZN'), { price: "110'40" }),
      `desk.json: market.instruments.ZN.price: 40 is more than 31 32nds at character 5 of "110'40".`,
    ],
    [
      'a tick that is none',
      'instruments.json',
      (tree: Tree) => Object.assign(at(tree, 'ZN'), { tick: 'x' }),
      'instruments.json: ZN.tick: expected a decimal number at character 1 of "x".',
    ],
    [
      'a tick value that does not fit',
      'instruments.json',
      (tree: Tree) => Object.assign(at(tree, 'ZN'), { tickValue: '31.25' }),
      'instruments.json: ZN.tickValue: tick × multiplier is not tickValue.',
    ],
    [
      'a month that is none',
      'instruments.json',
      (tree: Tree) => Object.assign(at(tree, 'ZN', 'contracts'), { months: 'HMUA' }),
      'instruments.json: ZN.contracts.months: "A" is no month; the letters are F G H J K M N Q U V X Z.',
    ],
    [
      'no months',
      'instruments.json',
      (tree: Tree) => Object.assign(at(tree, 'ZN', 'contracts'), { months: '' }),
      'instruments.json: ZN.contracts.months: a product with contracts has at least one month.',
    ],
    [
      'months out of order',
      'instruments.json',
      (tree: Tree) => Object.assign(at(tree, 'ZN', 'contracts'), { months: 'MH' }),
      'instruments.json: ZN.contracts.months: the months MH are not in the order of the year.',
    ],
    [
      'two products of one name',
      'instruments.json',
      (tree: Tree) => Object.assign(at(tree, 'ZN'), { aliases: ['ES'] }),
      'instruments.json: ES.aliases: ES already names ZN.',
    ],
  ] as const)('%s', async (_name, file, change, message) => {
    await edit(file, change);
    await expect(loadConfig(folder)).rejects.toThrow(ConfigError);
    await expect(loadConfig(folder)).rejects.toThrow(message);
  });

  test('in a person’s own file', async () => {
    await writeFile(path.join(folder, 'local.json'), JSON.stringify({ demo: { enabeld: false } }));
    await expect(loadConfig(folder)).rejects.toThrow('local.json: demo.enabeld is no setting. Did you mean enabled?');
  });

  test('in what was given at the start', async () => {
    await expect(loadConfig(folder, { server: { port: -1 } })).rejects.toThrow(
      'the settings given at the start: server.port: Too small: expected number to be >=0.',
    );
  });

  test('text that is no JSON, and a file that is not there', async () => {
    await writeFile(path.join(folder, 'desk.json'), '{ "seed": }');
    await expect(loadConfig(folder)).rejects.toThrow(/^desk\.json: is no JSON \(/);
    await rm(path.join(folder, 'instruments.json'));
    await expect(loadConfig(folder)).rejects.toThrow(/^instruments\.json: cannot be read from /);
  });
});
