import type { Tag } from '../tag.ts';

/*
 * What a reader sets above and below a live list; it stands in elements alone, so that no export has it.
 */

type Option = readonly [value: string, text: string];

export function selectPart<T>(html: Tag<T>, name: string, label: string, options: readonly Option[], value: string): T {
  const items = options.map(
    ([option, text]) => html`<option value="${option}" ?selected="${option === value}">${text}</option>`,
  );
  return html`<select data-filter="${name}" aria-label="${label}" .value="${value}">${items}</select>`;
}

/** `list` is the id of what is suggested. */
export const textPart = <T>(html: Tag<T>, name: string, label: string, value: string, list = ''): T =>
  html`<input data-filter="${name}" type="text" size="1" maxlength="200" autocomplete="off" spellcheck="false" aria-label="${label}" placeholder="${name}" list="${list}" .value="${value}">`;

export interface Follow {
  readonly stands: boolean;
  /** How much came meanwhile, in words. */
  readonly newer: string;
  readonly key: string;
  /** The reader chose other rows than the file. */
  readonly isChosen: boolean;
}

/** Back to the file's rows, how much is new, and to stand still or follow. */
export function followPart<T>(html: Tag<T>, { stands, newer, key, isChosen }: Follow): T {
  const about = stands ? 'Show the newest again and follow' : 'Have nothing move';
  const clear = isChosen
    ? html`<button type="button" class="button" data-action="clear" title="Back to what the file says">clear</button>`
    : '';
  return html`${clear}<span class="list-newer">${newer}</span><button type="button" class="button" data-action="freeze" aria-pressed="${String(stands)}" title="${about} (${key})">${stands ? 'follow' : 'freeze'}</button>`;
}

/** Below the list: what is shown, and older rows. */
export function pagerPart<T>(html: Tag<T>, words: string, older: { readonly loading: boolean } | undefined): T {
  if (older === undefined) return html`<span>${words}</span>`;
  return html`<span>${words}</span><button type="button" class="button" data-action="older">${older.loading ? 'searching' : 'older'}</button>`;
}
