import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTraces, Unreadable } from '../../../../core/trace/otlp/read-traces.ts';
import { keeping } from './keeping.ts';

const trace = '5b8efff798038103d269b633813fc60c';
const spanId = 'eee19b7ec3c1b174';

const span = (over: Record<string, unknown> = {}) => ({
  traceId: trace,
  spanId,
  name: 'fit',
  kind: 1,
  startTimeUnixNano: '1763650800000000000',
  endTimeUnixNano: '1763650800001234567',
  ...over,
});
const request = (
  spans: unknown,
  resource: unknown = { attributes: [{ key: 'service.name', value: { stringValue: 'Pricing' } }] },
) => ({
  resourceSpans: [{ resource, scopeSpans: [{ scope: { name: 'pricing.curves' }, spans }] }],
});
const read = (body: unknown) => [...readTraces(body, keeping)];
const first = (body: unknown) => {
  const [item] = read(body);
  if (item === undefined || 'refused' in item) throw new Error(item?.refused ?? 'nothing came');
  return item;
};
const values = (body: unknown) =>
  first(body).data.map(({ data_type, data, data_value }) => `${data_type} ${data} ${data_value}`);
const text = (stringValue: string) => ({ stringValue });

describe('readTraces', () => {
  it('keeps a span as a call', () => {
    expect(first(request([span({ parentSpanId: '0102030405060708' })]))).toEqual({
      process: {
        ts: 1763650800001234,
        process: 'Pricing/pricing.curves.fit',
        process_group: 'pricing',
        status: 'OK',
        duration_ms: 1.234567,
        exception: null,
        thread_id: 0,
        call_depth: 0,
        start_ts_us: 1763650800000000,
        cpu_delta: null,
        memory_delta_mb: null,
        service: 'Pricing',
        trace_id: trace,
        span_id: spanId,
        parent_span_id: '0102030405060708',
        subject: null,
        fingerprint: null,
      },
      data: [],
    });
  });

  it('keeps attributes as what went in, answers and events as what came out, and the program once', () => {
    const body = request(
      [
        span({
          kind: 'SPAN_KIND_SERVER',
          attributes: [
            { key: 'http.request.method', value: text('GET') },
            { key: 'size', value: { intValue: '9007199254740993' } },
            { key: 'rows', value: { intValue: 17 } },
            { key: 'share', value: { doubleValue: 0.25 } },
            { key: 'dry', value: { boolValue: true } },
            { key: 'tenors', value: { arrayValue: { values: [text('2Y'), text('10Y')] } } },
            { key: 'http.response.status_code', value: { intValue: '200' } },
            { key: 'thread.id', value: { intValue: 7 } },
            { key: 'deskbook.subject', value: text('order T-17') },
            { key: 'deskbook.input.price', value: { doubleValue: 110.25 } },
            { key: 'deskbook.output.result', value: text('done') },
            { key: 'empty', value: {} },
          ],
          events: [
            {
              name: 'cache miss',
              timeUnixNano: '1763650800000500000',
              attributes: [{ key: 'key', value: text('k1') }],
            },
          ],
        }),
        span({ spanId: '00000000000000aa', parentSpanId: spanId, kind: 0 }),
      ],
      {
        attributes: [
          { key: 'service.name', value: text('pricing') },
          { key: 'service.version', value: text('2.1') },
          { key: 'telemetry.sdk.name', value: text('opentelemetry') },
        ],
      },
    );
    expect(values(body)).toEqual([
      'INPUT span.kind "server"',
      'INPUT http.request.method "GET"',
      'INPUT size 9007199254740993n',
      'INPUT rows 17',
      'INPUT share 0.25',
      'INPUT dry true',
      'INPUT tenors ["2Y", "10Y"]',
      'OUTPUT http.response.status_code 200',
      'INPUT thread.id 7',
      'INPUT price 110.25',
      'OUTPUT result "done"',
      'INPUT empty undefined',
      'INPUT service.version "2.1"',
      'OUTPUT event.cache miss {key: "k1"}',
    ]);
    const [parent, child] = read(body);
    expect([parent, child]).toMatchObject([
      { process: { call_depth: 0, thread_id: 7, subject: 'order T-17' } },
      { process: { call_depth: 1, parent_span_id: spanId }, data: [] },
    ]);
  });

  const exception = (attributes: Record<string, string>) => ({
    name: 'exception',
    timeUnixNano: '1',
    attributes: Object.entries(attributes).map(([key, value]) => ({ key: `exception.${key}`, value: text(value) })),
  });
  it.each([
    ['the stack', [exception({ type: 'E', message: 'no', stacktrace: 'E: no\n  at f' })], 'E: no\n  at f'],
    ['the last of several', [exception({ type: 'A' }), exception({ type: 'B', message: 'b' })], 'B: b'],
    ['a name alone', [exception({ type: 'KeyError' })], 'KeyError'],
    ['what the status says', [], 'it went wrong'],
  ])('keeps as exception %s', (_, events, expected) => {
    const { process } = first(request([span({ events, status: { code: 2, message: 'it went wrong' } })]));
    expect([process.status, process.exception, process.fingerprint]).toEqual([
      'ERR',
      expected,
      expected.split('\n')[0],
    ]);
  });

  it('shows an exception that was dealt with as an event of a call that is fine', () => {
    const body = request([span({ events: [exception({ type: 'Retry' })], status: { code: 'STATUS_CODE_OK' } })]);
    expect([first(body).process.status, first(body).process.exception, values(body)]).toEqual([
      'OK',
      null,
      ['OUTPUT event.exception {"exception.type": "Retry"}'],
    ]);
  });

  it('masks secrets by name and by look, wherever they stand', () => {
    const secret = 'hunter2hunter2';
    const body = request([
      span({
        name: `GET /x?token=${secret}`,
        attributes: [
          { key: 'db.password', value: text(secret) },
          { key: 'header', value: text(`Authorization: Bearer ${secret}`) },
          { key: 'nested', value: { kvlistValue: { values: [{ key: 'api_key', value: text(secret) }] } } },
        ],
        status: { code: 2, message: `refused password=${secret}` },
      }),
    ]);
    expect(JSON.stringify(read(body))).not.toContain(secret);
  });

  it.each([
    ['app', 'fit', 'Pricing/app.fit'],
    ['app', 'POST /orders', 'Pricing/POST /orders'],
    ['app.curves', 'app.curves.Fit.run', 'Pricing/app.curves.Fit.run'],
    ['opentelemetry.instrumentation.flask', 'GET /orders', 'Pricing/GET /orders'],
    ['io.opentelemetry.tomcat-10.0', 'GET /orders', 'Pricing/GET /orders'],
    ['@opentelemetry/instrumentation-http', 'GET', 'Pricing/GET'],
    ['', '', 'Pricing/unknown'],
  ])('names the process of scope %j and span %j', (scope, name, expected) => {
    const body = request([]);
    const spans = [{ ...body.resourceSpans[0], scopeSpans: [{ scope: { name: scope }, spans: [span({ name })] }] }];
    expect(first({ resourceSpans: spans }).process.process).toBe(expected);
  });

  it.each([
    [{ traceId: 'AAAA' }, 'The span "fit" has no traceId of 32 hexadecimal digits.'],
    [{ traceId: '0'.repeat(32) }, 'The span "fit" has no traceId of 32 hexadecimal digits.'],
    [{ spanId: '' }, 'The span "fit" has no spanId of 16 hexadecimal digits.'],
    [{ parentSpanId: 'xyz' }, 'The span "fit" has a parentSpanId that is not 16 hexadecimal digits.'],
    [{ startTimeUnixNano: '0' }, 'The span "fit" has no startTimeUnixNano, nanoseconds since 1970.'],
    [{ endTimeUnixNano: 'soon' }, 'The span "fit" has no endTimeUnixNano, nanoseconds since 1970.'],
    [{ endTimeUnixNano: '99999999999999999999' }, 'The span "fit" has no endTimeUnixNano, nanoseconds since 1970.'],
  ])('refuses %j alone', (over, refused) => {
    const [bad, good] = read(request([span(over), span()]));
    expect(bad).toEqual({ refused });
    expect(good).toMatchObject({ process: { span_id: spanId } });
  });

  it('gives a ring of parents an end', () => {
    const ring = [span({ spanId: '0000000000000001', parentSpanId: '0000000000000002' })];
    ring.push(span({ spanId: '0000000000000002', parentSpanId: '0000000000000001' }));
    expect(read(request(ring))).toHaveLength(2);
  });

  it.each([[null], [[]], ['x'], [{ resourceSpans: {} }]])('says that %j is no request', (body) => {
    expect(() => read(body)).toThrow(Unreadable);
  });

  it('takes anything without throwing anything else, and rows that fit their columns', () => {
    const loose = fc.object({
      maxDepth: 4,
      key: fc.constantFrom(
        'resource',
        'scopeSpans',
        'spans',
        'attributes',
        'key',
        'value',
        'stringValue',
        'arrayValue',
        'values',
        'events',
        'traceId',
        'status',
        'code',
      ),
    });
    fc.assert(
      fc.property(loose, loose, (group, given) => {
        const items = read({
          resourceSpans: [
            group,
            ...request([{ ...span(), attributes: [{ key: 'a', value: given }], ...given, traceId: trace }])
              .resourceSpans,
          ],
        });
        for (const item of items) {
          if ('refused' in item) continue;
          expect(Number.isSafeInteger(item.process.ts) && item.process.duration_ms >= 0).toBe(true);
        }
      }),
      { numRuns: 200 },
    );
  });
});
