import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { instant, MINUTE, SECOND } from '../../../core/model/time.ts';
import type { Page, TraceFilter } from '../../../core/trace/query.ts';
import type { DataRow, ProcessRow } from '../../../core/trace/row.ts';
import { TraceAnswers } from '../../../server/trace/reader-answers.ts';
import { temporaryFolder } from '../journal/folder.ts';
import { newestTrace, rowsOf } from './desk-traces.ts';
import { insert, logRow, openTraces, processRow } from './rows.ts';
import { writeDeskTraces } from './write-desk-traces.ts';

const options = { calls: 6_000 };
const told = [...rowsOf(options)].reverse();
const calls: readonly ProcessRow[] = told.map(({ process }) => process);
const values: readonly (DataRow & { readonly call: ProcessRow })[] = told.flatMap(({ process, data }) =>
  [...data].reverse().map((row) => ({ ...row, call: process })),
);

let folder: string;
let reader: TraceAnswers;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'deskbook-'));
  writeDeskTraces(path.join(folder, 'trace.sqlite'), options);
  reader = new TraceAnswers(path.join(folder, 'trace.sqlite'));
});
afterAll(() => {
  reader.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Every page of a search that rests after each slice. */
async function everything<Row extends { readonly seq: number }>(
  page: (before: number | undefined) => Promise<Page<Row>>,
): Promise<Row[]> {
  const rows: Row[] = [];
  let before: number | undefined;
  for (let pages = 0; pages < 10_000; pages++) {
    const next = await page(before);
    rows.push(...next.rows);
    if (next.before === undefined) return rows;
    expect(next.before).toBeLessThan(before ?? Number.POSITIVE_INFINITY);
    before = next.before;
  }
  throw new Error('the pages do not end');
}

const has = (text: string, word: string): boolean => text.toLowerCase().includes(word.toLowerCase());
const inGroup = (name: string, group: string): boolean => name === group || name.startsWith(`${group}.`);

const cases: [name: string, filter: TraceFilter, fits: (call: ProcessRow) => boolean][] = [
  ['nothing', {}, () => true],
  ['errors', { status: 'ERR' }, ({ status }) => status === 'ERR'],
  ['part of a process, any case', { process: 'papervenue' }, ({ process }) => process.includes('PaperVenue')],
  ['a pattern', { process: 'server*append' }, ({ process }) => /server.*append/.test(process)],
  ['a group and those under it', { group: 'trading' }, ({ process_group }) => inGroup(process_group, 'trading')],
  ['no group that begins alike', { group: 'trad' }, () => false],
  ['a service', { service: 'pricer' }, ({ service }) => service === 'pricer'],
  ['a trace', { traceId: calls[40]?.trace_id ?? '' }, ({ trace_id }) => trace_id === calls[40]?.trace_id],
  ['a subject', { subject: 'order T-98' }, ({ subject }) => subject === 'order T-98'],
  ['slow ones', { minimumMilliseconds: 12 }, ({ duration_ms }) => duration_ms >= 12],
  ['a percent sign is no pattern', { process: '%' }, () => false],
  [
    'a range of time',
    { from: instant(newestTrace - 40 * SECOND), to: instant(newestTrace - 10 * SECOND) },
    ({ ts }) => ts >= newestTrace - 40 * SECOND && ts < newestTrace - 10 * SECOND,
  ],
  [
    'all of it together',
    { group: 'venue', status: 'ERR', process: 'send', from: instant(newestTrace - MINUTE) },
    (row) =>
      inGroup(row.process_group, 'venue') &&
      row.status === 'ERR' &&
      row.process.includes('send') &&
      row.ts >= newestTrace - MINUTE,
  ],
];

describe('pages of calls', () => {
  it.each(cases)('%s', async (_name, filter, fits) => {
    const expected = calls.filter(fits).map(({ span_id }) => span_id);
    const found = await everything((before) => reader.calls(filter, 97, before, { milliseconds: 0 }));
    expect(found.map(({ span_id }) => span_id)).toEqual(expected);
  });

  it('finds text in names, values and errors', async () => {
    const spans = new Set(
      values.filter(({ data_value, exception }) => has(data_value + exception, 'closed')).map(({ span_id }) => span_id),
    );
    const expected = calls.filter(({ exception, span_id }) => has(exception ?? '', 'CLOSED') || spans.has(span_id));
    const found = await everything((before) => reader.calls({ text: 'CLOSED' }, 50, before));
    expect(found.map(({ span_id }) => span_id)).toEqual(expected.map(({ span_id }) => span_id));
    expect(found.length).toBeGreaterThan(2);
  });

  it('has whole rows', async () => {
    const { rows, newest } = await reader.calls({}, 1);
    expect(rows).toEqual([{ seq: newest, ...calls[0] }]);
  });
});

describe('pages of values', () => {
  it.each(cases)('%s', async (_name, filter, fits) => {
    const expected = values.filter(({ call }) => fits(call)).map(({ span_id, data }) => [span_id, data]);
    const found = await everything((before) => reader.data(filter, 211, before, { milliseconds: 0 }));
    expect(found.map(({ spanId, data }) => [spanId, data])).toEqual(expected);
  });

  it('finds text in names, values and errors', async () => {
    const expected = values.filter((row) =>
      has(`${row.data_value} ${row.process} ${row.data} ${row.exception}`, 'fils_'),
    );
    const found = await everything((before) => reader.data({ text: 'FILS_' }, 50, before));
    expect(found.map(({ spanId }) => spanId)).toEqual(expected.map(({ span_id }) => span_id));
    expect(found.length).toBeGreaterThan(0);
  });

  it('has the canonical columns', async () => {
    const { rows, newest } = await reader.data({}, 1);
    const [row] = values;
    expect(rows).toEqual([
      {
        seq: newest,
        process: row?.process,
        data: row?.data,
        dataType: row?.data_type,
        dataValue: row?.data_value,
        ts: row?.ts,
        status: row?.status,
        exception: row?.exception,
        traceId: row?.trace_id,
        spanId: row?.span_id,
      },
    ]);
  });

  it('has what came since', async () => {
    const { newest = 0 } = await reader.data({}, 1);
    const { rows, before } = await reader.data({}, 1_000, undefined, { after: newest - 5 });
    expect({ count: rows.length, before }).toEqual({ count: 5, before: undefined });
  });
});

test('a search that rests tells how far it looked', async () => {
  const { rows, before, searchedTo } = await reader.data({ text: 'nowhere' }, 10, undefined, { milliseconds: 0 });
  expect(rows).toEqual([]);
  expect(before).toBeGreaterThan(1);
  expect(searchedTo).toBe(values[values.length - (before ?? 0)]?.ts);
  const whole = await reader.data({ text: 'nowhere' }, 10);
  expect(whole).toEqual({ rows: [], newest: values.length, searchedTo: values.at(-1)?.ts });
});

test('a search that nobody waits for ends', async () => {
  const controller = new AbortController();
  const asked = reader.data({ text: 'nowhere' }, 10, undefined, { signal: controller.signal, milliseconds: 60_000 });
  controller.abort(new Error('gone'));
  await expect(asked).rejects.toThrow('gone');
});

describe('a call', () => {
  const failed = told.find(({ process, data }) => process.status === 'ERR' && data.length > 0);
  const whole = told.find(({ process }) => process.subject !== null && process.process_group === 'trading.orders');

  it.each([failed, whole])('comes with everything that is kept of it', async (one) => {
    const { trace_id, span_id, ts } = one?.process ?? calls[0]!;
    const near = await reader.call(trace_id, span_id, instant(ts + SECOND));
    expect(await reader.call(trace_id, span_id)).toEqual(near);
    expect(await reader.call(trace_id, span_id, instant(ts - 600 * MINUTE))).toEqual(near);
    const named = (type: string) =>
      one?.data
        .filter(({ data_type }) => data_type === type)
        .map(({ data, data_value }) => ({ name: data, value: data_value }));
    expect(near).toMatchObject({ call: one?.process, inputs: named('INPUT'), outputs: named('OUTPUT') });
    expect(near?.logs.every((log) => log.trace_id === trace_id)).toBe(true);
    expect(near?.logs.length).toBeGreaterThan(0);
    expect(near?.place).toMatch(/\.ts:12$/);
    expect(near?.source).toMatch(/^function /);
  });

  it('that is gone is undefined', async () => {
    expect(await reader.call('0'.repeat(32), '0'.repeat(16), newestTrace)).toBeUndefined();
  });
});

test('a trace has all of its calls in the order of their starts, however near the guess is', async () => {
  const [{ trace_id, ts }] = calls.filter(({ call_depth }) => call_depth === 2) as [ProcessRow];
  const expected = calls
    .filter((call) => call.trace_id === trace_id)
    .map(({ span_id }) => span_id)
    .sort();
  for (const near of [undefined, ts, ts - 30 * SECOND, ts + 500 * MINUTE]) {
    const rows = await reader.trace(trace_id, near === undefined ? undefined : instant(near));
    expect(rows.map(({ span_id }) => span_id)).toEqual(expected);
  }
});

test('a call that began long before is found with what it called', async () => {
  const file = path.join(temporaryFolder(), 'trace.sqlite');
  const database = openTraces(file);
  const trace_id = 'c'.repeat(32);
  const parent = processRow(9_000, { trace_id, span_id: 'a'.repeat(16), duration_ms: 8_999_000 });
  const child = processRow(2, { trace_id, parent_span_id: parent.span_id, call_depth: 1 });
  insert(database, 'process_trace', [child, processRow(3), parent]);
  insert(database, 'logs', [logRow(2, { level: 'warn', trace_id }), logRow(4)]);
  database.close();
  const answers = new TraceAnswers(file);
  const found = await answers.trace(trace_id, instant(child.ts));
  expect(found.map(({ span_id }) => span_id)).toEqual([parent.span_id, child.span_id]);
  expect((await answers.call(trace_id, child.span_id, instant(child.ts)))?.logs).toEqual([
    { seq: 1, ...logRow(2, { level: 'warn', trace_id }) },
  ]);
  expect((await answers.logs({ level: 'warn' }, 10)).rows).toHaveLength(1);
  expect((await answers.logs({ level: 'info', text: 'LINE' }, 10)).rows).toHaveLength(2);
  answers.close();
});

test('the newest trace about a subject, and names to choose from', async () => {
  expect(await reader.traceOf('order T-98')).toBe(calls.find(({ subject }) => subject === 'order T-98')?.trace_id);
  expect(await reader.traceOf('order T-none')).toBeUndefined();
  const sorted = (names: readonly string[]) => [...new Set(names)].sort();
  expect(await reader.names()).toEqual({
    processes: sorted(calls.map(({ process }) => process)),
    groups: sorted(calls.map(({ process_group }) => process_group)),
    services: ['deskbook', 'pricer'],
  });
});

test('a store may come later, be replaced, and be broken', async () => {
  const inside = temporaryFolder();
  const file = path.join(inside, 'trace.sqlite');
  const answers = new TraceAnswers(file);
  const nothing = { rows: [], newest: 0, searchedTo: 0 };
  expect(await answers.calls({}, 10)).toEqual(nothing);
  expect(await answers.trace('a', newestTrace)).toEqual([]);
  const first = openTraces(file);
  insert(first, 'process_trace', [processRow(1), processRow(2)]);
  expect((await answers.calls({}, 10)).rows).toHaveLength(2);
  insert(first, 'process_trace', [processRow(3)]);
  expect((await answers.calls({}, 10)).rows).toHaveLength(3);
  first.close();
  const second = openTraces(path.join(inside, 'next.sqlite'));
  insert(second, 'process_trace', [processRow(7)]);
  second.close();
  for (const rest of ['-wal', '-shm']) rmSync(`${file}${rest}`, { force: true });
  renameSync(path.join(inside, 'next.sqlite'), file);
  expect((await answers.calls({}, 10)).rows).toEqual([{ seq: 1, ...processRow(7) }]);
  rmSync(file);
  expect(await answers.calls({}, 10)).toEqual(nothing);
  writeFileSync(file, 'this is no database, and long enough to be looked at as one');
  await expect(answers.calls({}, 10)).rejects.toThrow(
    /^The traces in .*trace\.sqlite cannot be read: file is not a database \(SQLITE_NOTADB\)\. /,
  );
  answers.close();
});
