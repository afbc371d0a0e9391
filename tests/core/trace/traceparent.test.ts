import { describe, expect, it } from 'vitest';
import { parseTraceparent, printTraceparent } from '../../../core/trace/traceparent.ts';

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
const spanId = '00f067aa0ba902b7';
const parent = { traceId, spanId, sampled: true };

describe('traceparent', () => {
  it.each([
    ['sampled', `00-${traceId}-${spanId}-01`, parent],
    ['not sampled', `00-${traceId}-${spanId}-00`, { ...parent, sampled: false }],
    ['flags that are not known yet', `00-${traceId}-${spanId}-ff`, parent],
    ['the flag of random ids alone', `00-${traceId}-${spanId}-02`, { ...parent, sampled: false }],
    ['spaces around', ` \t00-${traceId}-${spanId}-01\t `, parent],
    ['a later version', `cc-${traceId}-${spanId}-01`, parent],
    ['a later version with more', `cc-${traceId}-${spanId}-01-what-the-future-says`, parent],
    ['a later version with an end that is empty', `cc-${traceId}-${spanId}-01-`, parent],
    ['nothing', undefined, undefined],
    ['an empty header', '', undefined],
    ['version 00 with more', `00-${traceId}-${spanId}-01-what`, undefined],
    ['version 00 with a dash more', `00-${traceId}-${spanId}-01-`, undefined],
    ['a later version with more that has no dash', `cc-${traceId}-${spanId}-01.what`, undefined],
    ['version ff', `ff-${traceId}-${spanId}-01`, undefined],
    ['a version of one digit', `0-${traceId}-${spanId}-01`, undefined],
    ['a version of other letters', `.0-${traceId}-${spanId}-01`, undefined],
    ['a trace id of zeros', `00-${'0'.repeat(32)}-${spanId}-01`, undefined],
    ['a span id of zeros', `00-${traceId}-${'0'.repeat(16)}-01`, undefined],
    ['capital letters', `00-${traceId.toUpperCase()}-${spanId}-01`, undefined],
    ['a trace id that is short', `00-${traceId.slice(1)}-${spanId}-01`, undefined],
    ['a trace id that is long', `00-${traceId}0-${spanId}-01`, undefined],
    ['a span id that is short', `00-${traceId}-${spanId.slice(1)}-01`, undefined],
    ['a span id with other letters', `00-${traceId}-${spanId.slice(0, 15)}.-01`, undefined],
    ['flags of one digit', `00-${traceId}-${spanId}-1`, undefined],
    ['flags of other letters', `00-${traceId}-${spanId}-.0`, undefined],
    ['no flags', `00-${traceId}-${spanId}`, undefined],
    ['two headers in one', `00-${traceId}-${spanId}-01,00-${traceId}-${spanId}-01`, undefined],
  ])('with %s', (_, header, expected) => {
    expect(parseTraceparent(header)).toEqual(expected);
  });

  it('is printed and read again', () => {
    const header = printTraceparent({ traceId, spanId });
    expect(header).toBe(`00-${traceId}-${spanId}-01`);
    expect(parseTraceparent(header)).toEqual(parent);
  });
});
