import type { Tag } from '../../views/tag.ts';
import { type Chosen, ranges } from './filter.ts';
import type { TraceProps } from './schema.ts';

/*
 * What a reader sets, and therefore stands in the element alone.
 */

export interface Names {
  readonly processes: readonly string[];
  readonly groups: readonly string[];
}

interface Bar {
  readonly props: TraceProps;
  readonly chosen: Chosen;
  readonly names: Names | undefined;
  /** Tells the lists of two cells apart. */
  readonly id: string;
  readonly freeze: { readonly frozen: boolean; readonly newer: string; readonly key: string };
  readonly file: string;
}

type Option = readonly [value: string, text: string];

function select<T>(html: Tag<T>, name: string, label: string, options: readonly Option[], value: string): T {
  const items = options.map(([option, text]) =>
    option === value
      ? html`<option value="${option}" selected>${text}</option>`
      : html`<option value="${option}">${text}</option>`,
  );
  return html`<select data-filter="${name}" aria-label="${label}">${items}</select>`;
}

function field<T>(html: Tag<T>, name: string, label: string, value: string, list: string): T {
  return html`<input data-filter="${name}" type="text" size="1" maxlength="200" autocomplete="off" spellcheck="false" aria-label="${label}" placeholder="${name}" list="${list}" .value="${value}">`;
}

const list = <T>(html: Tag<T>, id: string, names: readonly string[]): T =>
  html`<datalist id="${id}">${names.map((name) => html`<option value="${name}"></option>`)}</datalist>`;

function rangeOptions({ last, from, to }: TraceProps, chosen: string | undefined): readonly Option[] {
  const fixed: readonly Option[] = from || to ? [['file', 'as in the file']] : [];
  const steps = [last, chosen, ...ranges].filter((step): step is string => Boolean(step));
  return [...fixed, ['', 'all that is kept'], ...[...new Set(steps)].map((step): Option => [step, `last ${step}`])];
}

/** The filters of a reader, how much is new while the table stands still, and the file of all of it. */
export function filterBar<T>(html: Tag<T>, { props, chosen, names, id, freeze, file }: Bar): T {
  const text = (name: 'process' | 'group' | 'text'): string => chosen[name] ?? props[name] ?? '';
  const range = chosen.last ?? (props.from || props.to ? 'file' : (props.last ?? ''));
  const status = chosen.status ?? props.status ?? '';
  const statuses: readonly Option[] = [
    ['', 'any status'],
    ['ERR', 'ERR'],
    ['OK', 'OK'],
  ];
  const clear =
    Object.keys(chosen).length === 0
      ? ''
      : html`<button type="button" class="button" data-action="clear" title="Back to what the file says">clear</button>`;
  const word = freeze.frozen ? 'follow' : 'freeze';
  const about = freeze.frozen ? 'Show the newest again and follow' : 'Have nothing move';
  return html`${select(html, 'last', 'Range of time', rangeOptions(props, chosen.last), range)}${field(html, 'process', 'Process: part of a name, * for anything', text('process'), `${id}-processes`)}${field(html, 'group', 'Group and those under it', text('group'), `${id}-groups`)}${select(html, 'status', 'Status', statuses, status)}${field(html, 'text', 'Text in a name, a value or an error', text('text'), '')}${clear}<span class="trace-newer" role="status">${freeze.frozen ? freeze.newer : ''}</span><button type="button" class="button" data-action="freeze" aria-pressed="${String(freeze.frozen)}" title="${about} (${freeze.key})">${word}</button><a class="button" href="${file}" download="traces.csv" title="Up to 100,000 rows with the seven canonical columns">CSV</a>${list(html, `${id}-processes`, names?.processes ?? [])}${list(html, `${id}-groups`, names?.groups ?? [])}`;
}

/** Below the table: what is shown, and older rows. */
export function pager<T>(html: Tag<T>, words: string, older: { readonly loading: boolean } | undefined): T {
  if (older === undefined) return html`<span>${words}</span>`;
  return html`<span>${words}</span><button type="button" class="button" data-action="older">${older.loading ? 'searching' : 'older'}</button>`;
}
