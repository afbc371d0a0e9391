import { afterEach, expect, test } from 'vitest';
import { machineClock } from '../../../core/clock.ts';
import type { FillAmendment } from '../../../core/model/amendment.ts';
import { executionId } from '../../../core/model/ids.ts';
import { money } from '../../../core/model/money.ts';
import { priceFromDecimal } from '../../../core/model/price.ts';
import { quantity } from '../../../core/model/quantity.ts';
import { instant, type TradeDate } from '../../../core/model/time.ts';
import type { RollKind, Settlement } from '../../../core/settlement/settlement.ts';
import { SqliteJournal } from '../../../server/journal/journal.ts';
import { fillsOf } from '../../core/pnl/fills.ts';
import { addTrade, key, Lab } from './fixture.ts';

const labs: Lab[] = [];
const journals: SqliteJournal[] = [];
function open() {
  const lab = new Lab();
  labs.push(lab);
  const journal = new SqliteJournal(`${lab.folder}/journal.sqlite`, key, machineClock);
  journals.push(journal);
  return { lab, journal };
}
afterEach(async () => {
  for (const journal of journals.splice(0)) journal.close();
  for (const lab of labs.splice(0)) await lab.dispose();
});

const ten = instant(Date.UTC(2026, 10, 20, 10) * 1_000);
const thursday = '2026-11-19' as TradeDate;
const friday = '2026-11-20' as TradeDate;
const price = (points: string) => priceFromDecimal(points);
const told = fillsOf([
  { contracts: 4, price: '110', ts: ten },
  { contracts: -1, price: '111', ts: ten + 2_000_000 },
  { contracts: 2, price: '110.01', ts: ten + 1_000_000 },
]);
const said = { executionId: executionId('E-2'), reason: 'off market', tsEvent: ten, tsInit: ten };
const bust: FillAmendment = { ...said, type: 'bust', amendmentId: 'A-2' };
const correct: FillAmendment = {
  ...said,
  type: 'correct',
  amendmentId: 'A-1',
  side: 'sell',
  quantity: quantity(5),
  price: price('111.5'),
  fee: money(1_250_000),
};

test('fills, matches and positions follow fills that come late, corrections and busts', async () => {
  const { lab, journal } = open();
  const [first, second, third] = told;
  const state = async () => [
    await lab.rows(
      'select execution_id, quantity, price::varchar, fee, origin, corrected, off_grid from fills order by ts_event',
    ),
    await lab.rows('select quantity, entry_price, exit_price, realized from matches order by entry_price'),
    await lab.rows('select quantity from positions'),
  ];
  await journal.appendFills([first!, second!], 'import');
  expect(await state()).toEqual([
    [
      ['E-1', '4', '110.000000000', '0.000000', 'import', false, false],
      ['E-2', '1', '111.000000000', '0.000000', 'import', false, false],
    ],
    [['1', '110.000000000', '111.000000000', '1000.000000']],
    [['3']],
  ]);
  await journal.appendFills([third!], 'import');
  await journal.appendAmendment(correct);
  expect(await state()).toEqual([
    [
      ['E-1', '4', '110.000000000', '0.000000', 'import', false, false],
      ['E-3', '2', '110.010000000', '0.000000', 'import', false, true],
      ['E-2', '5', '111.500000000', '1.250000', 'import', true, false],
    ],
    [
      ['4', '110.000000000', '111.500000000', '6000.000000'],
      ['1', '110.010000000', '111.500000000', '1490.000000'],
    ],
    [['1']],
  ]);
  await journal.appendAmendment(bust);
  expect((await state()).slice(1)).toEqual([[], [['6']]]);
});

test('settlements and marks are what the rolls make of them', async () => {
  const { lab, journal } = open();
  const stated = (tradeDate: TradeDate, kind: Settlement['kind'], points: string, hour: number): Settlement => ({
    instrument: 'ZNZ6',
    tradeDate,
    kind,
    price: price(points),
    source: 'closes.csv',
    tsEvent: instant(Date.UTC(2026, 10, Number(tradeDate.slice(8)), hour) * 1_000),
  });
  await journal.appendSettlements([
    stated(thursday, 'flash', '110', 20),
    stated(thursday, 'settle', '110.25', 21),
    stated(friday, 'flash', '110.75', 21),
    stated(friday, 'flash', '110.5', 20),
  ]);
  const roll = (tradeDate: TradeDate, kind: RollKind) => journal.recordRoll({ tradeDate, kind, tsEvent: ten });
  for (const kind of ['two_pm', 'four_pm'] as const) await roll(thursday, kind);
  await roll(friday, 'two_pm');
  addTrade(lab.market, 110.8125, 3);
  expect(await lab.rows('select trade_date, kind, price from settlements order by all')).toEqual([
    ['2026-11-19', 'flash', '110.000000000'],
    ['2026-11-19', 'settle', '110.250000000'],
    ['2026-11-20', 'flash', '110.750000000'],
  ]);
  expect(await lab.rows('select mark, price, trade_date, kind, ts from marks order by mark')).toEqual([
    ['close', '110.750000000', '2026-11-20', 'flash', '2026-11-20 21:00:00'],
    ['next_start_of_day', '110.750000000', '2026-11-20', 'flash', '2026-11-20 21:00:00'],
    ['now', '110.812500000', null, 'last', '2026-11-20 15:00:03'],
    ['start_of_day', '110.250000000', '2026-11-19', 'settle', '2026-11-19 21:00:00'],
  ]);
  await journal.appendFills([{ ...told[0]!, instrument: 'ZNZ6' }], 'import');
  expect(await lab.rows('select mark, close, start_of_day, next_start_of_day from positions')).toEqual([
    ['110.812500000', '110.750000000', '110.250000000', '110.750000000'],
  ]);
  await roll(friday, 'four_pm');
  expect(await lab.rows("select mark, price from marks where mark like '%start%'")).toEqual([
    ['start_of_day', '110.750000000'],
  ]);
});

test('what was refused', async () => {
  const { lab, journal } = open();
  await journal.appendRefusal({
    at: ten,
    subject: 'order',
    reason: 'The price is off the grid.',
    detail: '{"price":1}',
  });
  expect(await lab.rows("select ts, subject, reason, detail->>'price' from refusals")).toEqual([
    ['2026-11-20 10:00:00', 'order', 'The price is off the grid.', '1'],
  ]);
});
