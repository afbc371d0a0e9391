import { afterEach, expect, test } from 'vitest';
import type { TraceRows } from '../../../core/trace/row.ts';
import type { SpanContext } from '../../../core/trace/span-record.ts';
import type { TracedBy } from '../../../server/analytics/protocol.ts';
import { Lab } from './fixture.ts';

const asking: SpanContext = { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331' };
const traced: TracedBy = { mask: [], groups: [], groupBy: ['preset', 'module'], service: 'deskbook' };

let lab: Lab | undefined;
afterEach(() => lab?.dispose());

const called = async (calling: SpanContext | undefined): Promise<readonly TraceRows[]> => {
  const rows: TraceRows[] = [];
  lab = new Lab({ traced, calling: () => calling, called: (more) => rows.push(...more) });
  await lab.analytics.run({ sql: 'SELECT count(*) AS n FROM fills', params: new Map() });
  return rows;
};

test('what the engine does for a call stands in the trace of that call, in a process of its own', async () => {
  const rows = (await called(asking)).map(({ process }) => process);
  expect(rows.map(({ process, status, trace_id }) => [process, status, trace_id])).toEqual(
    [
      'server/analytics/copy.RecordCopy.update',
      'server/analytics/copy.RecordCopy.update',
      'server/analytics/service.Service.bringUpToDate',
      'server/analytics/query.Query.run',
    ].map((name) => [name, 'OK', asking.traceId]),
  );
  const [, , update, query] = rows;
  expect([update?.parent_span_id, query?.parent_span_id]).toEqual([asking.spanId, asking.spanId]);
  expect(rows.slice(0, 2).map((row) => row.parent_span_id)).toEqual([update?.span_id, update?.span_id]);
});

test('nothing is recorded for a call that is not', async () => expect(await called(undefined)).toEqual([]));
