import { describe, expect, it } from 'vitest';
import { Random } from '../../../../core/random.ts';
import { malform } from '../../../../server/simulators/faults/malform.ts';

const text = JSON.stringify({ status: 'Ok', orders: [{ price: 110.5, side: '1', dateTime: 17 }], done: true });

describe('a malformed body', () => {
  it('is never what it was, and the same by the same seed', () => {
    for (let seed = 0; seed < 60; seed++) {
      const damaged = malform(text, new Random(seed));
      expect(damaged).not.toBe(text);
      expect(malform(text, new Random(seed))).toBe(damaged);
    }
  });

  it('comes in every sort: no JSON, a missing field, a text for a number, a number beyond the exact ones', () => {
    const sorts = new Set<string>();
    for (let seed = 0; seed < 200; seed++) {
      const damaged = malform(text, new Random(seed));
      if (damaged.includes('"n/a"')) sorts.add('text');
      else if (damaged.includes('90071992547409931234')) sorts.add('number');
      else if (damaged.includes('"":null')) sorts.add('missing');
      else if (damaged.startsWith('<html>')) sorts.add('html');
      else if (text.startsWith(damaged)) sorts.add('cut');
      else sorts.add(damaged);
    }
    expect([...sorts].sort()).toEqual(['cut', 'html', 'missing', 'number', 'text']);
  });

  it.each(['', '{}', '[]', '{"a":"b"}'])('is made of %j too', (given) => {
    for (let seed = 0; seed < 20; seed++) expect(() => malform(given, new Random(seed))).not.toThrow();
  });
});
