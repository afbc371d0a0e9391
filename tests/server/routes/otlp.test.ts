import { gzipSync } from 'node:zlib';
import { context as otel, SpanStatusCode, trace } from '@opentelemetry/api';
import { hrTimeToNanoseconds } from '@opentelemetry/core';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { NodeTracerProvider, type ReadableSpan, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-node';
import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import type { LogRow, TraceRows } from '../../../core/trace/row.ts';
import { largestBody } from '../../../server/otlp/body.ts';
import { decodeMessage } from '../../../server/otlp/protobuf.ts';
import { otlpReceiver } from '../../../server/otlp/receive.ts';
import { otlpRoutes } from '../../../server/routes/otlp.ts';
import { gate } from '../../../server/security/gate.ts';
import { keeping } from '../../core/trace/otlp/keeping.ts';
import { attribute, bytes, fixed64, id, number, text } from '../otlp/wire.ts';

const traceId = '5b8efff798038103d269b633813fc60c';
const spanId = 'eee19b7ec3c1b174';
const json = { 'content-type': 'application/json' };
const protobuf = { 'content-type': 'application/x-protobuf' };

function opened() {
  const taken: TraceRows[] = [];
  const logs: LogRow[] = [];
  const store = { take: (rows: readonly TraceRows[]) => taken.push(...rows), log: (row: LogRow) => logs.push(row) };
  const app = new Hono();
  app.use(gate());
  app.route('/', otlpRoutes(otlpReceiver(store, keeping)));
  const post = (path: string, body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string>) =>
    app.request(path, { method: 'POST', body, headers: { host: '127.0.0.1', ...headers } });
  return { taken, logs, post };
}

const jsonRequest = (spans: unknown[]) =>
  JSON.stringify({
    resourceSpans: [
      {
        resource: { attributes: [{ key: 'service.name', value: { stringValue: 'pricing' } }] },
        scopeSpans: [{ scope: { name: 'curves' }, spans }],
      },
    ],
  });
const jsonSpan = {
  traceId,
  spanId,
  name: 'fit',
  kind: 'SPAN_KIND_CLIENT',
  startTimeUnixNano: 1763650800000000000,
  endTimeUnixNano: '1763650800001000000',
  attributes: [{ key: 'tenors', value: { intValue: '12' } }],
  status: { code: 'STATUS_CODE_ERROR', message: 'no fit' },
};

/** The same request, byte by byte. */
const protobufRequest = (trace = traceId) =>
  new Uint8Array(
    bytes(1, [
      ...bytes(1, attribute(1, 'service.name', text(1, 'pricing'))),
      ...bytes(2, [
        ...bytes(1, text(1, 'curves')),
        ...bytes(2, [
          ...id(1, trace),
          ...id(2, spanId),
          ...text(3, 'vendor=1'),
          ...text(5, 'fit'),
          ...number(6, 3),
          ...fixed64(7, 1763650800000000000n),
          ...fixed64(8, 1763650800001000000n),
          ...attribute(9, 'tenors', number(3, 12)),
          ...bytes(15, [...text(2, 'no fit'), ...number(3, 2)]),
        ]),
      ]),
    ]),
  );

describe('POST /v1/traces', () => {
  it.each([
    ['JSON', json, jsonRequest([jsonSpan])],
    ['JSON, gzip', { ...json, 'content-encoding': 'gzip' }, new Uint8Array(gzipSync(jsonRequest([jsonSpan])))],
    ['Protobuf', protobuf, protobufRequest()],
    ['Protobuf, gzip', { ...protobuf, 'content-encoding': 'gzip' }, new Uint8Array(gzipSync(protobufRequest()))],
  ])('takes %s', async (_, headers, body) => {
    const { post, taken } = opened();
    const response = await post('/v1/traces', body, headers);
    expect([response.status, response.headers.get('content-type')]).toEqual([200, headers['content-type']]);
    expect(await response.text()).toBe(headers['content-type'] === json['content-type'] ? '{}' : '');
    expect(taken).toEqual([
      {
        process: {
          ts: 1763650800001000,
          process: 'pricing/curves.fit',
          process_group: 'pricing.curves',
          status: 'ERR',
          duration_ms: 1,
          exception: 'no fit',
          thread_id: 0,
          call_depth: 0,
          start_ts_us: 1763650800000000,
          cpu_delta: null,
          memory_delta_mb: null,
          service: 'pricing',
          trace_id: traceId,
          span_id: spanId,
          parent_span_id: null,
          subject: null,
          fingerprint: 'no fit',
        },
        data: [
          expect.objectContaining({ data: 'span.kind', data_value: '"client"', data_type: 'INPUT' }),
          expect.objectContaining({ data: 'tenors', data_value: '12', data_type: 'INPUT', status: 'ERR' }),
        ],
      },
    ]);
  });

  it('says which spans it did not take, and takes the others', async () => {
    const { post, taken } = opened();
    const bad = { ...jsonSpan, traceId: 'x' };
    const response = await post('/v1/traces', jsonRequest([bad, jsonSpan, bad, bad, bad]), json);
    const reason = 'The span "fit" has no traceId of 32 hexadecimal digits.';
    expect([response.status, await response.json()]).toEqual([
      200,
      { partialSuccess: { rejectedSpans: '4', errorMessage: `${reason} ${reason} ${reason} So it is with 1 more.` } },
    ]);
    expect(taken).toHaveLength(1);
    const encoded = await post('/v1/traces', protobufRequest('00'.repeat(16)), protobuf);
    expect(await decodeMessage('ExportTraceServiceResponse', new Uint8Array(await encoded.arrayBuffer()))).toEqual({
      partialSuccess: { rejectedSpans: 1n, errorMessage: reason },
    });
  });

  const refusals: [string, number, Record<string, string>, string | Uint8Array<ArrayBuffer>, RegExp][] = [
    ['no JSON', 400, json, '{"resourceSpans": [', /^The body is not JSON: .+\.$/],
    ['another shape', 400, json, '{"resourceSpans": 3}', /^resourceSpans is no list; a request is /],
    ['no Protobuf', 400, protobuf, new Uint8Array([10, 200, 1]), /^The body is not the Protobuf message /],
    [
      'no gzip',
      400,
      { ...json, 'content-encoding': 'gzip' },
      '{}',
      /^The body is not gzip, as Content-Encoding says\.$/,
    ],
    ['an unknown encoding', 415, { ...json, 'content-encoding': 'br' }, '{}', /^Content-Encoding br is not read/],
    ['too much', 413, { ...json, 'content-length': String(largestBody + 1) }, '{}', /^The body is larger than 8 MB; /],
    [
      'too much, inflated',
      413,
      { ...json, 'content-encoding': 'gzip' },
      new Uint8Array(gzipSync(Buffer.alloc(largestBody + 1, ' '))),
      /^The body is larger than 8 MB when inflated; /,
    ],
  ];
  it.each(refusals)('refuses %s with %i and a sentence', async (_, status, headers, body, sentence) => {
    const { post, taken } = opened();
    const response = await post('/v1/traces', body, headers);
    expect(response.status).toBe(status);
    const answered =
      headers === protobuf
        ? await decodeMessage('Status', new Uint8Array(await response.arrayBuffer()))
        : await response.json();
    expect(answered).toEqual({ code: 3, message: expect.stringMatching(sentence) });
    expect(taken).toEqual([]);
  });

  it('keeps every rule of the gate', async () => {
    const { post } = opened();
    const status = async (headers: Record<string, string>, path = '/v1/traces') =>
      (await post(path, protobufRequest(), headers)).status;
    expect(await status({ ...protobuf, 'sec-fetch-site': 'cross-site' })).toBe(403);
    expect(await status({ ...protobuf, origin: 'http://evil.example' })).toBe(403);
    expect(await status({ ...protobuf, host: 'evil.example' })).toBe(403);
    expect(await status(protobuf, '/api/orders')).toBe(415);
    expect(await status({ 'content-type': 'application/octet-stream' })).toBe(415);
  });

  it('takes what the OpenTelemetry SDK records', async () => {
    const { post, taken } = opened();
    const sent: Promise<Response>[] = [];
    const provider = new NodeTracerProvider({
      resource: resourceFromAttributes({ 'service.name': 'risk', 'service.version': '3' }),
      spanProcessors: [
        new SimpleSpanProcessor({
          export(spans, done) {
            sent.push(Promise.resolve(post('/v1/traces', JSON.stringify(asJson(spans)), json)));
            done({ code: 0 });
          },
          shutdown: async () => {},
        }),
      ],
    });
    const tracer = provider.getTracer('limits');
    const parent = tracer.startSpan('check', { attributes: { account: 'A-1', quantity: 5 } });
    const child = tracer.startSpan('load', {}, trace.setSpan(otel.active(), parent));
    child.recordException(new RangeError('no limit'));
    child.setStatus({ code: SpanStatusCode.ERROR, message: 'no limit' });
    child.end();
    parent.end();
    for (const response of await Promise.all(sent)) expect(response.status).toBe(200);
    await provider.shutdown();
    const [inner, outer] = taken.map(({ process }) => process);
    expect([inner?.process, inner?.status, inner?.exception?.split('\n')[0], outer?.process, outer?.status]).toEqual([
      'risk/limits.load',
      'ERR',
      'RangeError: no limit',
      'risk/limits.check',
      'OK',
    ]);
    expect([inner?.trace_id, inner?.parent_span_id]).toEqual([outer?.trace_id, outer?.span_id]);
    const values = taken[1]?.data.map(({ data, data_value }) => `${data} ${data_value}`);
    expect(values).toEqual(['account ***', 'quantity 5', 'service.version "3"']);
  });
});

/** What an exporter of the SDK sends as JSON. */
function asJson(spans: readonly ReadableSpan[]) {
  const keyValues = (attributes: object) =>
    Object.entries(attributes).map(([key, value]) => ({
      key,
      value: typeof value === 'number' ? { intValue: value } : { stringValue: String(value) },
    }));
  const nanoseconds = (time: ReadableSpan['startTime']) => String(hrTimeToNanoseconds(time));
  return {
    resourceSpans: spans.map((span) => ({
      resource: { attributes: keyValues(span.resource.attributes) },
      scopeSpans: [
        {
          scope: { name: span.instrumentationScope.name },
          spans: [
            {
              ...span.spanContext(),
              ...(span.parentSpanContext ? { parentSpanId: span.parentSpanContext.spanId } : {}),
              name: span.name,
              kind: span.kind + 1,
              startTimeUnixNano: nanoseconds(span.startTime),
              endTimeUnixNano: nanoseconds(span.endTime),
              attributes: keyValues(span.attributes),
              events: span.events.map((event) => ({
                name: event.name,
                timeUnixNano: nanoseconds(event.time),
                attributes: keyValues(event.attributes ?? {}),
              })),
              status: span.status,
            },
          ],
        },
      ],
    })),
  };
}

describe('POST /v1/logs', () => {
  const record = {
    timeUnixNano: '1763650800000001000',
    severityNumber: 'SEVERITY_NUMBER_WARN2',
    body: { stringValue: 'slow: token=abcdef123456' },
    attributes: [
      { key: 'api_key', value: { stringValue: 'hidden' } },
      { key: 'took', value: { doubleValue: 1.5 } },
    ],
    traceId,
    spanId,
  };
  const row: LogRow = {
    ts: 1763650800000001,
    level: 'warn',
    message: 'slow: token=***',
    fields: '{"logger":"curves","api_key":"***","took":1.5}',
    service: 'pricing',
    trace_id: traceId,
    span_id: spanId,
  };
  const double = new Uint8Array(new Float64Array([1.5]).buffer);
  const encoded = new Uint8Array(
    bytes(1, [
      ...bytes(1, attribute(1, 'service.name', text(1, 'pricing'))),
      ...bytes(2, [
        ...bytes(1, text(1, 'curves')),
        ...bytes(2, [
          ...fixed64(1, 1763650800000001000n),
          ...number(2, 14),
          ...bytes(5, text(1, 'slow: token=abcdef123456')),
          ...attribute(6, 'api_key', text(1, 'hidden')),
          ...attribute(6, 'took', [(4 << 3) | 1, ...double]),
          ...id(9, traceId),
          ...id(10, spanId),
        ]),
      ]),
    ]),
  );
  const body = (logRecords: unknown[]) => {
    const resource = { attributes: [{ key: 'service.name', value: { stringValue: 'pricing' } }] };
    return JSON.stringify({ resourceLogs: [{ resource, scopeLogs: [{ scope: { name: 'curves' }, logRecords }] }] });
  };

  it.each([
    ['JSON', json, body([record])],
    ['Protobuf', protobuf, encoded],
  ])('takes %s', async (_, headers, sent) => {
    const { post, logs } = opened();
    expect((await post('/v1/logs', sent, headers)).status).toBe(200);
    expect(logs).toEqual([row]);
  });

  it('tells the level by number or word, and refuses a line without a time', async () => {
    const { post, logs } = opened();
    const lines = [
      { ...record, severityNumber: 21 },
      { ...record, severityNumber: 0, severityText: 'CRITICAL' },
      { ...record, severityNumber: undefined, severityText: 'Warning' },
      {
        ...record,
        severityNumber: undefined,
        body: { kvlistValue: { values: [{ key: 'a', value: { intValue: 1 } }] } },
      },
      { body: record.body },
    ];
    const response = await post('/v1/logs', body(lines), json);
    expect(await response.json()).toEqual({
      partialSuccess: {
        rejectedLogRecords: '1',
        errorMessage: 'A log record has neither timeUnixNano nor observedTimeUnixNano, nanoseconds since 1970.',
      },
    });
    expect(logs.map(({ level }) => level)).toEqual(['fatal', 'fatal', 'warn', 'info']);
    expect(logs[3]).toMatchObject({ message: '', fields: expect.stringMatching(/^\{"body":\{"a":1\},/) });
  });
});
