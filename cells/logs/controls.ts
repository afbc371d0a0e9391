import { formatInteger } from '../../core/format.ts';
import { logLevels } from '../../core/trace/log-level.ts';
import type { LogLevel } from '../../core/trace/row.ts';
import type { Tag } from '../../views/tag.ts';
import { traceAddress } from '../../views/trace-address.ts';
import type { LogLine } from './schema.ts';

interface Bar {
  readonly level: LogLevel;
  readonly text: string;
  readonly isChosen: boolean;
  readonly frozen: boolean;
  /** Lines that came while it stands still. */
  readonly newer: number;
  readonly key: string;
}

/** What a reader sets; it stands in the element alone, so that no export has it. */
export function bar<T>(html: Tag<T>, { level, text, isChosen, frozen, newer, key }: Bar): T {
  const options = logLevels.map(
    (name) =>
      html`<option value="${name}" ?selected="${name === level}">${name === 'fatal' ? name : `${name} and worse`}</option>`,
  );
  const clear = isChosen
    ? html`<button type="button" class="button" data-action="clear" title="Back to what the file says">clear</button>`
    : '';
  const about = frozen ? 'Show the newest again and follow' : 'Have nothing move';
  return html`<select aria-label="Level" .value="${level}">${options}</select><input type="text" size="1" maxlength="200" autocomplete="off" spellcheck="false" aria-label="Text in a message or a field" placeholder="text" .value="${text}">${clear}<span class="logs-newer" role="status">${newer > 0 ? `${formatInteger(newer)} newer` : ''}</span><button type="button" class="button" data-action="freeze" aria-pressed="${String(frozen)}" title="${about} (${key})">${frozen ? 'follow' : 'freeze'}</button>`;
}

/** Below the lines: how many, and older ones. */
export function pager<T>(html: Tag<T>, words: string, older: { readonly loading: boolean } | undefined): T {
  if (older === undefined) return html`<span>${words}</span>`;
  return html`<span>${words}</span><button type="button" class="button" data-action="older">${older.loading ? 'searching' : 'older'}</button>`;
}

/** The way from a line to the calls in which it was written. */
export const traceLink = <T>(html: Tag<T>, { traceId, ts }: LogLine): unknown =>
  traceId === null
    ? ''
    : html`<a class="log-trace" href="${traceAddress(traceId, ts)}" title="The calls in which it was written">trace</a>`;
