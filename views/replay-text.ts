import { clockText } from './age.ts';
import type { ReplayInfo } from './wire.ts';

export const speedText = (speed: number | 'max'): string => (speed === 'max' ? 'max' : `×${speed}`);

/** `2013-10-07 09:31:07` in a zone. */
export const momentText = (milliseconds: number, zone: string): string =>
  `${new Date(milliseconds).toLocaleDateString('sv-SE', { timeZone: zone })} ${clockText(milliseconds, zone)}`;

/** What a recording is doing, in a word. */
export const playWord = ({ ended, playing }: ReplayInfo): string => (ended ? 'ended' : playing ? 'playing' : 'paused');

/** `REPLAY ×60`, as the badge of the environment. */
export const replayText = ({ speed }: ReplayInfo): string => `REPLAY ${speedText(speed)}`;

/** `12 %` of the events. */
export const playedText = ({ played, total }: ReplayInfo): string =>
  `${total === 0 ? 100 : Math.floor((100 * played) / total)} %`;

/** `over 3 h 12 min without events` */
export function jumpText({ jump }: ReplayInfo): string {
  if (jump === null) return '';
  const minutes = Math.round((jump.to - jump.from) / 60_000);
  const text = minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
  return `jumped over ${text} without events`;
}
