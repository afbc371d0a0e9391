import { zoneLabel } from '../age.ts';
import { hinted } from '../keys.ts';
import { html, type Markup } from '../markup.ts';
import type { ConsoleInfo } from '../model.ts';
import {
  endTexts,
  jumpText,
  momentText,
  playedText,
  playedTitle,
  playLabel,
  playWord,
  speedText,
} from '../replay-text.ts';

export const speeds: readonly (number | 'max')[] = [1, 2, 5, 10, 30, 60, 120, 300, 600, 1_800, 'max'];

const choices = (speed: number | 'max'): readonly (number | 'max')[] =>
  speeds.includes(speed) ? speeds : [speed, ...speeds];

const stepHint = 'Arrow keys: a minute, with Shift ten, Page Up and Page Down: an hour. Going back begins another run.';

/** The controls of a recording that is played, at the foot of every page. */
export function transport({ replay, zone, keys }: ConsoleInfo): Markup {
  if (replay === null) return html``;
  const { from, to, position, matching, name } = replay;
  const [first, last] = endTexts(replay, zone);
  const moment = momentText(position, zone);
  return html`<section class="transport" id="transport" aria-label="Replay" data-zone="${zone}" data-word="${playWord(replay)}">
    <button class="button transport-play" type="button" data-act="replay-play" title="${hinted('Play or pause', keys, 'replay-play')}">${playLabel(replay)}</button>
    <select class="transport-speed" data-page-keys aria-label="Speed" title="${hinted('Faster', keys, 'replay-faster')}, ${hinted('slower', keys, 'replay-slower')}">${choices(
      replay.speed,
    ).map(
      (speed) =>
        html`<option value="${speed}"${speed === replay.speed ? html` selected` : ''}>${speedText(speed)}</option>`,
    )}</select>
    <span class="transport-time"><span class="transport-moment">${moment}</span> <span class="transport-zone dim">${zoneLabel(zone, position)}</span></span>
    <span class="transport-end dim" title="${momentText(from, zone)}">${first}</span>
    <input class="transport-line" type="range" data-page-keys aria-label="Position" aria-valuetext="${moment}" title="${stepHint}" min="${from}" max="${to}" step="1000" value="${position}">
    <span class="transport-end dim" title="${momentText(to, zone)}">${last}</span>
    <span class="transport-played dim" title="${playedTitle(replay)}">${playedText(replay)}</span>
    <span class="transport-name" title="${matching}">${name}</span>
    <span class="transport-jump dim">${jumpText(replay)}</span>
    <span class="bar-space"></span>
    <button class="button transport-close" type="button" data-act="replay-close" title="${hinted('Leave the recording', keys, 'replay-close')}">Back to paper</button>
  </section>`;
}
