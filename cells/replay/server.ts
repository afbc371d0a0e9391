import { zoneOf } from '../../core/calendar/session.ts';
import { formatDateTime, formatDuration, formatInteger, formatZone } from '../../core/format.ts';
import type { Instant } from '../../core/model/time.ts';
import type { ReplayState } from '../../core/topics.ts';
import type { CellContext, Refs } from '../kind.ts';
import type { ReplayProps, ReplayValue } from './schema.ts';

const shownJumps = 3;

export const refs = (): Refs => ({ reads: ['replay'] });

function wordOf({ ended, playing }: ReplayState): 'playing' | 'paused' | 'ended' {
  if (ended) return 'ended';
  return playing ? 'playing' : 'paused';
}

/** What the replay cell shows; times are the exchange's, with the zone once. */
export function replayValue(state: ReplayState | undefined, zone: string): ReplayValue {
  if (state === undefined) return { playing: null };
  const { recording, played, total, speed } = state;
  const timed = (at: Instant) => formatDateTime(at, zone);
  const minutes = (at: Instant) => formatDateTime(at, zone, 'minutes');
  return {
    playing: {
      name: recording.name,
      run: state.run,
      span: `${minutes(recording.from)} to ${minutes(recording.to)} ${formatZone(recording.to, zone)}`,
      position: `${timed(state.position)} ${formatZone(state.position, zone)}`,
      word: wordOf(state),
      speed: speed === 'max' ? 'max' : `×${speed}`,
      events: `${formatInteger(played)} of ${formatInteger(total)}`,
      matching: state.matching,
      notes: [...state.notes],
      jumps: state.jumps
        .slice(0, shownJumps)
        .map(({ from, to }) => ({ from: timed(from), to: timed(to), length: formatDuration(to - from) })),
    },
  };
}

export async function* frames(_props: ReplayProps, context: CellContext): AsyncIterable<ReplayValue> {
  const [first] = context.instruments;
  const zone = first === undefined ? 'UTC' : zoneOf(context.instrument(first).session);
  for await (const _ of context.changes('replay')) yield replayValue(context.read<ReplayState>('replay'), zone);
}
