import { describe, expect, it } from 'vitest';
import {
  endTexts,
  jumpText,
  momentText,
  playedText,
  playedTitle,
  playLabel,
  playWord,
} from '../../views/replay-text.ts';
import type { ReplayInfo } from '../../views/wire.ts';

const zone = 'America/Chicago';
const from = Date.UTC(2013, 9, 7, 0, 0);
const replay: ReplayInfo = {
  name: 'gold.csv',
  id: '5a79',
  from,
  to: Date.UTC(2013, 9, 9, 23, 59, 58),
  position: Date.UTC(2013, 9, 7, 14, 31, 7),
  playing: true,
  speed: 60,
  ended: false,
  played: 24_412,
  total: 156_452,
  jump: null,
  matching: 'by trades',
};

it('says where a recording stands, by the clock of the exchange', () => {
  expect(momentText(replay.position, zone)).toBe('2013-10-07 09:31:07');
  expect([playedText(replay), playedTitle(replay)]).toEqual(['15 %', '24,412 of 156,452 events played']);
});

it.each<[string, Partial<ReplayInfo>, readonly [string, string]]>([
  ['days of a year', {}, ['10-06 19:00', '10-09 18:59']],
  ['years', { to: Date.UTC(2020, 0, 7) }, ['2013-10-06', '2020-01-06']],
  ['one day', { to: from + 60_000 }, ['19:00:00', '19:01:00']],
])('names the ends of a line over %s', (_, change, expected) => {
  expect(endTexts({ ...replay, ...change }, zone)).toEqual(expected);
});

it.each<[Partial<ReplayInfo>, string, string]>([
  [{}, 'playing', 'Pause'],
  [{ playing: false }, 'paused', 'Play'],
  [{ playing: false, ended: true }, 'ended', 'Play again'],
])('calls %o %s, and its button %s', (change, word, label) => {
  expect([playWord({ ...replay, ...change }), playLabel({ ...replay, ...change })]).toEqual([word, label]);
});

describe('a jump over a stretch without events', () => {
  const jump = { from: replay.position - 3 * 3_600_000 - 12 * 60_000, to: replay.position };
  it.each<[string, Partial<ReplayInfo>, string]>([
    ['when it lands', { jump }, 'jumped over 3 h 12 min without events'],
    ['of minutes', { jump: { from: jump.to - 92_000, to: jump.to } }, 'jumped over 2 min without events'],
    [
      'eight seconds later, as one watches',
      { jump, position: jump.to + 480_000 },
      'jumped over 3 h 12 min without events',
    ],
    ['after that', { jump, position: jump.to + 480_001 }, ''],
    ['half a minute later at the pace of a clock', { jump, speed: 1, position: jump.to + 30_001 }, ''],
    ['once it ended', { jump, ended: true }, ''],
  ])('is told %s', (_, change, expected) => {
    expect(jumpText({ ...replay, ...change })).toBe(expected);
  });
});
