import { describe, expect, it } from 'vitest';
import { ageText, clockText, freshnessText, zoneLabel } from '../../views/age.ts';

describe('ages', () => {
  it.each([
    [-5, 'now'],
    [1_999, 'now'],
    [2_000, '2 s'],
    [59_999, '59 s'],
    [60_000, '1 min'],
    [3_600_000, '1 h'],
    [86_400_000 * 3, '3 d'],
  ])('%d ms is %s', (milliseconds, text) => expect(ageText(milliseconds)).toBe(text));

  it.each([
    [14.4, '14 ms'],
    [999, '999 ms'],
    [1_240, '1.2 s'],
    [12_000, '12 s'],
  ])('a source of %d ms is %s', (milliseconds, text) => expect(freshnessText(milliseconds)).toBe(text));
});

describe('the clock', () => {
  const winter = Date.UTC(2026, 10, 20, 16, 31, 7);
  const summer = Date.UTC(2026, 6, 20, 5, 4, 3);

  it.each([
    [winter, 'America/Chicago', '10:31:07', 'CT'],
    [summer, 'America/Chicago', '00:04:03', 'CT'],
    [winter, 'Asia/Kolkata', '22:01:07', 'IST'],
    [winter, 'UTC', '16:31:07', 'UTC'],
  ])('%d in %s is %s %s', (at, zone, text, label) => {
    expect([clockText(at, zone), zoneLabel(zone, at)]).toEqual([text, label]);
  });
});
