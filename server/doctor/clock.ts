import { setTimeout as wait } from 'node:timers/promises';
import { type Line, note, ok, problem } from './line.ts';

const watchedMilliseconds = 250;
/** Wall clocks are slewed and timers are late by less. */
const grainMilliseconds = 20;

/** Zones that trade dates and shown times need, with an offset that only the right rules give. */
const zones = [
  { zone: 'America/Chicago', at: Date.UTC(2026, 6, 1), offset: 'GMT-5' },
  { zone: 'America/Chicago', at: Date.UTC(2026, 11, 1), offset: 'GMT-6' },
  { zone: 'America/New_York', at: Date.UTC(2026, 2, 9), offset: 'GMT-4' },
  { zone: 'Asia/Kolkata', at: Date.UTC(2026, 0, 1), offset: 'GMT+5:30' },
] as const;

interface Clocks {
  /** Milliseconds since 1970. */
  wall(): number;
  /** Milliseconds that only run forward. */
  elapsed(): number;
}

const machineClocks: Clocks = { wall: () => Date.now(), elapsed: () => performance.now() };

/** The machine's clock against one that cannot be set, over a moment and since this command began; and the time zones. */
export async function clockLines(
  clocks: Clocks = machineClocks,
  origin: number = performance.timeOrigin,
): Promise<Line[]> {
  const [wall, elapsed] = [clocks.wall(), clocks.elapsed()];
  await wait(watchedMilliseconds);
  const apart = clocks.wall() - wall - (clocks.elapsed() - elapsed);
  const sinceBegin = clocks.wall() - (origin + clocks.elapsed());
  const todo = 'See that one program alone sets the time (chrony or systemd-timesyncd), and that it slews.';
  const step = Math.abs(apart) > Math.abs(sinceBegin) ? apart : sinceBegin;
  const now = new Date(clocks.wall()).toISOString();
  const runs =
    Math.abs(step) > grainMilliseconds
      ? note('clock', `the machine's clock was set by ${Math.round(step)} ms while this ran (${now})`, todo)
      : ok('clock', `the machine's clock runs evenly (${now})`);
  return [runs, zoneLine()];
}

function zoneLine(): Line {
  const wrong = zones.filter(({ zone, at, offset }) => offsetOf(zone, at) !== offset).map(({ zone }) => zone);
  if (wrong.length === 0)
    return ok('clock', `time zones are known (${[...new Set(zones.map(({ zone }) => zone))].join(', ')})`);
  const names = [...new Set(wrong)].join(', ');
  return problem(
    'clock',
    `this Node does not know the time zone of ${names}`,
    'Install a Node with full time zone data.',
  );
}

function offsetOf(zone: string, at: number): string | undefined {
  try {
    const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'shortOffset' });
    return format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value;
  } catch {
    return undefined;
  }
}
