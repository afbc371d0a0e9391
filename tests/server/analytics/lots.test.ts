import { afterEach, beforeEach, expect, test } from 'vitest';
import { machineClock } from '../../../core/clock.ts';
import { executionId } from '../../../core/model/ids.ts';
import { money } from '../../../core/model/money.ts';
import { priceFromDecimal } from '../../../core/model/price.ts';
import { instant, type TradeDate } from '../../../core/model/time.ts';
import { SqliteJournal } from '../../../server/journal/journal.ts';
import { fillsOf } from '../../core/pnl/fills.ts';
import { key, Lab } from './fixture.ts';

let lab: Lab;
let journal: SqliteJournal;
beforeEach(() => {
  lab = new Lab();
  journal = new SqliteJournal(`${lab.folder}/journal.sqlite`, key, machineClock);
});
afterEach(async () => {
  journal.close();
  await lab.dispose();
});

const [thursday, friday] = ['2026-11-19', '2026-11-20'];
const ten = (tradeDate: string, seconds: number) =>
  instant((Date.parse(`${tradeDate}T10:00:00Z`) + seconds * 1_000) * 1_000);
const fee = money(1_500_000);
const told = fillsOf([
  { contracts: 1, price: '110', ts: ten(thursday!, 0), tradeDate: thursday!, fee },
  { contracts: 2, price: '111', ts: ten(thursday!, 1), tradeDate: thursday!, fee },
  { contracts: -2, price: '112', ts: ten(friday!, 2), tradeDate: friday!, fee },
]);
const settled = (tradeDate: string, points: string) => ({
  instrument: 'ZNZ6',
  tradeDate: tradeDate as TradeDate,
  kind: 'settle' as const,
  price: priceFromDecimal(points),
  source: 'test',
  tsEvent: ten(tradeDate, 60),
});

test('matches and lots name their executions and share fees, by every method', async () => {
  await journal.appendFills(told, 'import');
  const closed =
    'entry_execution_id, exit_execution_id, quantity, entry_price::varchar, realized, entry_fee, exit_fee, net_realized';
  expect(await lab.rows(`select ${closed}, seconds_held from matches`)).toEqual([
    ['E-1', 'E-3', '1', '110.000000000', '2000.000000', '1.500000', '0.750000', '1997.750000', 86_402],
    ['E-2', 'E-3', '1', '111.000000000', '1000.000000', '0.750000', '0.750000', '998.500000', 86_401],
  ]);
  const open = 'side, entry_execution_id, quantity, price::varchar, cost, fee';
  expect(await lab.rows(`select ${open} from lots`)).toEqual([
    ['long', 'E-2', '1', '111.000000000', '111000.000000', '0.750000'],
  ]);
  expect(await lab.rows(`select ${open} from lots_by('average')`)).toEqual([
    ['long', 'E-1', '1', '110.666666667', '110666.666667', '1.000000'],
  ]);
  expect(await lab.rows('select method, sum(realized) from method_matches group by all order by method')).toEqual([
    ['average', '2666.666667'],
    ['fifo', '3000.000000'],
    ['highest', '2000.000000'],
    ['lifo', '2000.000000'],
  ]);
  await journal.appendAmendment({
    type: 'bust',
    amendmentId: 'A-1',
    executionId: executionId('E-2'),
    reason: 'test',
    tsEvent: ten(friday!, 3),
    tsInit: ten(friday!, 3),
  });
  expect(await lab.rows("select quantity, realized from matches_by('LIFO')")).toEqual([['1', '2000.000000']]);
  for (const source of ['matches_by', 'lots_by', 'pnl_daily_by']) {
    expect((await lab.error(`from ${source}('best')`)).message).toContain(
      'There is no lot method "best": there are fifo, lifo, average and highest.',
    );
  }
});

test('a day is what it realized and the change of what is open, at its settlement', async () => {
  await journal.appendFills(told, 'import');
  const days = 'trade_date, method, quantity, mark::varchar, mark_source, realized, unrealized, fees, pnl, net_pnl';
  await journal.appendSettlements([settled(thursday!, '110.5')]);
  expect(await lab.rows(`select ${days} from pnl_daily order by trade_date`)).toEqual([
    [
      thursday,
      'fifo',
      '3',
      '110.500000000',
      'settle',
      '0.000000',
      '-500.000000',
      '3.000000',
      '-500.000000',
      '-503.000000',
    ],
    [
      friday,
      'fifo',
      '1',
      '112.000000000',
      'last_fill',
      '3000.000000',
      '1000.000000',
      '1.500000',
      '4500.000000',
      '4498.500000',
    ],
  ]);
  expect(await lab.rows("select realized, unrealized, pnl from pnl_daily_by('lifo') order by trade_date")).toEqual([
    ['0.000000', '-500.000000', '-500.000000'],
    ['2000.000000', '2000.000000', '4500.000000'],
  ]);
});

test('a fill in the record that cannot be booked costs no other its matches', async () => {
  await journal.appendFills(
    [...told, { ...told[0]!, executionId: executionId('E-0'), quantity: 0 as never }],
    'import',
  );
  expect(await lab.rows('select count(*), sum(realized) from matches')).toEqual([['2', '3000.000000']]);
  expect(await lab.rows("select count(*) from lots_by('lifo')")).toEqual([['1']]);
});
