import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { DAY, instant } from '../../../../core/model/time.ts';
import { Dump } from '../../../../server/venues/kite/dump.ts';
import { columns, type Listed } from '../../../../server/venues/kite/parse/listed.ts';
import type { Malformed } from '../../../../server/venues/parse/records.ts';
import { sharedText } from '../../../oracle.ts';

const header = columns.join(',');

function dumpOf(texts: readonly string[], folder = mkdtempSync(path.join(tmpdir(), 'deskbook-dump-'))) {
  const malformed: Malformed[] = [];
  const asked: string[] = [];
  const clock = { at: 1_795_250_000_000_000, now: () => instant(clock.at) };
  const kite = {
    dump: async (exchange: string) => {
      asked.push(exchange);
      return texts[asked.length - 1] ?? '';
    },
  };
  const log = { error() {}, warn() {}, info() {} };
  const dump = new Dump({ kite, folder, name: 'kite', clock, malformed: (each) => malformed.push(each), log });
  const all = async () => {
    const found: Listed[] = [];
    await dump.each('NFO', (listed) => found.push(listed));
    return found;
  };
  return { all, asked, clock, folder, malformed };
}

test('lines are read with their days, strikes and ticks; one that cannot be is told, and costs no other', async () => {
  const { all, malformed } = dumpOf([
    [
      header,
      '12602626,49229,NIFTY26N2426000CE,"NIFTY",0,2026-11-24,26000,0.05,65,CE,NFO-OPT,NFO',
      '12602882,49230,"M&M26NOVFUT","MAHINDRA, ""M&M"" LIMITED",0,2026-11-24,0,0.1,200,FUT,NFO-FUT,NFO',
      'x,49230,BROKEN,BROKEN,0,2026-11-24,0,0.05,25,FUT,NFO-FUT,NFO',
      'too,short',
      '256265,1001,NIFTY 50,NIFTY 50,0.0,,0.0,0,1,EQ,INDICES,NSE',
      '',
    ].join('\r\n'),
  ]);
  expect(await all()).toEqual([
    {
      token: 12602626,
      exchange: 'NFO',
      tradingsymbol: 'NIFTY26N2426000CE',
      name: 'NIFTY',
      expiry: '2026-11-24',
      strike: 26_000e9,
      tick: 0.05e9,
      lot: 65,
      type: 'CE',
      segment: 'NFO-OPT',
    },
    expect.objectContaining({ tradingsymbol: 'M&M26NOVFUT', name: 'MAHINDRA, "M&M" LIMITED', lot: 200, strike: 0 }),
    expect.objectContaining({ token: 256265, exchange: 'NSE', tick: 0 }),
  ]);
  expect(malformed.map(({ reason }) => reason)).toEqual([
    'it has no token, name or exchange',
    'it has 2 columns, and 12 are documented',
  ]);
});

test('a list is fetched once a day of India, and yesterday’s goes', async () => {
  const text = `${header}\n1,1,A,A,0,,0,0.05,1,EQ,NSE,NSE\n`;
  const { all, asked, clock, folder } = dumpOf([text, text]);
  await all();
  await all();
  expect(asked).toEqual(['NFO']);
  const [first] = readdirSync(folder);
  clock.at += DAY;
  await all();
  expect(asked).toEqual(['NFO', 'NFO']);
  expect(readdirSync(folder)).toHaveLength(1);
  expect(readdirSync(folder)).not.toContain(first);
});

test('what is no list is refused with a sentence, and asked for again', async () => {
  const { all, asked } = dumpOf(['<html>', '', `${header}\n`]);
  await expect(all()).rejects.toThrow("Kite's list of NFO has other columns than are documented.");
  await expect(all()).rejects.toThrow("Kite's list of NFO is empty.");
  expect(await all()).toEqual([]);
  expect(asked).toHaveLength(3);
});

test.skipIf(sharedText('oracles/kite/instruments_nse.csv') === undefined)(
  'the list of Kite (DESKBOOK_SHARED names no folder with oracles/kite where this is skipped)',
  async () => {
    const text = sharedText('oracles/kite/instruments_nse.csv') ?? '';
    const { all, malformed } = dumpOf([text]);
    const found = await all();
    expect(found).toHaveLength(text.trim().split('\n').length - 1);
    expect(found[0]).toMatchObject({ token: 3813889, tradingsymbol: 'CENTRALBK-BE', tick: 0.05e9, lot: 1 });
    expect(malformed).toEqual([]);
  },
);
