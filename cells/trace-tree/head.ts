import { formatInteger } from '../../core/format.ts';
import { timeText } from '../../core/trace/tree/time-text.ts';
import type { Tag } from '../kind.ts';
import type { TraceTreeHead } from './schema.ts';

export const counted = (count: number, one: string, many: string): string =>
  `${formatInteger(count)} ${count === 1 ? one : many}`;

/** One line on the whole trace: where it began, when, how long, how much, and what of it does not hold together. */
export function headPart<T>(html: Tag<T>, head: TraceTreeHead): T {
  const errors =
    head.errors === 0
      ? html`<span class="tree-none">no errors</span>`
      : html`<span class="tree-errors">${counted(head.errors, 'error', 'errors')}</span>`;
  const subject = head.subject === undefined ? '' : html`<span class="tree-subject">${head.subject}</span>`;
  const flaws = head.flaws.map((flaw) => html`<span class="tree-flaw">${flaw}</span>`);
  return html`<p class="tree-head"><span class="tree-service">${head.service}</span><strong class="tree-root" title="${head.process}">${head.process}</strong>${subject}<span class="tree-total">${timeText(head.total)}</span><span>${counted(head.calls, 'call', 'calls')}</span>${errors}<span>${counted(head.levels, 'level', 'levels')}</span><time class="tree-started" title="trace ${head.trace}">${head.started} <span class="zone">UTC</span></time>${flaws}</p>`;
}

export const captionOf = (head: TraceTreeHead): string =>
  [
    counted(head.calls, 'call', 'calls'),
    ...(head.errors === 0 ? [] : [counted(head.errors, 'error', 'errors')]),
    timeText(head.total),
  ].join(' · ');
