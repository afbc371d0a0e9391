import { describe, expect, it } from 'vitest';
import { readTraces } from '../../../../core/trace/otlp/read-traces.ts';
import { tracesRequest } from '../../../../core/trace/otlp/write-traces.ts';
import type { DataRow, TraceRows } from '../../../../core/trace/row.ts';
import { dataRow, processRow } from '../../../server/trace/rows.ts';
import { keeping } from './keeping.ts';

const call = processRow(3, {
  process_group: 'http',
  status: 'ERR',
  exception: 'TypeError: no book\n    at f (server/a.ts:1:1)',
  parent_span_id: '00f067aa0ba902b7',
  subject: 'order T-17',
  thread_id: 2,
  duration_ms: 1.25,
});
const value = (data: string, data_type: DataRow['data_type'], data_value: string) =>
  dataRow(call, { data, data_type, data_value });
const rows: TraceRows = {
  process: call,
  data: [
    value('text', 'INPUT', '"a \\"b\\""'),
    value('whole', 'INPUT', '17'),
    value('part', 'INPUT', '0.25'),
    value('truth', 'INPUT', 'true'),
    value('secret', 'INPUT', '***'),
    value('result', 'OUTPUT', '{a: 1}'),
  ],
};

describe('tracesRequest', () => {
  it('writes a call as a span', () => {
    const { resourceSpans } = tracesRequest([rows], { 'service.name': 'deskbook' }, '0.1.0');
    expect(resourceSpans).toEqual([
      {
        resource: { attributes: [{ key: 'service.name', value: { stringValue: 'deskbook' } }] },
        scopeSpans: [
          {
            scope: { name: 'deskbook', version: '0.1.0' },
            spans: [
              {
                traceId: '00000000000000000000000000000004',
                spanId: '0000000000000004',
                parentSpanId: '00f067aa0ba902b7',
                name: 'server/desk/desk.Desk.submit',
                kind: 2,
                startTimeUnixNano: '1795186802998750000',
                endTimeUnixNano: '1795186803000000000',
                attributes: [
                  { key: 'deskbook.group', value: { stringValue: 'http' } },
                  { key: 'deskbook.subject', value: { stringValue: 'order T-17' } },
                  { key: 'thread.id', value: { intValue: '2' } },
                  { key: 'deskbook.input.text', value: { stringValue: 'a "b"' } },
                  { key: 'deskbook.input.whole', value: { intValue: '17' } },
                  { key: 'deskbook.input.part', value: { doubleValue: 0.25 } },
                  { key: 'deskbook.input.truth', value: { boolValue: true } },
                  { key: 'deskbook.input.secret', value: { stringValue: '***' } },
                  { key: 'deskbook.output.result', value: { stringValue: '{a: 1}' } },
                ],
                events: [
                  {
                    name: 'exception',
                    timeUnixNano: '1795186803000000000',
                    attributes: [
                      { key: 'exception.type', value: { stringValue: 'TypeError' } },
                      { key: 'exception.message', value: { stringValue: 'no book' } },
                      { key: 'exception.stacktrace', value: { stringValue: call.exception } },
                    ],
                  },
                ],
                status: { code: 2, message: 'TypeError: no book' },
              },
            ],
          },
        ],
      },
    ]);
  });

  it('is read by another console as the same call', () => {
    const request: unknown = JSON.parse(JSON.stringify(tracesRequest([rows], { 'service.name': 'deskbook' }, '0.1.0')));
    const [read] = [...readTraces(request, keeping)];
    const { ts, status, exception, duration_ms, start_ts_us, trace_id, span_id, parent_span_id, subject, thread_id } =
      call;
    expect(read).toMatchObject({
      process: {
        ts,
        status,
        exception,
        duration_ms,
        start_ts_us,
        trace_id,
        span_id,
        parent_span_id,
        subject,
        thread_id,
      },
      data: expect.arrayContaining(
        ['text', 'whole', 'part', 'truth'].map((data) => {
          const { data_value } = rows.data.find((row) => row.data === data) ?? {};
          return expect.objectContaining({ data, data_type: 'INPUT', data_value });
        }),
      ),
    });
  });
});
