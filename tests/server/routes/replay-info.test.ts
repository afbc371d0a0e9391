import { expect, test } from 'vitest';
import { instant } from '../../../core/model/time.ts';
import { replayInfo } from '../../../server/routes/replay-info.ts';
import { playedGold } from '../../cells/replay/fixture.ts';

test('tells whole milliseconds, as a request to jump has them', () => {
  const { from, to } = playedGold.recording;
  const recording = { ...playedGold.recording, from: instant(from + 169), to: instant(to + 492) };
  expect(replayInfo({ ...playedGold, recording })).toMatchObject({ from: from / 1_000, to: to / 1_000 });
});
