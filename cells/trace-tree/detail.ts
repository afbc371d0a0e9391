import { formatInteger } from '../../core/format.ts';
import type { CallDetail } from '../../core/trace/query.ts';
import { timeText } from '../../core/trace/tree/time-text.ts';
import { sortOf } from '../../core/trace/tree/trace-tree.ts';
import type { Tag } from '../kind.ts';
import type { Loaded } from './loaded.ts';

/** What the console said of a call that was opened; undefined while it is on its way, `gone` where it could not be read. */
export interface Opened {
  readonly call: number;
  readonly detail: CallDetail | 'gone' | undefined;
}

const isDetail = (reply: unknown): reply is CallDetail =>
  typeof reply === 'object' && reply !== null && 'call' in reply && 'inputs' in reply && 'outputs' in reply;

export const detailOf = (reply: unknown): CallDetail | 'gone' => (isDetail(reply) ? reply : 'gone');

function values<T>(html: Tag<T>, word: string, list: CallDetail['inputs'], none: string): T {
  const rows = list.map(({ name, value }) => html`<tr><th scope="row">${name}</th><td><pre>${value}</pre></td></tr>`);
  return html`<section><h3>${word}</h3>${list.length === 0 ? html`<p class="dim">${none}</p>` : html`<table class="opened-values"><tbody>${rows}</tbody></table>`}</section>`;
}

function body<T>(html: Tag<T>, { call, inputs, outputs, logs, place, source }: CallDetail): T {
  const error =
    call.exception === null
      ? ''
      : html`<section><h3 class="tree-errors">error</h3><pre class="opened-error">${call.exception}</pre></section>`;
  const lines = logs.map(
    ({ level, message }) => html`<tr><th scope="row">${level}</th><td><pre>${message}</pre></td></tr>`,
  );
  const said =
    logs.length === 0
      ? ''
      : html`<section><h3>logs</h3><table class="opened-values"><tbody>${lines}</tbody></table></section>`;
  const text =
    source === null
      ? ''
      : html`<section class="opened-source"><h3>source <span class="dim">${place ?? ''}</span></h3><pre>${source}</pre></section>`;
  return html`${error}${values(html, 'arguments', inputs, 'None were kept.')}${values(html, 'result', outputs, call.status === 'ERR' ? 'It failed.' : 'None was kept.')}${said}${text}`;
}

function inside<T>(html: Tag<T>, detail: Opened['detail']): T {
  if (detail === undefined) return html`<p class="dim">Reading the call.</p>`;
  if (detail === 'gone')
    return html`<p class="dim">The call could not be read; what the console says stands below.</p>`;
  return body(html, detail);
}

/** Arguments, result, error, logs and source of one call, beside the tree. */
export function detailPart<T>(html: Tag<T>, { tree, self }: Loaded, { call, detail }: Opened): T {
  const { process, group, service } = sortOf(tree, call);
  const below = (tree.end[call] ?? 0) - call - 1;
  const figures = [
    service,
    group,
    `from ${timeText(tree.start[call] ?? 0)}`,
    `took ${timeText(tree.duration[call] ?? 0)}`,
    `self ${timeText(self[call] ?? 0)}`,
    `${formatInteger(below)} ${below === 1 ? 'call' : 'calls'} below`,
    ...(tree.subjects.has(call) ? [tree.subjects.get(call) ?? ''] : []),
  ];
  return html`<aside class="opened" aria-label="The call"><header><strong>${process}</strong><button class="tree-button" type="button" data-action="close" aria-label="Close">×</button></header><p class="dim">${figures.join(' · ')}</p><div class="opened-body">${inside(html, detail)}</div></aside>`;
}
