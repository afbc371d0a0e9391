import type { Json } from '../../cells/kind.ts';
import { type Instant, toMilliseconds } from '../../core/model/time.ts';
import type { RecordingInfo } from '../../core/replay/recording.ts';
import type { Kept } from './library.ts';

/** An instant to the microsecond, in UTC. */
export function utcText(at: Instant): string {
  const micros = String(((at % 1_000) + 1_000) % 1_000).padStart(3, '0');
  return new Date(Math.floor(toMilliseconds(at))).toISOString().replace('Z', micros === '000' ? 'Z' : `${micros}Z`);
}

export const infoJson = ({ id, name, instruments, from, to, events, gaps, notes }: RecordingInfo) => ({
  id,
  name,
  instruments: [...instruments],
  from: utcText(from),
  to: utcText(to),
  events: { ...events },
  gaps,
  notes: [...notes],
});

export const keptJson = (kept: Kept): Json => ({
  ...infoJson(kept),
  bytes: kept.bytes,
  kept: new Date(kept.kept).toISOString(),
});
