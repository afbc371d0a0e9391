import { expect, test } from 'vitest';
import { Ids } from '../../../core/trace/ids.ts';
import { type RenderFacts, render } from '../../../core/trace/render.ts';
import { Printed } from '../../../core/trace/span-record.ts';
import { busy, failed, span, submit } from './spans.ts';

const ids = new Ids('0123456789abcdef');
const facts: RenderFacts = {
  ids: (record) => ids.of(record),
  epoch: 1_700_000_000_000_000.5,
  thread: 3,
  service: 'deskbook',
  fingerprint: (error) => `of ${error.slice(0, 8)}`,
};

test('a call becomes one row, and one for each value by its name', () => {
  const { traceId, spanId } = ids.of(span(7));
  const call = { ts: 1_700_000_000_007_250, process: submit.name, status: 'OK', exception: null, thread_id: 3 };
  const common = { ...call, start_ts_us: 1_700_000_000_007_000, trace_id: traceId, span_id: spanId };
  expect(render(busy(7), facts)).toEqual({
    process: {
      ...common,
      process_group: 'desk.orders',
      duration_ms: 0.25,
      call_depth: 0,
      cpu_delta: null,
      memory_delta_mb: null,
      service: 'deskbook',
      parent_span_id: null,
      subject: 'call 7',
      fingerprint: null,
    },
    data: [
      { ...common, data: 'side', data_type: 'INPUT', data_value: '"buy"' },
      { ...common, data: 'quantity', data_type: 'INPUT', data_value: '7' },
      { ...common, data: 'options', data_type: 'INPUT', data_value: '{urgent: true}' },
      { ...common, data: 'result', data_type: 'OUTPUT', data_value: '"T-7"' },
    ],
  });
});

test('two values by position, one by name and one result are four rows of values', () => {
  const rows = [1, 2, 3, 4, 5].map((n) => render(busy(n), facts));
  expect(rows.map(({ data }) => data.length)).toEqual([4, 4, 4, 4, 4]);
});

test('a call that failed says how, and what it measured', () => {
  const record = failed(7, {
    parent: 3,
    root: 2,
    depth: 2,
    cpu: 1.5,
    memory: -0.25,
    subject: undefined,
    inputs: ['x'],
  });
  const { process, data } = render(record, facts);
  expect(process).toMatchObject({
    status: 'ERR',
    exception: record.error,
    fingerprint: 'of Error: n',
    parent_span_id: ids.span(3),
    trace_id: ids.trace(2),
    call_depth: 2,
    cpu_delta: 1.5,
    memory_delta_mb: -0.25,
    subject: null,
  });
  expect(data).toMatchObject([{ data: 'side', status: 'ERR', exception: record.error }]);
});

test('a call that another program began has the ids of that one', () => {
  const remote = { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16) };
  expect(render(span(7, { remote }), facts).process).toMatchObject({
    trace_id: remote.traceId,
    parent_span_id: remote.spanId,
    span_id: ids.span(7),
  });
});

test('values beyond the names of parameters go by number, and each sort by its literal', () => {
  const inputs = ['say "no"', -0, 10n, undefined, null, true, new Printed('[list] len=100 1st3=[0, 1, 2]')];
  const { data } = render(span(1, { inputs }), facts);
  expect(data.map(({ data, data_value }) => [data, data_value])).toEqual([
    ['side', '"say \\"no\\""'],
    ['quantity', '-0'],
    ['options', '10n'],
    ['arg_3', 'undefined'],
    ['arg_4', 'null'],
    ['arg_5', 'true'],
    ['arg_6', '[list] len=100 1st3=[0, 1, 2]'],
  ]);
});
