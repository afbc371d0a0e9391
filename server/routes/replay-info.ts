import { toMilliseconds } from '../../core/model/time.ts';
import type { ReplayState } from '../../core/topics.ts';
import type { ReplayInfo } from '../../views/wire.ts';

/** A recording being played, as a page shows it. */
export function replayInfo(state: ReplayState): ReplayInfo {
  const { recording, position, playing, speed, ended, played, total, matching } = state;
  const [jump] = state.jumps;
  return {
    name: recording.name,
    id: recording.id,
    from: Math.floor(toMilliseconds(recording.from)),
    to: Math.floor(toMilliseconds(recording.to)),
    position: Math.floor(toMilliseconds(position)),
    playing,
    speed,
    ended,
    played,
    total,
    jump: jump ? { from: toMilliseconds(jump.from), to: toMilliseconds(jump.to) } : null,
    matching,
  };
}
