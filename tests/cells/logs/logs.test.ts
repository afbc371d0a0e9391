import { html } from 'hono/html';
import { describe, expect, it } from 'vitest';
import { fieldsBlock, fieldsLine, readFields } from '../../../cells/logs/fields-text.ts';
import { logs } from '../../../cells/logs/index.ts';
import type { LogsProps, LogsValue } from '../../../cells/logs/schema.ts';
import { frames } from '../../../cells/logs/server.ts';
import { ManualClock } from '../../../core/clock.ts';
import { instant } from '../../../core/model/time.ts';
import { logLevels } from '../../../core/trace/log-level.ts';
import type { LoggedRow, TraceReader } from '../../../core/trace/query.ts';
import { emptyReader } from '../../fixtures/empty-reader.ts';
import { begin, logRow } from '../../server/trace/rows.ts';
import { contextOf } from '../live-topics.ts';

const clock = new ManualClock(instant(begin + 3_600_000_000));
const line = (seq: number, over: Partial<LoggedRow> = {}): LoggedRow => ({ ...logRow(seq), seq, ...over });

/** A store in memory that answers as the reader does, resting after so many lines. */
function storeOf(rows: LoggedRow[], rest = 1_000): TraceReader['logs'] {
  return async (filter, limit, before = Number.POSITIVE_INFINITY, { after = 0 } = {}) => {
    const newest = rows.at(-1)?.seq ?? 0;
    const searched = rows.filter(({ seq }) => seq < before && seq > after).reverse();
    const least = logLevels.indexOf(filter.level ?? 'trace');
    const part = searched.slice(0, rest);
    const found = part
      .filter(({ level, ts }) => logLevels.indexOf(level) >= least && ts >= (filter.from ?? 0))
      .filter(({ message, fields }) => `${message}${fields}`.includes(filter.text ?? ''))
      .slice(0, limit);
    const last = found.length === limit ? found.at(-1) : part.length < searched.length ? part.at(-1) : undefined;
    const more = last !== undefined && searched.some(({ seq }) => seq < last.seq);
    return { rows: found, newest, searchedTo: instant(0), ...(more ? { before: last.seq } : {}) };
  };
}

async function shown(props: Partial<LogsProps>, rows: LoggedRow[], rest?: number, between: (() => void)[] = []) {
  const context = {
    ...contextOf({}),
    traces: { ...emptyReader, logs: storeOf(rows, rest) },
    async *changes() {
      yield;
      for (const change of between) {
        change();
        yield;
      }
    },
  };
  const values: LogsValue[] = [];
  for await (const value of frames(logs.props.parse({ ...props }), context, clock)) values.push(value);
  return values;
}
const seqs = ({ rows }: LogsValue): number[] => rows.map(({ seq }) => seq);

describe('the cell logs', () => {
  it('shows the newest first, of a level and worse, back as far as it is asked', async () => {
    const rows = [
      line(1, { level: 'error' }),
      line(2),
      line(3, { level: 'warn', ts: begin + 3_599_000_000 }),
      line(4, { level: 'fatal', ts: begin + 3_599_500_000 }),
    ];
    expect((await shown({}, rows)).map(seqs)).toEqual([[4, 3, 2, 1]]);
    expect((await shown({ level: 'warn' }, rows)).map(seqs)).toEqual([[4, 3, 1]]);
    expect((await shown({ last: '1m' }, rows)).map(seqs)).toEqual([[4, 3]]);
    expect((await shown({ text: 'line 2' }, rows)).map(seqs)).toEqual([[2]]);
    const [page] = await shown({ limit: 2 }, rows);
    expect(page).toMatchObject({ older: 3, newest: 4, searching: false });
  });

  it('goes on with a search that rests, and says so', async () => {
    const rows = Array.from({ length: 9 }, (_, index) =>
      line(index + 1, { level: index % 4 === 0 ? 'error' : 'info' }),
    );
    const parts = await shown({ level: 'error', limit: 3 }, rows, 4);
    expect(parts.map((part) => [seqs(part), part.searching])).toEqual([
      [[9], true],
      [[9, 5], true],
      [[9, 5, 1], false],
    ]);
  });

  it('adds what comes, says nothing while nothing does, and begins anew with another store', async () => {
    const rows = [line(1), line(2)];
    const values = await shown({ limit: 3 }, rows, undefined, [
      () => rows.push(line(3), line(4)),
      () => undefined,
      () => rows.splice(0, 4, line(1)),
    ]);
    expect(values.map(seqs)).toEqual([[2, 1], [4, 3, 2], [1]]);
    expect(values[1]?.older).toBe(2);
  });

  it('shows a line by time, level, message and fields, and opens the rest', async () => {
    const fields = JSON.stringify({
      order: 'T-17',
      err: { type: 'TypeError', message: 'no book', stack: 'TypeError: no book\n    at f (server/a.ts:1:1)' },
    });
    const ids = { trace_id: 'ab'.repeat(16), span_id: 'cd'.repeat(8) };
    const [value] = await shown({}, [line(1, { level: 'error', message: 'refused <b>', fields, ...ids })]);
    if (value === undefined) throw new Error('nothing came');
    const text = String(await logs.view(html, value, logs.props.parse({})));
    expect(text).toContain('<span class="log-level"><span class="log-mark" aria-hidden="true">▲</span>error</span>');
    expect(text).toContain('<span class="log-message">refused &lt;b&gt;</span>');
    expect(text).toContain('order=T-17 err=&quot;TypeError: no book&quot;');
    expect(text).toContain(`
trace: ${ids.trace_id}
`);
    expect(text).not.toContain('href');
    expect(text).toContain('  stack: TypeError: no book\n        at f (server/a.ts:1:1)');
    expect(logs.caption?.(value)).toBe('1 newest · 1 error');
    expect(logs.exportAs?.csv?.(value)).toBe(
      `Timestamp,Level,Message,Fields,Service,Trace\r\n2026-11-20T15:00:01.000000Z,error,refused <b>,"order=T-17 err=""TypeError: no book""",deskbook,${ids.trace_id}\r\n`,
    );
  });

  it.each([
    [{ newest: null }, {}, 'Nothing is recorded here.'],
    [{ newest: 0 }, {}, 'Nothing was logged yet.'],
    [{ newest: 9 }, { text: 'x' }, 'No line fits the filter.'],
    [{ newest: 9, searching: true }, {}, 'Nothing found yet.'],
  ])('says why there is no line: %j', async (over, given, words) => {
    const value = { rows: [], older: null, searchedTo: 0, searching: false, zone: 'UTC', ...over };
    expect(String(await logs.view(html, value, logs.props.parse(given)))).toContain(words);
  });

  it.each([
    ['{"a":"x y","b":1.5,"c":null,"d":[1]}', 'a="x y" b=1.5 c=null d=[1]'],
    ['{"exception.type":"E","exception.stacktrace":"E\\n at f"}', 'exception.type=E'],
    ['{}', ''],
    ['not JSON', 'fields="not JSON"'],
  ])('tells %s in one line', (json, expected) => {
    expect(fieldsLine(readFields(json))).toBe(expected);
  });

  it('tells fields one below the other', () => {
    expect(fieldsBlock({ a: 'x\ny', b: { c: 1, d: {} }, e: [1] })).toBe('a: x\n  y\nb:\n  c: 1\n  d: {}\ne: [1]');
  });
});
