import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { jsonOf, newPlace, type Place, deskbook as spawned } from './command.ts';
import { command as deskbook } from './resident.ts';

let place: Place;
beforeAll(async () => {
  place = await newPlace();
  await writeFile(
    path.join(place.folder, 'gc_201312.csv'),
    'ts_ms_utc,price,qty\n1381152600000,1318.0,1\n1381152601000,1318.2,1\n1381152602000,1318.4,3\n1381152603000,1319.1,1\n',
  );
  await writeFile(
    path.join(place.folder, 'orders.csv'),
    'ts,side,type,quantity,price,client_order_id\n2013-10-07T13:30:00.500Z,buy,market,2,,m1\n2013-10-07T13:30:02.500Z,sell,limit,1,1319.0,l1\n',
  );
});
afterAll(() => place.remove());

interface Printed {
  readonly recording: { readonly id: string; readonly name: string };
  readonly events: number;
  readonly seconds: number;
  readonly eventsPerSecond: number;
  readonly fills: readonly unknown[];
}

describe('deskbook replay', () => {
  it('prints fills and P&L, the same each time, and leaves a recording that is listed', async () => {
    const args = ['replay', 'gc_201312.csv', '--orders', 'orders.csv', '--json'];
    const first = await spawned(place, args);
    expect(first).toMatchObject({ code: 0, stderr: '' });
    const { seconds: _, eventsPerSecond: __, ...printed } = jsonOf<Printed>(first);
    const fill = { instrument: 'GCZ3', account: 'REPLAY', tradeDate: '2013-10-07' };
    const bought = { ...fill, clientOrderId: 'm1', side: 'buy', quantity: 1, liquidity: 'taker' };
    expect(printed).toMatchObject({
      events: 4,
      from: '2013-10-07T13:30:00.000Z',
      to: '2013-10-07T13:30:03.000Z',
      refused: [],
      fills: [
        { ...bought, executionId: 'R-E1', price: 1318.2, tsEvent: '2013-10-07T13:30:01.000Z' },
        { ...bought, executionId: 'R-E2', price: 1318.4, tsEvent: '2013-10-07T13:30:02.000Z' },
        { ...fill, clientOrderId: 'l1', side: 'sell', quantity: 1, price: 1319, liquidity: 'maker' },
      ],
      pnl: [{ instrument: 'GCZ3', currency: 'USD', position: 1, realized: 80, unrealized: 70, last: 1319.1 }],
    });
    const { id } = printed.recording;
    const {
      seconds: ___,
      eventsPerSecond: ____,
      ...again
    } = jsonOf<Printed>(await deskbook(place, ['replay', id, '--orders', 'orders.csv', '--json']));
    expect(again).toEqual(printed);

    const listed = jsonOf<{ id: string; name: string }[]>(await deskbook(place, ['recordings', '--json']));
    expect(listed.map(({ id: of, name }) => [of, name])).toEqual([[id, 'gc_201312.csv']]);
    const deleted = await deskbook(place, ['recordings', '--delete', id]);
    expect(deleted).toMatchObject({ code: 0, stdout: 'There is no recording yet: deskbook replay FILE makes one.\n' });
  });

  it.each([
    [['replay', 'nothing.csv'], 1, 'deskbook: nothing.csv cannot be read: there is no such file.\n'],
    [['replay', 'orders.csv'], 1, /^deskbook: orders\.csv is no recording that is known/],
    [['replay', '2026-11-20'], 1, 'deskbook: The market record has nothing of the trade date 2026-11-20.\n'],
    [['replay', 'gc_201312.csv', '--from', 'noon'], 2, /^deskbook: --from is a time such as/],
    [['replay', 'gc_201312.csv', '--from', '2020-01-01'], 1, /there is nothing to play\.\n$/],
    [['recordings', '--delete', 'x'], 1, 'deskbook: There is no recording x: deskbook recordings lists them.\n'],
  ] as const)('%j says why it cannot', async (args, code, says) => {
    const outcome = await deskbook(place, args);
    expect([outcome.code, outcome.stdout]).toEqual([code, '']);
    if (typeof says === 'string') expect(outcome.stderr).toBe(says);
    else expect(outcome.stderr).toMatch(says);
  });
});
