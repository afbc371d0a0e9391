import { expect, test } from 'vitest';
import { ManualClock } from '../../../core/clock.ts';
import { price } from '../../../core/model/price.ts';
import { instant, SECOND } from '../../../core/model/time.ts';
import type { SpotRow } from '../../../server/journal/port.ts';
import { rowOf, SpotRecord } from '../../../server/spots/record.ts';

function recording() {
  const machine = new ManualClock(instant(1_000 * SECOND));
  const rows: SpotRow[] = [];
  const problems: unknown[] = [];
  const appendSpots = async (given: readonly SpotRow[]) => {
    if (given.some(({ text }) => text === 'full')) throw new Error('disk full');
    rows.push(...given);
  };
  const failed = (error: unknown) => void problems.push(error);
  const record = new SpotRecord({ journal: { appendSpots }, now: () => machine.now(), failed });
  const note = (source: string, units: number, text = String(units)) => {
    const now = machine.now();
    record.note(rowOf('ZNZ6', source, { price: price(units), text, stated: now, learned: now }));
  };
  return { machine, record, note, problems, written: () => rows.map(({ source, text }) => `${source} ${text}`) };
}

test('a changed price is written at most once a second, the newest last', async () => {
  const { machine, record, note, written } = recording();
  note('http', 1);
  note('http', 2);
  note('file', 7);
  machine.advance(SECOND / 2);
  note('http', 3);
  expect(written()).toEqual(['http 1', 'file 7']);
  machine.advance(SECOND / 2);
  note('http', 4);
  expect(written()).toEqual(['http 1', 'file 7', 'http 4']);
  note('http', 5);
  await record.flush();
  expect(written()).toEqual(['http 1', 'file 7', 'http 4', 'http 5']);
});

test('what stands as it was is not written again, and what came back to it neither', async () => {
  const { machine, record, note, written } = recording();
  note('http', 1);
  machine.advance(2 * SECOND);
  note('http', 1);
  note('http', 2);
  note('http', 1);
  machine.advance(2 * SECOND);
  note('http', 2);
  await record.flush();
  expect(written()).toEqual(['http 1', 'http 2', 'http 2'].slice(0, 2));
});

test('a clock that was set back does not stop the record', () => {
  const rows: string[] = [];
  let now = instant(1_000 * SECOND);
  const appendSpots = async (given: readonly SpotRow[]) => void rows.push(...given.map(({ text }) => text));
  const record = new SpotRecord({ journal: { appendSpots }, now: () => now, failed: () => {} });
  const row = (units: number) =>
    rowOf('ZNZ6', 'http', { price: price(units), text: String(units), stated: now, learned: now });
  record.note(row(1));
  now = instant(10 * SECOND);
  record.note(row(2));
  expect(rows).toEqual(['1', '2']);
});

test('a disk that is full is told of, and the next row is tried', async () => {
  const { machine, record, note, problems, written } = recording();
  note('http', 1, 'full');
  machine.advance(2 * SECOND);
  note('http', 2);
  await record.flush();
  expect([written(), problems.map(String)]).toEqual([['http 2'], ['Error: disk full']]);
});

test('what a full disk did not take is tried again with the next word of its source, at most once a second', async () => {
  const { machine, record, note, problems, written } = recording();
  note('http', 1, 'full');
  await Promise.resolve();
  machine.advance(SECOND / 2);
  note('http', 1);
  expect(written()).toEqual([]);
  machine.advance(SECOND / 2);
  note('http', 1);
  machine.advance(2 * SECOND);
  note('http', 1);
  await record.flush();
  expect([written(), problems.map(String)]).toEqual([['http 1'], ['Error: disk full']]);
});
