import fc from 'fast-check';
import { expect, it } from 'vitest';
import { instant, MILLISECOND, MINUTE, SECOND } from '../../../core/model/time.ts';
import { ClockSkew } from '../../../server/calls/skew.ts';

const start = instant(1_780_000_000_000_000);
const date = (microseconds: number): string => new Date(Math.floor(microseconds / SECOND) * 1_000).toUTCString();

it('knows nothing without a date', () => {
  const skew = new ClockSkew();
  skew.told(undefined, start, start);
  skew.told('yesterday', start, start);
  expect(skew.get()).toBe(undefined);
});

it('comes nearer with each answer, and is never farther away than what it was told allows', () => {
  const answers = fc.array(fc.record({ pass: fc.nat(3_000), there: fc.nat(80), back: fc.nat(80) }), {
    minLength: 30,
    maxLength: 40,
  });
  fc.assert(
    fc.property(fc.integer({ min: -100_000, max: 100_000 }), answers, (milliseconds, told) => {
      const ahead = milliseconds * MILLISECOND;
      const skew = new ClockSkew();
      let now: number = start;
      for (const { pass, there, back } of told) {
        const sent = now + pass * MILLISECOND;
        const answered = sent + there * MILLISECOND;
        now = answered + back * MILLISECOND;
        skew.told(date(answered + ahead), instant(sent), instant(now));
        expect(Math.abs((skew.get() ?? Number.NaN) - ahead)).toBeLessThanOrEqual(0.58 * SECOND);
      }
    }),
  );
});

it('follows a clock that was set', () => {
  const skew = new ClockSkew();
  skew.told(date(start), start, start);
  skew.told(date(start + MINUTE), start, start);
  expect(skew.get()).toBe(MINUTE + SECOND / 2);
});
