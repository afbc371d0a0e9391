import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Ids } from '../../../core/trace/ids.ts';
import { parseTraceparent, printTraceparent } from '../../../core/trace/traceparent.ts';

const origin = fc.stringMatching(/^[0-9a-f]{16}$/);
const count = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });
const edges = fc.constantFrom('0000000000000000', 'ffffffffffffffff', '80000000ffffffff', '7fffffffffffffff');

describe('ids', () => {
  it('follow from the origin and a count', () => {
    const ids = new Ids('0123456789abcdef');
    expect(ids.span(1)).toBe('0123456789abcdf0');
    expect(ids.span(2 ** 32)).toBe('0123456889abcdef');
    expect(ids.trace(1)).toMatch(/^0123456789abcdef[0-9a-f]{16}$/);
    expect(ids.of({ span: 3, parent: 2, root: 1, remote: undefined })).toEqual({
      traceId: ids.trace(1),
      spanId: '0123456789abcdf2',
      parentSpanId: '0123456789abcdf1',
    });
    expect(ids.of({ span: 1, parent: 0, root: 1, remote: undefined }).parentSpanId).toBeNull();
  });

  it('are those of the other program where a trace began there', () => {
    const remote = { traceId: '4bf92f3577b34da6a3ce929d0e0e4736', spanId: '00f067aa0ba902b7' };
    const ids = new Ids('0123456789abcdef');
    expect(ids.of({ span: 1, parent: 0, root: 1, remote })).toEqual({
      traceId: remote.traceId,
      spanId: ids.span(1),
      parentSpanId: remote.spanId,
    });
    expect(ids.of({ span: 2, parent: 1, root: 1, remote })).toEqual({
      traceId: remote.traceId,
      spanId: ids.span(2),
      parentSpanId: ids.span(1),
    });
  });

  it('are valid for every origin and count', () => {
    fc.assert(
      fc.property(fc.oneof(origin, edges), count, (text, span) => {
        const ids = new Ids(text);
        const context = { traceId: ids.trace(span), spanId: ids.span(span) };
        expect(parseTraceparent(printTraceparent(context))).toEqual({ ...context, sampled: true });
      }),
    );
  });

  it('differ within a tracer, and between tracers', () => {
    fc.assert(
      fc.property(origin, fc.uniqueArray(count, { minLength: 2, maxLength: 50 }), (text, counts) => {
        const ids = new Ids(text);
        expect(new Set(counts.map((one) => ids.span(one))).size).toBe(counts.length);
        expect(new Set(counts.map((one) => ids.trace(one))).size).toBe(counts.length);
      }),
    );
    const [one, other] = [new Ids('0123456789abcdef'), new Ids('1123456789abcdef')];
    expect(one.trace(1)).not.toBe(other.trace(1));
    expect(one.span(1)).not.toBe(other.span(1));
  });

  it('say what an origin is', () => {
    expect(() => new Ids('12')).toThrow('An origin is 16 hexadecimal digits, not 12.');
  });
});
