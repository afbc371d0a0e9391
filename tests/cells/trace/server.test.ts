import { describe, expect, it, test } from 'vitest';
import { readBody } from '../../../cells/body.ts';
import { trace } from '../../../cells/trace/index.ts';
import { rowOfCall } from '../../../cells/trace/row.ts';
import { filterOf, frames } from '../../../cells/trace/server.ts';
import { ManualClock } from '../../../core/clock.ts';
import { HOUR, instant } from '../../../core/model/time.ts';
import type { TraceReader } from '../../../core/trace/query.ts';
import { emptyReader } from '../../fixtures/empty-reader.ts';
import { newestTrace } from '../../server/trace/desk-traces.ts';
import { contextOf, framesOf } from '../live-topics.ts';
import { calls, morningTraces, readerOf, values } from './fixture.ts';

const propsOf = (body: string) => trace.props.parse(readBody('yaml', body));
const clock = new ManualClock(newestTrace);
const shown = (body: string, traces: TraceReader, wakes = 1) =>
  framesOf(frames(propsOf(body), contextOf({}, wakes, undefined, traces), clock));

describe('what a file may say', () => {
  it.each([
    ['', {}],
    ['last: 1h', { from: newestTrace - HOUR }],
    ['from: 2026-11-20T14:30:00Z\nto: 2026-11-20T09:00:00-06:00', { from: 1795185000000000, to: 1795186800000000 }],
    ['from: 1795185000000000', { from: 1795185000000000 }],
    [
      'process: Desk.*\ngroup: trading\nstatus: ERR\ntext: closed\nsubject: order T-1\nservice: pricer',
      {
        process: 'Desk.*',
        group: 'trading',
        status: 'ERR',
        text: 'closed',
        subject: 'order T-1',
        service: 'pricer',
      },
    ],
    ["last: ''\nprocess: ''\ngroup: ''\nstatus: ''\ntext: ''\nfrom: ''", {}],
  ])('%j', (body, filter) => {
    expect(filterOf(propsOf(body), newestTrace)).toEqual(filter);
  });

  it.each([
    ['rows: spans', 'rows is data or calls'],
    ['last: 5 minutes', 'last is a stretch of time: 90s, 15m, 6h or 2d'],
    [
      'last: 5m\nfrom: 2026-11-20T14:30:00Z',
      'a range is either the last stretch of time or from and to: take one of them out',
    ],
    [
      'from: 2026-11-20 14:30',
      'a time has its zone, as in 2026-11-20T14:30:00Z; an input of type timestamp gives one too',
    ],
    ['status: BAD', 'status is OK or ERR'],
  ])('not %j', (body, said) => {
    expect(() => propsOf(body)).toThrow(said);
  });
});

describe('frames', () => {
  it('begin with the newest values', async () => {
    const [first] = await shown('limit: 3', morningTraces);
    expect(first).toEqual({
      rows: values.slice(0, 3),
      newest: values.length,
      older: values.length - 2,
      searchedTo: values[2]?.ts,
      searching: false,
      zone: 'America/Chicago',
    });
  });

  it('or calls', async () => {
    const [first] = await shown('rows: calls\nprocess: PaperVenue\nlimit: 5', morningTraces);
    const expected = calls.filter(({ process }) => process.includes('PaperVenue')).slice(0, 5);
    expect(first?.rows).toEqual(expected.map(rowOfCall));
  });

  it('say that nothing is recorded here, and that nothing was yet', async () => {
    expect((await shown('', emptyReader))[0]).toMatchObject({ rows: [], newest: null });
    expect((await shown('', readerOf([], [])))[0]).toMatchObject({ rows: [], newest: 0, older: null });
  });

  it('ask only for what came since, say nothing while nothing comes, and begin again with another store', async () => {
    const asked: (number | undefined)[] = [];
    const stores = [values.slice(10), values.slice(7), values.slice(7), values.slice(300)];
    const reader: TraceReader = {
      ...emptyReader,
      data(filter, limit, before, asking) {
        asked.push(asking?.after);
        const store = stores.length > 1 ? stores.shift() : stores[0];
        return readerOf([], store ?? []).data(filter, limit, before, asking);
      },
    };
    const seen = await shown('limit: 4', reader, 4);
    const newest = (index: number) => values.length - index;
    expect(asked).toEqual([undefined, newest(10), newest(7), newest(7), undefined]);
    expect(seen.map(({ rows }) => rows)).toEqual([10, 7, 300].map((from) => values.slice(from, from + 4)));
    expect(seen.map(({ older }) => older)).toEqual([10, 7, 300].map((from) => values[from + 3]?.seq));
  });

  it('go on by themselves where a search rests, and show what was found so far', async () => {
    const rests = [
      { rows: values.slice(0, 1), newest: 900, before: 500, searchedTo: instant(5) },
      { rows: [], newest: 901, before: 200, searchedTo: instant(4) },
      { rows: values.slice(1, 2), newest: 902, searchedTo: instant(0) },
    ];
    const asked: unknown[] = [];
    const reader: TraceReader = {
      ...emptyReader,
      async data(_filter, limit, before) {
        asked.push([limit, before]);
        return rests.shift() ?? { rows: [], searchedTo: instant(0) };
      },
    };
    const seen = await shown('limit: 10', reader);
    expect(asked).toEqual([
      [10, undefined],
      [9, 500],
      [9, 200],
    ]);
    expect(seen.map(({ rows, searching, older, newest }) => [rows.length, searching, older, newest])).toEqual([
      [1, true, 500, 900],
      [1, true, 200, 900],
      [2, false, null, 900],
    ]);
  });

  it('let go of what is older than the range', async () => {
    const moving = new ManualClock(newestTrace);
    const seen: number[] = [];
    for await (const { rows } of frames(
      propsOf('last: 1h\nlimit: 5'),
      contextOf({}, 2, undefined, morningTraces),
      moving,
    )) {
      seen.push(rows.length);
      moving.advance(3 * HOUR);
    }
    expect(seen).toEqual([5, 0]);
  });
});

test('an export has the canonical columns', async () => {
  const [value] = await shown('limit: 2', morningTraces);
  const [first] = values;
  const lines = trace.exportAs?.csv?.(value!).split('\r\n');
  expect(lines?.[0]).toBe('Process,Data,Data Type,Data Value,Timestamp,Status,Exception');
  expect(lines?.[1]).toContain(`${first?.process},${first?.data},${first?.dataType},`);
  expect(lines).toHaveLength(4);
  const [ofCalls] = await shown('rows: calls\nlimit: 1', morningTraces);
  expect(trace.exportAs?.csv?.(ofCalls!)).toMatch(
    /^Process,Group,Milliseconds,Depth,Subject,Timestamp,Status,Exception\r\n/,
  );
});
