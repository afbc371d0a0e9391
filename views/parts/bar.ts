import { clockText, zoneLabel } from '../age.ts';
import { hinted, keyOf } from '../keys.ts';
import { html, type Markup } from '../markup.ts';
import type { ConsoleInfo } from '../model.ts';
import { replayText } from '../replay-text.ts';
import { arming } from './arming.ts';
import { transport } from './transport.ts';

/** Of a venue its environment's word, which stands last: `projectx-live`. */
const environmentClass = (environment: string): string =>
  `environment-${/[a-z]+$/.exec(environment.toLowerCase())?.[0] ?? 'paper'}`;

/** A recording is named with its speed, `REPLAY ×60`. */
export function environmentBadge({ environment, replay }: ConsoleInfo): Markup {
  const text = replay ? replayText(replay) : environment.replace('-', ' ').toUpperCase();
  return html`<span class="environment ${environmentClass(environment)}">${text}</span>`;
}

export function clockPart(info: ConsoleInfo): Markup {
  return html`<span class="clock" id="clock" data-zone="${info.zone}" data-now="${info.now}" title="${new Date(info.now).toISOString()}"
    ><span class="clock-time">${clockText(info.now, info.zone)}</span> <span class="dim">${zoneLabel(info.zone, info.now)}</span></span>`;
}

export const freshnessPart = (): Markup =>
  html`<span class="freshness" id="freshness" data-link="connecting" title="Age of the oldest live source on this page"><span class="dot" aria-hidden="true"></span><span class="freshness-text">connecting</span></span>`;

export function bar(
  info: ConsoleInfo,
  notebook: { id: string; title: string } | null,
  title = notebook?.title ?? 'Notebooks',
): Markup {
  const forNotebook = notebook
    ? html`<button class="button" type="button" data-act="run-stale" hx-post="/notebooks/${notebook.id}/run" hx-swap="none">Run stale <kbd class="wide">${keyOf(info.keys, 'run-stale')}</kbd></button>
      <a class="button" data-act="export" href="/notebooks/${notebook.id}/export.html?download">Share <kbd class="wide">${keyOf(info.keys, 'export')}</kbd></a>`
    : '';
  return html`<header class="bar">
    <a class="bar-home" href="/">deskbook</a>
    <span class="bar-title">${title}</span>
    ${environmentBadge(info)}
    ${arming(info)}
    <span class="bar-space"></span>
    <a class="bar-alerts" id="alerts" href="/notebooks/operations" hidden><span class="alerts-sign" aria-hidden="true">◆</span> <span class="alerts-count">0</span> <span class="wide">to acknowledge</span></a>
    ${clockPart(info)}
    ${notebook ? freshnessPart() : ''}
    ${forNotebook}
    <button class="button" type="button" data-act="theme" title="${hinted('Change the theme', info.keys, 'theme')}"><span class="theme-word">Dark</span> <kbd class="wide">${keyOf(info.keys, 'theme')}</kbd></button>
    <button class="button narrow" type="button" data-act="palette" aria-label="All actions"><kbd>${keyOf(info.keys, 'palette') || '⋯'}</kbd></button>
  </header>${transport(info)}`;
}
