import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answer } from '../../../server/routes/errors.ts';
import { traceRoutes } from '../../../server/routes/traces.ts';
import { TraceAnswers } from '../../../server/trace/reader-answers.ts';
import { newestTrace, rowsOf } from '../trace/desk-traces.ts';
import { writeDeskTraces } from '../trace/write-desk-traces.ts';

const options = { calls: 1_500 };
const told = [...rowsOf(options)].reverse();
const values = told.flatMap(({ data }) => [...data].reverse());

const folder = mkdtempSync(path.join(tmpdir(), 'deskbook-'));
const reader = new TraceAnswers(path.join(folder, 'trace.sqlite'));
const app = traceRoutes(reader);
app.onError((error, context) => answer(context, error) ?? context.text(String(error), 500));
beforeAll(() => void writeDeskTraces(path.join(folder, 'trace.sqlite'), options));
afterAll(() => {
  reader.close();
  rmSync(folder, { recursive: true, force: true });
});

async function get(address: string): Promise<{ status: number; body: unknown }> {
  const response = await app.request(address);
  return { status: response.status, body: await response.json() };
}

async function csv(address: string): Promise<string[]> {
  const response = await app.request(address);
  expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  return (await response.text()).split('\r\n');
}

interface ListBody {
  readonly rows: readonly { readonly seq: number; readonly spanId?: string; readonly span_id?: string }[];
  readonly before?: number;
}

describe('GET /api/traces', () => {
  it('pages over values, newest first', async () => {
    const first = (await get('/api/traces?limit=30')).body as ListBody;
    const second = (await get(`/api/traces?limit=30&before=${first.before}`)).body as ListBody;
    const spans = [...first.rows, ...second.rows].map(({ spanId }) => spanId);
    expect(spans).toEqual(values.slice(0, 60).map(({ span_id }) => span_id));
  });

  it('filters calls', async () => {
    const address = `/api/traces?rows=calls&status=OK&group=venue&process=*Venue.send&from=2026-11-20T16:30:30Z&to=${newestTrace}`;
    const from = Date.UTC(2026, 10, 20, 16, 30, 30) * 1_000;
    const expected = told.filter(
      ({ process }) =>
        process.status === 'OK' &&
        process.process.endsWith('send') &&
        process.process_group === 'venue.paper' &&
        process.ts >= from &&
        process.ts < newestTrace,
    );
    const { rows } = (await get(address)).body as ListBody;
    expect(rows.map(({ span_id }) => span_id)).toEqual(expected.map(({ process }) => process.span_id));
    expect(rows.length).toBeGreaterThan(0);
  });

  it('streams the canonical columns as CSV', async () => {
    const lines = await csv('/api/traces?format=csv');
    expect(lines[0]).toBe('Process,Data,Data Type,Data Value,Timestamp,Status,Exception');
    const failed = values.filter(({ exception }) => exception?.includes('\n'));
    const breaks = failed.reduce((count, { exception }) => count + (exception?.match(/\r\n/g)?.length ?? 0), 0);
    expect(lines).toHaveLength(1 + values.length + breaks + 1);
    expect((await csv('/api/traces?format=csv&limit=1&status=OK&process=PaperVenue.onEvent'))[1]).toMatch(
      /^server\/venues\/paper\/venue\.PaperVenue\.onEvent,event,INPUT,"\{'type': 'fill', .*\}",2026-11-20T16:\d\d:\d\d\.\d{6}Z,OK,$/,
    );
  });

  it.each([
    ['limit=0', 'limit is a number of rows from 1 to 1000, or to 100000 as CSV'],
    ['limit=1001', 'limit is a number of rows from 1 to 1000'],
    ['limit=ten', 'limit is a number of rows from 1 to 1000, or to 100000 as CSV'],
    ['before=-1', 'before is the number that the page before ended with'],
    ['rows=spans', 'rows is calls or data'],
    ['format=xml', 'format is json or csv'],
    ['status=BAD', 'status is OK or ERR'],
    [
      'from=yesterday',
      'from is an instant: whole microseconds since 1970, or a time with its zone as 2026-11-20T16:31:07Z',
    ],
    [
      'to=2026-11-20T16:31:07',
      'to is an instant: whole microseconds since 1970, or a time with its zone as 2026-11-20T16:31:07Z',
    ],
    ['trace=12', 'trace is no id: 32 hexadecimal digits, as the rows of a trace have it'],
    ['minimumMilliseconds=fast', 'minimumMilliseconds is a number of milliseconds, as 12.5'],
    ['last=1y', 'last is a stretch of time: 90s, 15m, 6h or 2d'],
    ['last=1h&from=1', 'last stands alone, without from and to'],
    ['text=', 'text is empty: leave it out'],
    [
      'proces=a',
      'there is no proces; there are last, from, to, process, group, service, status, text, trace, subject, minimumMilliseconds, rows, format, limit, before, after',
    ],
  ])('refuses %s', async (query, said) => {
    const { status, body } = await get(`/api/traces?${query}`);
    expect({ status, body }).toEqual({
      status: 400,
      body: { error: { message: `The traces cannot be read: ${said}.` } },
    });
  });

  it('has no CSV of calls', async () => {
    const { status, body } = await get('/api/traces?format=csv&rows=calls');
    expect({ status, body }).toMatchObject({ status: 400, body: { error: { message: /canonical columns/ } } });
  });
});

describe('a trace and its calls', () => {
  const one = told.find(({ process }) => process.subject?.startsWith('order') && process.call_depth === 1)?.process;
  const { trace_id = '', span_id = '', ts = 0, subject = '' } = one ?? {};

  it('GET /api/traces/<trace> has every call', async () => {
    const expected = told.filter(({ process }) => process.trace_id === trace_id).map(({ process }) => process.span_id);
    for (const near of ['', `?near=${ts}`]) {
      const { calls } = (await get(`/api/traces/${trace_id}${near}`)).body as { calls: { span_id: string }[] };
      expect(calls.map((call) => call.span_id).sort()).toEqual(expected.sort());
    }
  });

  it('GET /api/traces/<trace>/spans/<span> has what is kept of a call', async () => {
    const { body } = await get(`/api/traces/${trace_id}/spans/${span_id}?near=${ts}`);
    expect(body).toMatchObject({ call: { span_id }, inputs: [{ name: 'instrument' }, {}, {}, {}, {}] });
  });

  it('GET /api/traces/of has the newest trace about a subject', async () => {
    const newest = told.find(({ process }) => process.subject === subject)?.process.trace_id;
    const { body } = await get(`/api/traces/of?subject=${encodeURIComponent(subject ?? '')}`);
    expect(body).toEqual({ subject, traceId: newest });
  });

  it('GET /api/traces/names has what to choose from', async () => {
    expect((await get('/api/traces/names')).body).toMatchObject({ services: ['deskbook', 'pricer'] });
  });

  it.each([
    [`/api/traces/${'0'.repeat(32)}`, 404, `The trace ${'0'.repeat(32)} is not kept here any more.`],
    [
      `/api/traces/${'0'.repeat(32)}/spans/${'0'.repeat(16)}`,
      404,
      `The call ${'0'.repeat(16)} of trace ${'0'.repeat(32)} is not kept here any more.`,
    ],
    ['/api/traces/of?subject=nobody', 404, 'No trace about nobody is kept.'],
    ['/api/traces/of', 400, 'The traces cannot be read: subject Invalid input: expected string, received undefined.'],
    [
      '/api/traces/xyz',
      400,
      'The traces cannot be read: trace is no id: 32 hexadecimal digits, as the rows of a trace have it.',
    ],
    [
      `/api/traces/${'0'.repeat(32)}/spans/1`,
      400,
      'The traces cannot be read: span is no id: 16 hexadecimal digits, as the rows of a trace have it.',
    ],
  ])('%s is refused', async (address, status, message) => {
    expect(await get(address)).toMatchObject({ status, body: { error: { message } } });
  });
});
