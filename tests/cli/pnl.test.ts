import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { jsonOf, newPlace, type Place } from './command.ts';
import { command as deskbook } from './resident.ts';

let place: Place;
beforeAll(async () => {
  place = await newPlace();
});
afterAll(() => place.remove());

const pnl = async (lines: readonly string[], ...args: string[]) => {
  const file = path.join(place.folder, 'fills.csv');
  await writeFile(file, `${lines.join('\n')}\n`);
  return deskbook(place, ['pnl', file, ...args]);
};

const two = [
  'time,instrument,side,quantity,price,fee',
  "2026-11-20T15:00:03Z,ZNZ6,sell,12,110'24,1",
  "2026-11-20T15:00:00Z,ZNZ6,buy,10,110'16,2",
  "2026-11-20T15:00:01Z,ZNZ6,buy,5,110'18,1",
  '2026-11-20T15:00:02Z,ESZ6,sell,2,6000,3',
  '2026-11-20T15:00:04Z,ESZ6,buy,3,5990.25,3',
];

describe('pnl', () => {
  it('prints one object an instrument, fills by time', async () => {
    const outcome = await pnl(two, '--mark', 'ZN=110.75', '--json');
    expect({ code: outcome.code, stderr: outcome.stderr }).toEqual({ code: 0, stderr: '' });
    const answer = [
      {
        instrument: 'ZNZ6',
        realized: 2875,
        unrealized: 562.5,
        position: 3,
        open: [{ quantity: 3, price: 110.5625 }],
        matches: [
          { quantity: 10, entryPrice: 110.5, exitPrice: 110.75, realized: 2500 },
          { quantity: 2, entryPrice: 110.5625, exitPrice: 110.75, realized: 375 },
        ],
      },
      {
        instrument: 'ESZ6',
        realized: 975,
        unrealized: null,
        position: 1,
        open: [{ quantity: 1, price: 5990.25 }],
        matches: [{ quantity: -2, entryPrice: 6000, exitPrice: 5990.25, realized: 975 }],
      },
    ];
    const found = jsonOf(outcome);
    expect(JSON.stringify(found)).toBe(JSON.stringify(answer));
  });

  it.each([
    ['lifo', [5, 7], [110.5625, 110.5], 2687.5, [{ quantity: 3, price: 110.5 }]],
    ['average', [12], [110.520833333], 2750, [{ quantity: 3, price: 110.520833333 }]],
    ['highest', [5, 7], [110.5625, 110.5], 2687.5, [{ quantity: 3, price: 110.5 }]],
  ])('matches by %s', async (method, quantities, entries, realized, open) => {
    const outcome = await pnl(two, '--method', method, '--json');
    const [zn] = jsonOf<{ instrument: string; matches: { quantity: number; entryPrice: number }[] }[]>(outcome).filter(
      ({ instrument }) => instrument === 'ZNZ6',
    );
    expect(zn).toMatchObject({ realized, open });
    expect(zn!.matches.map(({ quantity }) => quantity)).toEqual(quantities);
    expect(zn!.matches.map(({ entryPrice }) => entryPrice)).toEqual(entries);
  });

  it('takes rows without times in the order of the file, of a product named beside it', async () => {
    const lines = ['side,quantity,price', 'sell,4,110.5', 'buy,1,110.25'];
    const outcome = await pnl(lines, '--instrument', 'ZN', '--mark', "110'08", '--json');
    expect(jsonOf(outcome)).toEqual([
      {
        instrument: 'ZN',
        realized: 250,
        unrealized: 750,
        position: -3,
        open: [{ quantity: -3, price: 110.5 }],
        matches: [{ quantity: -1, entryPrice: 110.5, exitPrice: 110.25, realized: 250 }],
      },
    ]);
  });

  it('prints tables', async () => {
    const { stdout } = await pnl(two.slice(0, 4), '--mark', '110.75');
    expect(stdout).toBe(`instrument  position  realized  fees  unrealized
──────────  ────────  ────────  ────  ──────────
ZNZ6               3   2875.00  4.00      562.50

Open
instrument  quantity     price
──────────  ────────  ────────
ZNZ6               3  110.5625

Closed
instrument  quantity     entry    exit  realized
──────────  ────────  ────────  ──────  ────────
ZNZ6              10     110.5  110.75   2500.00
ZNZ6               2  110.5625  110.75    375.00
`);
  });

  it('names bad rows with their column', async () => {
    const lines = ['side,quantity,price', 'buy,0,110', 'buy,1.5,110', 'hold,1,110', 'buy,1,abc'];
    const { code, stdout, stderr } = await pnl(lines, '--instrument', 'ZN', '--json');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr.split('\n').map((line) => line.replace(/".*/, '').trim())).toEqual([
      'deskbook: fills.csv has 4 bad rows; nothing was taken. The header is row 1.',
      'row 2, quantity',
      'row 3, quantity',
      'row 4, side',
      'row 5, price',
      '',
    ]);
  });

  it('says what a mark is of', async () => {
    const several = await pnl(two, '--mark', '110');
    expect([several.code, several.stderr]).toEqual([
      2,
      'deskbook: --mark 110 says no instrument, and the fills are of ZNZ6, ESZ6: write --mark ZNZ6=110.\n',
    ]);
    const other = await pnl(two, '--mark', 'GC=110');
    expect([other.code, other.stderr]).toEqual([1, 'deskbook: No fill is of GC: the file has ZNZ6, ESZ6.\n']);
    const bad = await pnl(two, '--mark', "ZN=110'9x");
    expect(bad.code).toBe(1);
  });
});
