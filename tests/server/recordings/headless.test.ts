import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { moneyToDecimal } from '../../../core/model/money.ts';
import { priceToDecimal } from '../../../core/model/price.ts';
import { type Replayed, replayHeadless } from '../../../server/recordings/headless.ts';
import { openRecording } from '../../../server/recordings/open.ts';
import { readOrders } from '../../../server/recordings/orders-file.ts';
import type { StoredRecording } from '../../../server/recordings/recording.ts';
import { sharedFile } from '../../cli/command.ts';
import { newPlace, type Place, refusal, settings } from './fixture.ts';

const absent = 'the shared folder of market data is absent (DESKBOOK_SHARED)';
const header = 'ts,instrument,side,type,quantity,price,stop_price,account,client_order_id,time_in_force';

let place: Place;
beforeAll(async () => {
  place = await newPlace();
});
afterAll(() => place.remove());

function play(recording: StoredRecording, orders: string): Promise<Replayed> {
  const instructions = readOrders('orders.csv', Buffer.from(`${header}\n${orders}`), recording);
  return replayHeadless(recording, { instructions, calendars: settings.calendars });
}

const fillTexts = ({ fills }: Replayed): string[] =>
  fills.map(
    ({ clientOrderId, side, quantity, price, liquidity, tsEvent }) =>
      `${new Date(tsEvent / 1_000).toISOString().slice(5, 23)} ${clientOrderId} ${side} ${quantity} @ ${priceToDecimal(price)} ${liquidity}`,
  );

const pnlTexts = ({ pnl }: Replayed): string[] =>
  pnl.map(
    ({ instrument, position, realized, unrealized }) =>
      `${instrument.id} ${position} ${moneyToDecimal(realized)} ${unrealized === null ? '-' : moneyToDecimal(unrealized)}`,
  );

/** Everything of a run but how long it took. */
const outcome = ({ seconds: _, ...rest }: Replayed) => rest;

describe('a replay without a page', () => {
  const ticks = `ts_ms_utc,price,qty
1381152600000,1318.0,1
1381152601000,1318.2,1
1381152602000,1318.4,3
1381152603000,1319.1,1
1381152604000,1317.5,2
1381152605000,1317.4,5
1381152606000,1317.9,1
`;
  // bought 1 @ 1318.2 and 2 @ 1318.4, sold 1 @ 1319.0 (traded through by 1319.1), stopped out of 1 @ 1317.4:
  // (1319.0 - 1318.2) + (1317.4 - 1318.4) = -0.2 points of 100 USD; the last lot of 1318.4 stands at 1317.9
  const orders = `2013-10-07T13:30:00.500Z,,buy,market,3,,,A,m1,
2013-10-07T13:30:02.500Z,GCZ3,sell,limit,1,1319.0,,A,l1,
2013-10-07T13:30:02.500Z,,sell,stop,1,,1317.5,A,s1,
2013-10-07T13:30:02.600Z,,buy,limit,2,1316.0,,A,l2,
2013-10-07T13:30:02.700Z,,,replace,1,1316.5,,,l2,
2013-10-07T13:30:04.500Z,,,cancel,,,,,l2,
2013-10-07T13:30:05.500Z,,,cancel,,,,,l1,
`;

  it('gives fills, positions and P&L as computed by hand', async () => {
    const replayed = await play(await place.read('gc_201312.csv', ticks), orders);
    expect(fillTexts(replayed)).toEqual([
      '10-07T13:30:01.000 m1 buy 1 @ 1318.2 taker',
      '10-07T13:30:02.000 m1 buy 2 @ 1318.4 taker',
      '10-07T13:30:03.000 l1 sell 1 @ 1319 maker',
      '10-07T13:30:05.000 s1 sell 1 @ 1317.4 taker',
    ]);
    expect(pnlTexts(replayed)).toEqual(['GCZ3 1 -20 -50']);
    expect(replayed.orders.map(({ intent, status }) => [intent.clientOrderId, status])).toEqual([
      ['m1', 'filled'],
      ['l1', 'filled'],
      ['s1', 'filled'],
      ['l2', 'canceled'],
    ]);
    expect(replayed.refused).toEqual([
      { clientOrderId: 'l1', reason: 'Order l1 is already done; nothing is left to cancel.' },
    ]);
    expect(replayed.events).toBe(7);
  });

  it('gives the same to the last bit when it is done again', async () => {
    const recording = await place.read('gc_201312.csv', ticks);
    expect(outcome(await play(recording, orders))).toEqual(outcome(await play(recording, orders)));
  });

  it('plays a stretch', async () => {
    const recording = await place.read('gc_201312.csv', ticks);
    const from = (recording.from + 2_000_000) as typeof recording.from;
    const to = (recording.from + 4_000_000) as typeof recording.from;
    const { events } = await replayHeadless(recording, { instructions: [], from, to, calendars: settings.calendars });
    expect(events).toBe(3);
  });

  it('names every bad row of a file of orders', async () => {
    const recording = await place.read('gc_201312.csv', ticks);
    const bad = `noon,,buy,market,3,,,A,m1,
2013-10-07T13:30:00Z,ZNZ3X,buy,market,3,,,A,m2,
2013-10-07T13:30:00Z,,hold,market,3,,,A,m3,
2013-10-07T13:30:00Z,,buy,iceberg,3,,,A,m4,
2013-10-07T13:30:00Z,,buy,market,0,,,A,m5,
2013-10-07T13:30:00Z,,buy,limit,1,x,,A,m6,
2013-10-07T13:30:00Z,,buy,market,1,,,A,m7,gtc
2013-10-07T13:30:00Z,,,cancel,,,,,,
`;
    const work = async () => play(recording, bad);
    expect((await refusal(work())).split('\n').slice(1)).toEqual([
      '  row 2, ts "noon": "noon" is not a time: write 2013-10-07T14:30:00Z or milliseconds since 1970',
      '  row 3, instrument "ZNZ3X": There is no instrument "ZNZ3X". Did you mean ZNZ3, 6NZ3 or TNZ3?',
      '  row 4, side "hold": "hold" is not a side: write buy or sell',
      '  row 5, type "iceberg": is none of market, limit, stop, stop_limit, cancel and replace',
      '  row 6, quantity "0": is no quantity: a fill is of one contract or more',
      '  row 7, price "x": expected a decimal number at character 1 of "x"',
      '  row 8, time_in_force "gtc": is neither day nor ioc',
      '  row 9, client_order_id "": is empty',
    ]);
  });
});

const gold = await sharedFile('gc_201312_trade_ticks.csv.gz');

describe('the recorded gold ticks', () => {
  // Only trades were recorded, so market orders take the next trades and limits are filled when traded through. By hand, in points of 100 USD:
  //   bought 2 @ 1318.2, 1 @ 1318.3, 2 @ 1318.1, 2 @ 1323.0, 1 @ 1326.7, 1 @ 1326.8  = 11890.4
  //   sold   3 @ 1325.0, 2 @ 1321.0, 1 @ 1323.6, 3 @ 1322.0                          = 11906.6
  //   16.2 points = 1620 USD, and flat
  const orders = `2013-10-07T13:30:00Z,GCZ3,buy,market,5,,,A,market-buy,
2013-10-07T13:30:01Z,GCZ3,sell,limit,3,1325.0,,A,limit-sell,
2013-10-07T15:00:00Z,GCZ3,buy,limit,2,1323.0,,A,limit-buy,
2013-10-07T17:00:00Z,GCZ3,sell,stop,2,,1321.0,A,stop-sell,
2013-10-08T14:00:00Z,GCZ3,buy,market,2,,,A,market-buy-2,
2013-10-08T14:00:01Z,GCZ3,sell,stop,3,,1322.0,A,stop-sell-2,
2013-10-08T16:00:00Z,GCZ3,sell,limit,1,1323.0,,A,limit-ioc,ioc
2013-10-08T16:00:02Z,GCZ3,buy,limit,4,1310.0,,A,far,
2013-10-08T16:10:00Z,GCZ3,,replace,2,1312.0,,A,far,
2013-10-08T16:20:00Z,GCZ3,,cancel,,,,A,far,
`;

  it.skipIf(!gold)(`give the fills and the P&L of a hand computation, twice the same; else ${absent}`, async () => {
    const recording = await openRecording(place.folder, gold!, settings);
    const replayed = await play(recording, orders);
    expect(outcome(await play(recording, orders))).toEqual(outcome(replayed));
    expect(fillTexts(replayed)).toEqual([
      '10-07T13:30:00.018 market-buy buy 1 @ 1318.2 taker',
      '10-07T13:30:00.025 market-buy buy 1 @ 1318.2 taker',
      '10-07T13:30:00.191 market-buy buy 1 @ 1318.3 taker',
      '10-07T13:30:00.645 market-buy buy 1 @ 1318.1 taker',
      '10-07T13:30:00.664 market-buy buy 1 @ 1318.1 taker',
      '10-07T13:44:03.968 limit-sell sell 2 @ 1325 maker',
      '10-07T13:44:03.970 limit-sell sell 1 @ 1325 maker',
      '10-07T15:00:03.495 limit-buy buy 1 @ 1323 maker',
      '10-07T15:00:09.621 limit-buy buy 1 @ 1323 maker',
      '10-07T19:00:08.619 stop-sell sell 1 @ 1321 taker',
      '10-07T19:00:08.695 stop-sell sell 1 @ 1321 taker',
      '10-08T14:00:00.046 market-buy-2 buy 1 @ 1326.7 taker',
      '10-08T14:00:00.046 market-buy-2 buy 1 @ 1326.8 taker',
      '10-08T16:00:00.745 limit-ioc sell 1 @ 1323.6 taker',
      '10-08T17:03:50.052 stop-sell-2 sell 1 @ 1322 taker',
      '10-08T17:03:50.053 stop-sell-2 sell 1 @ 1322 taker',
      '10-08T17:03:50.053 stop-sell-2 sell 1 @ 1322 taker',
    ]);
    expect(pnlTexts(replayed)).toEqual(['GCZ3 0 1620 0']);
    expect(replayed.events).toBe(156_452);
    recording.close();
  });
});

const index = await sharedFile('es_1m_trades_quotes.csv');

describe('the recorded minutes of ES', () => {
  // Only minutes were recorded: market orders get the ask's or bid's open of the minute that begins, limits what is traded through. By hand,
  // in points of 50 USD:
  //   bought 4 @ 1669.25, 3 @ 1672.50, 2 @ 1673.25               = 15041.00
  //   sold   1 @ 1667.50, 2 @ 1671.25, 5 @ 1672.50, 1 @ 1672.25  = 15044.75
  //   3.75 points = 187.5 USD, and flat
  const orders = `2013-10-07T13:30:00Z,ESZ3,buy,market,4,,,A,market-buy,
2013-10-07T13:30:00Z,ESZ3,sell,stop,1,,1667.50,A,stop-sell,
2013-10-07T13:34:00Z,ESZ3,sell,limit,2,1671.25,,A,limit-sell,
2013-10-07T13:45:00Z,ESZ3,buy,stop,3,,1672.50,A,stop-buy,
2013-10-07T13:50:00Z,ESZ3,buy,limit,2,1673.50,,A,limit-buy,
2013-10-07T13:52:00Z,ESZ3,sell,limit,1,1675.00,,A,limit-ioc,ioc
2013-10-07T13:52:00Z,ESZ3,sell,stop_limit,1,1672.25,1672.25,A,stop-limit,
2013-10-07T13:53:00Z,ESZ3,sell,market,5,,,A,market-sell,
`;

  it.skipIf(!index)(`give the fills and the P&L of a hand computation, twice the same; else ${absent}`, async () => {
    const recording = await openRecording(place.folder, index!, settings);
    const replayed = await play(recording, orders);
    expect(outcome(await play(recording, orders))).toEqual(outcome(replayed));
    expect(fillTexts(replayed)).toEqual([
      '10-07T13:31:00.000 market-buy buy 4 @ 1669.25 taker',
      '10-07T13:33:00.000 stop-sell sell 1 @ 1667.5 taker',
      '10-07T13:43:00.000 limit-sell sell 2 @ 1671.25 maker',
      '10-07T13:48:00.000 stop-buy buy 3 @ 1672.5 taker',
      '10-07T13:51:00.000 limit-buy buy 2 @ 1673.25 taker',
      '10-07T13:54:00.000 market-sell sell 5 @ 1672.5 taker',
      '10-07T13:55:00.000 stop-limit sell 1 @ 1672.25 maker',
    ]);
    expect(pnlTexts(replayed)).toEqual(['ESZ3 0 187.5 0']);
    expect(replayed.orders.find(({ intent }) => intent.clientOrderId === 'limit-ioc')?.status).toBe('canceled');
    expect(replayed.events).toBe(15_551);
    recording.close();
  });
});
