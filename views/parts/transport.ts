import { zoneLabel } from '../age.ts';
import { html, type Markup } from '../markup.ts';
import type { ConsoleInfo } from '../model.ts';
import { jumpText, momentText, playedText, playWord, speedText } from '../replay-text.ts';

export const speeds: readonly (number | 'max')[] = [1, 2, 5, 10, 30, 60, 120, 300, 600, 1_800, 'max'];

const choices = (speed: number | 'max'): readonly (number | 'max')[] =>
  speeds.includes(speed) ? speeds : [speed, ...speeds];

/** The controls of a recording that is played, at the foot of every page. */
export function transport({ replay, zone }: ConsoleInfo): Markup {
  if (replay === null) return html``;
  return html`<section class="transport" id="transport" aria-label="Replay" data-zone="${zone}" data-word="${playWord(replay)}">
    <button class="button transport-play" type="button" data-act="replay-play">${replay.playing ? 'Pause' : 'Play'}</button>
    <select class="transport-speed" aria-label="Speed">${choices(replay.speed).map(
      (speed) =>
        html`<option value="${speed}"${speed === replay.speed ? html` selected` : ''}>${speedText(speed)}</option>`,
    )}</select>
    <input class="transport-line" type="range" aria-label="Position" min="${replay.from}" max="${replay.to}" step="1000" value="${replay.position}">
    <span class="transport-time">${momentText(replay.position, zone)}</span> <span class="dim">${zoneLabel(zone, replay.position)}</span>
    <span class="transport-played dim">${playedText(replay)}</span>
    <span class="transport-name" title="${replay.matching}">${replay.name}</span>
    <span class="transport-jump dim">${jumpText(replay)}</span>
    <span class="bar-space"></span>
    <button class="button" type="button" data-act="replay-close">Back to paper</button>
  </section>`;
}
