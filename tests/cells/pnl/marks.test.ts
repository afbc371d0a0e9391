import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amountMarks, dateMarks, timeMarks } from '../../../cells/pnl/marks.ts';
import { formatTime } from '../../../core/format.ts';
import type { Instant } from '../../../core/model/time.ts';

const micros = (units: number): number => Math.round(units * 1e6);

describe('amountMarks', () => {
  const cases: [low: number, high: number, texts: string[]][] = [
    [0, 0, ['0.00']],
    [-439, 1_727, ['0', '500', '1,000', '1,500']],
    [0, 3_900, ['0', '1,000', '2,000', '3,000']],
    [-1_999, -10, ['-1,500', '-1,000', '-500', '0']],
    [-0.5, 0.5, ['-0.40', '-0.20', '0.00', '0.20', '0.40']],
    [100, 200, ['0', '50', '100', '150', '200']],
  ];
  it.each(cases)('%d to %d', (low, high, texts) => {
    expect(amountMarks(micros(low), micros(high)).map(({ text }) => text)).toEqual(texts);
  });

  it('always has zero, stays inside, and is never crowded', () => {
    const amount = fc.integer({ min: -1e14, max: 1e14 });
    fc.assert(
      fc.property(amount, amount, (a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        const at = amountMarks(low, high).map((mark) => mark.at);
        expect(at).toContain(0);
        expect(at.length).toBeLessThanOrEqual(6);
        expect(at.every((micro) => micro >= Math.min(0, low) && micro <= Math.max(0, high))).toBe(true);
      }),
    );
  });
});

describe('timeMarks', () => {
  const at = (text: string): number => Date.parse(`2026-11-20T${text}Z`) * 1_000;
  const cases: [from: string, to: string, zone: string, texts: string[]][] = [
    ['13:00:00', '19:30:00', 'America/Chicago', ['07:00', '08:00', '09:00', '10:00', '11:00', '12:00', '13:00']],
    ['04:00:30', '06:00:00', 'Asia/Kolkata', ['10:00', '10:30', '11:00', '11:30']],
    ['16:31:00', '16:31:00', 'America/Chicago', ['10:31']],
    ['16:31:10', '16:31:40', 'America/Chicago', []],
  ];
  it.each(cases)('%s to %s in %s', (from, to, zone, texts) => {
    expect(timeMarks(at(from), at(to), zone).map(({ text }) => text)).toEqual(texts);
  });

  it('are all the round times there are, over nights in which clocks are set too', () => {
    const minutes = fc.integer({ min: 0, max: 60 * 60 });
    const night = fc.constantFrom('2026-03-07T12:00', '2026-10-31T12:00', '2026-10-03T12:00', '2026-11-20T12:00');
    const zones = fc.constantFrom('America/Chicago', 'Asia/Kolkata', 'Europe/London', 'Australia/Lord_Howe');
    fc.assert(
      fc.property(night, minutes, fc.integer({ min: 0, max: 1_500 }), zones, (day, begin, long, zone) => {
        const from = (Date.parse(`${day}Z`) + begin * 60_000) * 1_000;
        const to = from + long * 60e6;
        const step = [1, 2, 5, 10, 15, 30, 60, 120, 180, 240, 360].find((each) => long / each <= 7) ?? 720;
        const every = Array.from({ length: long + 1 }, (_, index) => from + index * 60e6);
        const round = every.flatMap((each) => {
          const text = formatTime(each as Instant, zone, 'minutes');
          const minute = Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
          return minute % step === 0 ? [{ at: each / 1_000, text }] : [];
        });
        expect(timeMarks(from, to, zone)).toEqual(round);
      }),
      { numRuns: 60 },
    );
  });
});

describe('dateMarks', () => {
  const at = (text: string): number => Date.parse(`${text}T22:59:59Z`) * 1_000;
  const days = (...texts: string[]): number[] => texts.map(at);
  const cases: [instants: number[], tradeDate: string, texts: string[]][] = [
    [[], '2026-11-23', []],
    [days('2026-11-21'), '2026-11-23', ['11-23']],
    [days('2026-11-19', '2026-11-20', '2026-11-23'), '2026-11-23', ['11-19', '11-20', '11-23']],
    [days('2026-11-02', '2026-11-18', '2026-11-19', '2026-11-20'), '2026-11-20', ['11-02', '11-20']],
    [days('2025-11-20', '2026-11-20'), '2026-11-20', ['2025-11-20', '2026-11-20']],
  ];
  it.each(cases)('%j', (instants, tradeDate, texts) => {
    expect(dateMarks(instants, 'America/Chicago', tradeDate).map(({ text }) => text)).toEqual(texts);
  });
});
