import { expect, test } from 'vitest';
import { replayValue } from '../../../cells/replay/server.ts';
import { playedGold } from './fixture.ts';

test('says where a recording stands, in the zone of the exchange', () => {
  expect(replayValue(playedGold, 'America/Chicago')).toEqual({
    playing: {
      name: 'gold.csv.gz',
      run: 'replay-7',
      span: '2013-10-06 19:00 to 2013-10-06 21:00 CDT',
      position: '2013-10-06 19:30:00 CDT',
      word: 'playing',
      speed: '×60',
      events: '1,200 of 4,800',
      matching: 'Orders fill when the market trades through them.',
      notes: ['The aggressor is inferred from the tick rule.'],
      jumps: [{ from: '2013-10-06 19:05:00', to: '2013-10-06 19:12:00', length: '7 min 00 s' }],
    },
  });
});

test.each([
  [{ ended: true, playing: false, speed: 'max' as const }, 'ended', 'max'],
  [{ ended: false, playing: false, speed: 0.5 }, 'paused', '×0.5'],
])('the state in a word: %j', (change, word, speed) => {
  expect(replayValue({ ...playedGold, ...change }, 'UTC').playing).toMatchObject({ word, speed });
});

test('no recording', () => {
  expect(replayValue(undefined, 'UTC')).toEqual({ playing: null });
});
