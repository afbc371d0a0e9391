import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import type { LogRow } from '../../../core/trace/row.ts';
import { createSerializer } from '../../../core/trace/serialize/serializer.ts';
import { LogStream, storePart } from '../../../server/trace/log-stream.ts';
import { recording } from '../../core/trace/recording.ts';

function opened() {
  const { tracer } = recording();
  const stream = new LogStream(() => tracer.current());
  const log = pino({ base: null, redact: ['*.token'] }, stream);
  const rows: LogRow[] = [];
  const connect = (store = { log: (row: LogRow) => void rows.push(row) }) =>
    stream.connect({ store, serializer: createSerializer(), service: 'deskbook' });
  return { tracer, stream, log, rows, connect };
}

describe('LogStream', () => {
  it('keeps a line with its fields, masked, and the call in which it was written', () => {
    const { tracer, log, rows, connect } = opened();
    connect();
    const from = Date.now() * 1_000;
    const ids = tracer.span('work', {}, () => {
      log
        .child({ venue: 'paper' })
        .warn({ order: 'T-17', apiKey: 'k', deep: { token: 't' } }, 'slow for token=abcdef123456');
      return tracer.current();
    });
    log.info('done');
    expect(rows).toEqual([
      {
        ts: expect.any(Number),
        level: 'warn',
        message: 'slow for token=***',
        fields: '{"venue":"paper","order":"T-17","apiKey":"***","deep":{"token":"***"}}',
        service: 'deskbook',
        trace_id: ids?.traceId,
        span_id: ids?.spanId,
      },
      expect.objectContaining({ level: 'info', message: 'done', fields: '{}', trace_id: null, span_id: null }),
    ]);
    expect(rows.every(({ ts }) => ts >= from && ts <= Date.now() * 1_000)).toBe(true);
  });

  it('keeps an error with its stack and its causes', () => {
    const { log, rows, connect } = opened();
    connect();
    log.error({ err: new TypeError('outer', { cause: new RangeError('inner') }) }, 'it failed');
    const { err } = JSON.parse(rows[0]?.fields ?? '{}');
    expect(err).toMatchObject({ type: 'TypeError', message: 'outer: inner' });
    expect(err.stack).toMatch(/^TypeError: outer\n {4}at [\s\S]+caused by: RangeError: inner\n {4}at /);
  });

  it.each(['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const)('knows the level %s', (level) => {
    const { log, rows, connect } = opened();
    connect();
    log.level = 'trace';
    log[level]('x');
    expect(rows.map((row) => row.level)).toEqual([level]);
  });

  it('lets lines wait for a store, and between two stores, and drops what is no error first', () => {
    const { tracer, log, rows, connect } = opened();
    tracer.span('early', {}, () => log.error('first'));
    for (let line = 0; line < 1_500; line += 1) log.info(`line ${line}`);
    const disconnect = connect();
    expect([rows.length, rows[0]?.message, rows[0]?.trace_id?.length, rows[1]?.message]).toEqual([
      1_000,
      'first',
      32,
      'line 501',
    ]);
    disconnect();
    log.info('between');
    expect(rows).toHaveLength(1_000);
    connect();
    expect(rows.at(-1)?.message).toBe('between');
  });

  it('puts nothing into the store that the store says of itself', () => {
    const { log, rows, connect } = opened();
    connect({
      log: (row) => {
        rows.push(row);
        log.error('written while writing');
        throw new Error('full');
      },
    });
    log.child({ part: storePart }).error('cannot write');
    log.info('once');
    expect(rows.map(({ message }) => message)).toEqual(['once']);
  });
});
