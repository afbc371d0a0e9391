import type { Tag } from '../kind.ts';
import type { ListedCall, ListedCalls } from './calls.ts';
import { figuresText } from './figure-text.ts';
import type { GraphNode } from './schema.ts';

const row = <T>(html: Tag<T>, { time, length, failed, note, address }: ListedCall): T =>
  html`<tr><td><a href="${address}">${time}</a></td><td class="number">${length}</td><td class="${failed ? 'failed' : 'weak'}" title="${note}">${failed ? '▲ ' : ''}${note}</td></tr>`;

function calls<T>(html: Tag<T>, listed: ListedCalls): T {
  if (listed === undefined) return html`<p class="weak">Its newest calls are on their way.</p>`;
  if (listed === 'unread')
    return html`<p class="weak">Its newest calls could not be read; what the console says stands below.</p>`;
  if (listed.length === 0)
    return html`<p class="weak">No call of it is in the trace store: what is older is in the archive, which SQL reads.</p>`;
  return html`<table><caption>Newest calls, times UTC; a time opens the trace</caption><tbody>${listed.map((each) => row(html, each))}</tbody></table>`;
}

/** The panel of the process that somebody opened. */
export const openedPanel = <T>(html: Tag<T>, { name, short, figures }: GraphNode, listed: ListedCalls): T =>
  html`<div class="graph-opened" role="region" aria-label="${`Calls of ${name}`}"><p><button type="button" data-action="close" title="Close (Escape)" aria-label="Close">×</button><b>${short}</b></p><p class="weak">${name === short ? '' : name}</p><p>${figuresText(figures)}</p>${calls(html, listed)}</div>`;
