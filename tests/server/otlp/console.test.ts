import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestConsole, type TestConsole } from '../open-console.ts';

const traceId = '5b8efff798038103d269b633813fc60c';
const resource = { attributes: [{ key: 'service.name', value: { stringValue: 'pricing' } }] };

let console: TestConsole;
beforeAll(async () => {
  console = await openTestConsole();
});
afterAll(() => console.close());

interface Answers {
  readonly calls?: readonly { readonly process: string; readonly parent_span_id: string | null }[];
  readonly rows?: readonly { readonly level: string; readonly message: string }[];
}

it('shows what another program sent and what it asked for as one trace, with its logs', async () => {
  const now = BigInt(Date.now()) * 1_000_000n;
  const times = { startTimeUnixNano: String(now), endTimeUnixNano: String(now + 1_000_000n) };
  const span = { traceId, spanId: '00000000000000a1', name: 'price', ...times };
  const record = { timeUnixNano: String(now), severityNumber: 17, body: { stringValue: 'no curve' }, traceId };
  const sent = [
    await console.request('POST', '/v1/traces', { resourceSpans: [{ resource, scopeSpans: [{ spans: [span] }] }] }),
    await console.request('POST', '/v1/logs', { resourceLogs: [{ resource, scopeLogs: [{ logRecords: [record] }] }] }),
    await console.request('GET', '/notebooks/tour.json?wait=0', undefined, {
      traceparent: `00-${traceId}-00000000000000a1-01`,
    }),
  ];
  expect(sent.map(({ status }) => status)).toEqual([200, 200, 200]);
  await console.traces.store.flush();
  const { calls } = await console.json<Answers>(`/api/traces/${traceId}`);
  expect(calls?.slice(0, 2).map(({ process, parent_span_id }) => [process, parent_span_id])).toEqual([
    ['pricing/price', null],
    ['http GET /notebooks/:file', '00000000000000a1'],
  ]);
  const { rows } = await console.json<Answers>(`/api/logs?trace=${traceId}`);
  expect(rows?.map(({ level, message }) => [level, message])).toEqual([['error', 'no curve']]);
  const wrong = await console.request('GET', '/api/logs?level=loud');
  expect([wrong.status, await wrong.json()]).toEqual([
    400,
    { error: { message: 'The logs cannot be read: level is trace, debug, info, warn, error, fatal.' } },
  ]);
});
