import { expect, test } from 'vitest';
import { moneyToDecimal } from '../../../core/model/money.ts';
import { fifo } from '../../../core/pnl/fifo.ts';
import { LotBook } from '../../../core/pnl/lot-book.ts';
import { readFillsFile } from '../../../server/import/read-fills.ts';
import { realizedBy } from '../../core/pnl/book.ts';
import { fixtureFile, registry } from './fixture.ts';

test('E1: the 83 fills of a monitor realize 407,890.625 first in first out', async () => {
  const { format, fills } = await readFillsFile(fixtureFile('continuous_fills.csv'), registry);
  const lots = new LotBook(() => 1_000, fifo);
  const realized = fills.reduce((sum, fill) => sum + realizedBy(lots.apply(fill)), 0);
  expect({ format: format.name, fills: fills.length }).toEqual({ format: 'continuous-fills', fills: 83 });
  expect(moneyToDecimal(realized as ReturnType<typeof realizedBy>)).toBe('407890.625');
});

test('closing prices are no fills', async () => {
  await expect(readFillsFile(fixtureFile('Futures_20250722_1400.csv'), registry)).rejects.toThrow(
    'holds closing prices and no fills',
  );
});

test('a file that is not there is a sentence', async () => {
  await expect(readFillsFile('/nowhere/fills.csv', registry)).rejects.toThrow('there is no such file');
});
