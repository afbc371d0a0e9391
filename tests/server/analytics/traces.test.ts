import { afterEach, describe, expect, it } from 'vitest';
import { begin, dataRow, insert, logRow, processRow } from '../trace/rows.ts';
import { addFill, Lab } from './fixture.ts';

let lab = new Lab();
afterEach(async () => {
  await lab.dispose();
  lab = new Lab();
});

const calls = (process: string, durations: readonly number[], from = 0) =>
  durations.map((duration_ms, index) => processRow(from + index, { process, process_group: 'desk', duration_ms }));

describe('traces in SQL', () => {
  it('are empty before the store is there, and there once it is', async () => {
    expect(await lab.rows('select count(*) from process_trace')).toEqual([['0']]);
    insert(lab.traces, 'process_trace', [processRow(0, { subject: 'order T-17' })]);
    expect(await lab.rows('from process_trace')).toEqual([
      [
        '2026-11-20 15:00:00',
        'server/desk/desk.Desk.submit',
        'desk.orders',
        'OK',
        1.5,
        null,
        '0',
        '0',
        String(begin - 1_500),
        '2026-11-20 14:59:59.9985',
        null,
        null,
        'deskbook',
        '00000000000000000000000000000001',
        '0000000000000001',
        null,
        'order T-17',
        null,
        '2026-11-20',
        '15',
      ],
    ]);
  });

  it('have values, lines and figures beside the calls', async () => {
    const call = processRow(0);
    insert(lab.traces, 'data_trace', [dataRow(call, { data: 'order', data_type: 'INPUT', data_value: "'T-1'" })]);
    insert(lab.traces, 'logs', [logRow(0, { span_id: call.span_id })]);
    insert(lab.traces, 'metrics', [{ ts: begin, name: 'queue.size', value: 2.5 }]);
    expect(
      await lab.rows('select process, data, data_type, data_value, ts, status, exception from data_trace'),
    ).toEqual([['server/desk/desk.Desk.submit', 'order', 'INPUT', "'T-1'", '2026-11-20 15:00:00', 'OK', null]]);
    expect(await lab.rows('select level, message, fields, span_id from logs')).toEqual([
      ['info', 'line 0', '{}', '0000000000000001'],
    ]);
    expect(await lab.rows('from metrics')).toEqual([['2026-11-20 15:00:00', 'queue.size', 2.5]]);
  });

  it('come beside the record of the desk, whatever its environment and run', async () => {
    addFill(lab.journal, { id: 'X-1', side: 'buy', quantity: 2, price: 110 });
    insert(lab.traces, 'process_trace', [processRow(0)]);
    expect(await lab.rows('select (select count(*) from fills), (select count(*) from process_trace)')).toEqual([
      ['1', '1'],
    ]);
  });

  it('follow a store that was deleted and made anew, and stay while there is none', async () => {
    insert(lab.traces, 'process_trace', [processRow(0), processRow(1)]);
    expect(await lab.rows('select count(*) from process_trace')).toEqual([['2']]);
    lab.loseTraces();
    expect(await lab.rows('select count(*) from process_trace')).toEqual([['2']]);
    insert(lab.traces, 'process_trace', [processRow(5), processRow(6), processRow(7)]);
    expect(await lab.rows('select min(ts), count(*) from process_trace')).toEqual([['2026-11-20 15:00:05', '3']]);
  });

  it('are of one piece when the store forgot rows that were never copied', async () => {
    insert(
      lab.traces,
      'process_trace',
      [0, 1, 2].map((n) => processRow(n)),
    );
    expect(await lab.rows('select count(*) from process_trace')).toEqual([['3']]);
    insert(
      lab.traces,
      'process_trace',
      [3, 4, 5].map((n) => processRow(n)),
    );
    lab.traces.exec('DELETE FROM process_trace WHERE seq <= 5');
    expect(await lab.rows('select ts from process_trace')).toEqual([['2026-11-20 15:00:05']]);
  });
});

describe('a view', () => {
  it('parent_child_traces finds the caller by ids, across threads and time', async () => {
    const parent = processRow(0, { process: 'a', process_group: 'g', duration_ms: 2 });
    const child = processRow(9, {
      process: 'b',
      process_group: 'h',
      trace_id: parent.trace_id,
      parent_span_id: parent.span_id,
      thread_id: 3,
      call_depth: 1,
      status: 'ERR',
    });
    const stranger = processRow(2, { parent_span_id: parent.span_id });
    insert(lab.traces, 'process_trace', [child, parent, stranger]);
    expect(await lab.rows('from parent_child_traces')).toEqual([
      [
        parent.trace_id,
        'a',
        'g',
        parent.span_id,
        'OK',
        '2026-11-20 14:59:59.998',
        2,
        'b',
        'h',
        child.span_id,
        'ERR',
        '2026-11-20 15:00:08.9985',
        1.5,
        '1',
      ],
    ]);
  });

  it('process_stats tells calls, errors and percentiles of each process', async () => {
    insert(lab.traces, 'process_trace', [
      ...calls('a', [1, 2, 3, 4, 5]),
      processRow(5, { process: 'a', process_group: 'desk', duration_ms: 9, status: 'ERR' }),
      ...calls('b', [7], 6),
    ]);
    expect(await lab.rows('from process_stats order by process')).toEqual([
      [
        'deskbook',
        'a',
        'desk',
        '6',
        '1',
        1 / 6,
        4,
        3.5,
        8,
        8.8,
        9,
        24,
        '2026-11-20 14:59:59.999',
        '2026-11-20 15:00:05',
      ],
      ['deskbook', 'b', 'desk', '1', '0', 0, 7, 7, 7, 7, 7, 7, '2026-11-20 15:00:05.993', '2026-11-20 15:00:06'],
    ]);
  });

  it('slow_calls has what is beyond the 99th percentile of its process, and slow_calls_over a limit', async () => {
    insert(lab.traces, 'process_trace', [
      ...calls('even', [4, 4, 4]),
      ...calls(
        'uneven',
        Array.from({ length: 200 }, (_, index) => index + 1),
        3,
      ),
    ]);
    expect(await lab.rows('select process, duration_ms, p50_ms, p99_ms from slow_calls order by duration_ms')).toEqual([
      ['uneven', 199, 100.5, 198.01],
      ['uneven', 200, 100.5, 198.01],
    ]);
    expect(await lab.rows('select process, duration_ms from slow_calls_over(198.5) order by duration_ms')).toEqual([
      ['uneven', 199],
      ['uneven', 200],
    ]);
  });

  it('error_groups has equal errors once, with the innermost call as the example', async () => {
    const error = { status: 'ERR', fingerprint: 'f1', exception: 'Error: no\n  at x' } as const;
    const outer = processRow(2, { ...error, process: 'outer', process_group: 'o' });
    const inner = processRow(1, {
      ...error,
      process: 'inner',
      process_group: 'i',
      call_depth: 1,
      trace_id: outer.trace_id,
      parent_span_id: outer.span_id,
    });
    const elsewhere = processRow(8, { status: 'ERR', process: 'py', process_group: 'p', exception: 'KeyError\nat y' });
    insert(lab.traces, 'process_trace', [processRow(0), inner, outer, elsewhere]);
    expect(await lab.rows('from error_groups order by first_ts')).toEqual([
      [
        'f1',
        'inner',
        'i',
        '2',
        '1',
        '2026-11-20 15:00:01',
        '2026-11-20 15:00:02',
        'Error: no\n  at x',
        inner.trace_id,
        inner.span_id,
      ],
      [
        'py: KeyError',
        'py',
        'p',
        '1',
        '1',
        '2026-11-20 15:00:08',
        '2026-11-20 15:00:08',
        'KeyError\nat y',
        elsewhere.trace_id,
        elsewhere.span_id,
      ],
    ]);
  });

  it('stale_outputs has outputs that did not change for more than 5 calls, and stale_outputs_over for more than some', async () => {
    const values = (data: string, all: string) =>
      [...all].map((data_value, n) => dataRow(processRow(n), { data, data_value }));
    insert(lab.traces, 'data_trace', [
      ...values('stuck', 'aabbbbbb'),
      ...values('moves', 'abababab'),
      ...values('five', 'abbbbb'),
      ...values('always', 'cccccc'),
      ...values('input', 'xxxxxxxx').map((row) => ({ ...row, data_type: 'INPUT' as const })),
    ]);
    const columns = 'select data, data_value, calls_since, since, last_ts';
    expect(await lab.rows(`${columns} from stale_outputs order by data`)).toEqual([
      ['always', 'c', '6', '2026-11-20 15:00:00', '2026-11-20 15:00:05'],
      ['stuck', 'b', '6', '2026-11-20 15:00:02', '2026-11-20 15:00:07'],
    ]);
    expect((await lab.rows('select data from stale_outputs_over(4) order by data')).flat()).toEqual([
      'always',
      'five',
      'stuck',
    ]);
  });

  it('is known to read the tables behind it', async () => {
    const reads = async (sql: string) => (await lab.analytics.analyse(sql)).reads;
    expect(await reads('from slow_calls')).toEqual(['slow_calls']);
    expect(await reads('from slow_calls_over(1)')).toEqual(['process_trace']);
    expect(await reads('pivot process_stats on process using max(p99_ms)')).toEqual(['process_stats']);
  });
});
