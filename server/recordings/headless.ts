import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Calendars } from '../../core/calendar/calendar.ts';
import { machineClock } from '../../core/clock.ts';
import type { Instant } from '../../core/model/time.ts';
import { ReplayClock } from '../../core/replay/clock.ts';
import { ReplayVenue } from '../../core/venue/replay/venue.ts';
import type { Instruction } from './orders-file.ts';
import { OrdersTold, type Outcome } from './orders-told.ts';
import type { StoredRecording } from './recording.ts';

/** Events between two turns of the event loop. */
const SLICE = 200_000;

export interface HeadlessOptions {
  readonly instructions: readonly Instruction[];
  readonly from?: Instant | undefined;
  readonly to?: Instant | undefined;
  readonly calendars: Calendars;
}

export interface Replayed extends Outcome {
  readonly from: Instant;
  readonly to: Instant;
  readonly events: number;
  readonly seconds: number;
  /** How orders were matched, as a sentence. */
  readonly matching: string;
}

/** Plays a recording as fast as it goes, sends orders at their instants and says what came of them. */
export async function replayHeadless(recording: StoredRecording, options: HeadlessOptions): Promise<Replayed> {
  const { instructions, calendars } = options;
  const { from = recording.from, to = recording.to } = options;
  const clock = new ReplayClock({ machine: machineClock, from, to, speed: 'max' });
  const played = { ...infoOf(recording), play: () => recording.play(from) };
  const venue = new ReplayVenue({
    recording: played,
    instruments: recording.contracts,
    clock,
    idPrefix: 'R',
    calendars,
  });
  const told = new OrdersTold(recording, calendars);
  venue.onEvents((events) => told.take(events));
  await venue.connect();
  const began = performance.now();
  const advance = async (until: Instant): Promise<void> => {
    for (let at = venue.advance(until, SLICE); at < Math.min(until, to); at = venue.advance(until, SLICE))
      await nextTurn();
  };
  for (const instruction of instructions) {
    await advance(instruction.at);
    if (instruction.type === 'place') {
      told.intend(instruction.intent, clock.now());
      venue.place(instruction.intent);
    } else if (instruction.type === 'cancel') venue.cancel(instruction.clientOrderId);
    else venue.replace(instruction.clientOrderId, instruction.terms);
  }
  await advance(to);
  const seconds = (performance.now() - began) / 1_000;
  const events = venue.played;
  await venue.disconnect();
  return { from, to, events, seconds, matching: venue.matching, ...told.outcome() };
}

const infoOf = ({ id, name, instruments, from, to, events, gaps, notes }: StoredRecording) => ({
  id,
  name,
  instruments,
  from,
  to,
  events,
  gaps,
  notes,
});
