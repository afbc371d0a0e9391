import { afterEach, describe, expect, it } from 'vitest';
import type { SpanRecord } from '../../../core/trace/span-record.ts';
import { retryAfterOf } from '../../../server/calls/retry.ts';
import { addressOf, type ExportOptions, openExport, type TraceExport } from '../../../server/otlp/export.ts';
import { retryDelay } from '../../../server/otlp/retry.ts';
import { recording } from '../../core/trace/recording.ts';
import { processRow } from '../trace/rows.ts';
import { type Answer, openCollector } from './collector.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function collector(answers: Answer[] = [], port = 0) {
  const opened = await openCollector(answers, port);
  closing.push(opened.close);
  return opened;
}

const { tracer, records } = recording();
for (let index = 0; index < 1_100; index += 1) tracer.span('work', {}, () => {});
const some = (count: number): SpanRecord[] => records.slice(0, count);

function open(url: string | null, over: Partial<ExportOptions> = {}, headers: Record<string, string> = {}) {
  const pauses: number[] = [];
  const said: string[] = [];
  const exporting = openExport({
    settings: { url, service: 'desk-one', headers },
    environment: { COLLECTOR_KEY: 'a secret key' },
    resource: { 'service.version': '0.1.0' },
    version: '0.1.0',
    render: (record) => ({ process: processRow(record.span, { process: `work ${record.span}` }), data: [] }),
    random: () => 0.5,
    log: (_, sentence) => said.push(sentence),
    every: 10,
    pause: async (milliseconds) => {
      pauses.push(milliseconds);
      await new Promise((resolve) => setTimeout(resolve, 5));
    },
    ...over,
  });
  if (exporting) closing.push(() => exporting.close());
  return { exporting, pauses, said };
}

async function until(exporting: TraceExport | undefined, done: (state: ReturnType<TraceExport['state']>) => boolean) {
  for (let turn = 0; turn < 400; turn += 1) {
    const state = exporting?.state();
    if (state && done(state)) return state;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`It never came to that: ${JSON.stringify(exporting?.state())}`);
}

describe('openExport', () => {
  it('is nothing where no collector is named', () => {
    expect(open(null).exporting).toBeUndefined();
  });

  it('sends calls in batches with the headers of the settings, and shows no header', async () => {
    const { url, asked } = await collector();
    const { exporting, said } = open(url, {}, { 'x-key': 'COLLECTOR_KEY' });
    exporting?.take(some(1_100));
    const state = await until(exporting, ({ sent }) => sent === 1_100);
    expect(state).toEqual({
      waiting: 0,
      sent: 1_100,
      failed: 0,
      dropped: 0,
      retries: 0,
      failing: false,
      lastError: undefined,
    });
    expect(
      asked.map(({ path, names, headers }) => [path, names.length, headers['content-encoding'], headers['x-key']]),
    ).toEqual([
      ['/v1/traces', 512, 'gzip', 'a secret key'],
      ['/v1/traces', 512, 'gzip', 'a secret key'],
      ['/v1/traces', 76, 'gzip', 'a secret key'],
    ]);
    expect(asked.flatMap(({ names }) => names)).toEqual(some(1_100).map(({ span }) => `work ${span}`));
    expect(said).toEqual([]);
  });

  it('sends again what a collector may take later, as late as it asks, and says so once', async () => {
    const { url, asked } = await collector([
      { status: 503, headers: { 'retry-after': '7' } },
      { status: 429 },
      { status: 502 },
    ]);
    const { exporting, pauses, said } = open(url);
    exporting?.take(some(3));
    const state = await until(exporting, ({ sent }) => sent === 3);
    expect([asked.length, pauses, state.retries, state.failed]).toEqual([4, [7_000, 1_000, 2_000], 3, 0]);
    const { host } = new URL(url);
    expect(said).toEqual([
      `Spans do not leave: ${host} answered 503. The trace store has them all the same.`,
      'Spans leave again.',
    ]);
  });

  it('sends nothing again that would fail again, and counts what a collector refuses', async () => {
    const partial = JSON.stringify({ partialSuccess: { rejectedSpans: '1', errorMessage: 'too old' } });
    const { url, asked } = await collector([{ status: 400 }, { status: 200, body: partial }]);
    const { exporting } = open(url);
    exporting?.take(some(3));
    expect((await until(exporting, ({ failed }) => failed === 3)).lastError).toBe(`${new URL(url).host} answered 400.`);
    exporting?.take(some(2));
    const state = await until(exporting, ({ sent }) => sent === 1);
    expect([state.failed, state.lastError, asked.length]).toEqual([4, 'The collector refused 1 spans: too old', 2]);
  });

  it('waits for a collector that is down, and lets go what there is no room for', async () => {
    const gone = await openCollector();
    await gone.close();
    const { exporting, pauses, said } = open(gone.url);
    for (let times = 0; times < 20; times += 1) exporting?.take(some(1_100));
    await until(exporting, ({ retries }) => retries >= 3);
    expect(exporting?.state()).toMatchObject({
      sent: 0,
      failed: 0,
      waiting: 20_512,
      dropped: 1_488,
      failing: true,
      lastError: expect.stringMatching(/ cannot be reached \(ECONNREFUSED\)\.$/),
    });
    expect(pauses.slice(0, 3)).toEqual([500, 1_000, 2_000]);
    expect(said).toHaveLength(1);
    await collector([], gone.port);
    const state = await until(exporting, ({ waiting, sent }) => waiting < 512 && sent >= 19_000);
    expect(state.sent + state.waiting + state.dropped + state.failed).toBe(22_000);
  });

  it('says which variable is missing, and sends nothing', async () => {
    const { url, asked } = await collector();
    const { exporting, said } = open(url, {}, { 'x-key': 'NOT_SET' });
    exporting?.take(some(2));
    const sentence = 'Spans do not leave: the header x-key wants the variable NOT_SET, which is not set.';
    expect([exporting?.state().lastError, exporting?.state().dropped, said, asked]).toEqual([
      sentence,
      2,
      [sentence],
      [],
    ]);
  });

  it('sends what waits before it closes', async () => {
    const { url, asked } = await collector();
    const { exporting } = open(url, { every: 60_000 });
    exporting?.take(some(5));
    await exporting?.close();
    expect([asked.length, exporting?.state().sent]).toEqual([1, 5]);
  });
});

describe('retryDelay', () => {
  it.each([
    [0, 0, undefined, 0],
    [0, 0.999, undefined, 999],
    [3, 0.5, undefined, 4_000],
    [50, 1, undefined, 60_000],
    [0, 1, 5_000, 5_000],
    [0, 1, 9_000_000, 300_000],
  ])('attempt %i with chance %d and Retry-After %s waits %i ms', (attempt, random, after, expected) => {
    expect(retryDelay(attempt, random, after)).toBe(expected);
  });
});

it.each([
  [null, undefined],
  ['120', 120_000],
  ['Sat, 21 Nov 2026 12:00:30 GMT', 30_000],
  ['Sat, 21 Nov 2026 11:00:00 GMT', 0],
  ['soon', undefined],
])('reads Retry-After %j', (header, expected) => {
  expect(retryAfterOf(header, Date.UTC(2026, 10, 21, 12))).toBe(expected);
});

it.each([
  ['http://collector:4318', 'http://collector:4318/v1/traces'],
  ['https://host/otlp/', 'https://host/otlp/v1/traces'],
  ['https://host/v1/traces', 'https://host/v1/traces'],
  ['https://host/otlp?x=1', 'https://host/otlp/v1/traces?x=1'],
])('sends to %s at %s', (url, expected) => {
  expect(addressOf(url)).toBe(expected);
});
