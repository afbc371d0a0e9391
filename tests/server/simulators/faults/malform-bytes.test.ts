import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from '../../../../core/random.ts';
import { malformBytes } from '../../../../server/simulators/faults/malform-bytes.ts';

const frame = Uint8Array.from([8, 1, 18, 4, 10, 2, 65, 66, 24, 255]);

describe('a malformed binary frame', () => {
  it('is never what it was, and the same by the same seed', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), fc.nat(10_000), (bytes, seed) => {
        const damaged = malformBytes(bytes, new Random(seed));
        expect(damaged).not.toEqual(bytes);
        expect(malformBytes(bytes, new Random(seed))).toEqual(damaged);
      }),
    );
  });

  it('is cut short, goes on, or has other bits', () => {
    const sorts = new Set<string>();
    for (let seed = 0; seed < 100; seed++) {
      const { length } = malformBytes(frame, new Random(seed));
      sorts.add(length < frame.length ? 'short' : length > frame.length ? 'long' : 'bits');
    }
    expect([...sorts].sort()).toEqual(['bits', 'long', 'short']);
  });
});
