import { clockText } from './age.ts';
import type { ReplayInfo } from './wire.ts';

export const speedText = (speed: number | 'max'): string => (speed === 'max' ? 'max' : `×${speed}`);

/** `2013-10-07 09:31:07` in a zone. */
export const momentText = (milliseconds: number, zone: string): string =>
  `${new Date(milliseconds).toLocaleDateString('sv-SE', { timeZone: zone })} ${clockText(milliseconds, zone)}`;

/** What stands at the ends of the line: `10-06 19:00`; years where they differ, and times alone within a day. */
export function endTexts({ from, to }: ReplayInfo, zone: string): readonly [string, string] {
  const [first, last] = [momentText(from, zone), momentText(to, zone)];
  if (first.slice(0, 10) === last.slice(0, 10)) return [first.slice(11), last.slice(11)];
  if (first.slice(0, 4) !== last.slice(0, 4)) return [first.slice(0, 10), last.slice(0, 10)];
  return [first.slice(5, 16), last.slice(5, 16)];
}

/** What a recording is doing, in a word. */
export const playWord = ({ ended, playing }: ReplayInfo): string => (ended ? 'ended' : playing ? 'playing' : 'paused');

/** What the button does: one that ended begins anew. */
export const playLabel = ({ ended, playing }: ReplayInfo): string =>
  ended ? 'Play again' : playing ? 'Pause' : 'Play';

/** `REPLAY ×60`, as the badge of the environment. */
export const replayText = ({ speed }: ReplayInfo): string => `REPLAY ${speedText(speed)}`;

/** `12 %` of the events. */
export const playedText = ({ played, total }: ReplayInfo): string =>
  `${total === 0 ? 100 : Math.floor((100 * played) / total)} %`;

const counted = (count: number): string => count.toLocaleString('en-US');

export const playedTitle = ({ played, total }: ReplayInfo): string =>
  `${counted(played)} of ${counted(total)} events played`;

/** A jump is told for this long: half a minute of the recording, or eight seconds of whoever watches where that is more. */
const toldFor = (speed: number | 'max'): number => Math.max(30_000, (speed === 'max' ? 600 : speed) * 8_000);

/** `jumped over 3 h 12 min without events`, for a while after it */
export function jumpText({ jump, position, speed, ended }: ReplayInfo): string {
  if (jump === null || ended || position - jump.to > toldFor(speed)) return '';
  const minutes = Math.round((jump.to - jump.from) / 60_000);
  const text = minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
  return `jumped over ${text} without events`;
}
