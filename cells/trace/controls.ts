import { type Follow, followPart, selectPart, textPart } from '../../views/client/list-controls.ts';
import type { Tag } from '../../views/tag.ts';
import { type Chosen, rangeSaid, ranges } from './filter.ts';
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
  readonly follow: Follow;
  readonly file: string;
}

type Option = readonly [value: string, text: string];

const statuses: readonly Option[] = [
  ['', 'any status'],
  ['ERR', 'ERR'],
  ['OK', 'OK'],
];

const list = <T>(html: Tag<T>, id: string, names: readonly string[]): T =>
  html`<datalist id="${id}">${names.map((name) => html`<option value="${name}"></option>`)}</datalist>`;

function rangeOptions({ last, from, to }: TraceProps, chosen: string | undefined): readonly Option[] {
  const fixed: readonly Option[] = from || to ? [['file', 'as in the file']] : [];
  const steps = [last, chosen, ...ranges].filter((step): step is string => Boolean(step));
  return [...fixed, ['', 'all that is kept'], ...[...new Set(steps)].map((step): Option => [step, `last ${step}`])];
}

/** The filters of a reader, how much is new while the table stands still, and the file of all of it. */
export function filterBar<T>(html: Tag<T>, { props, chosen, names, id, follow, file }: Bar): T {
  const text = (name: 'process' | 'group' | 'text'): string => chosen[name] ?? props[name] ?? '';
  const range = chosen.last ?? rangeSaid(props);
  const status = chosen.status ?? props.status ?? '';
  return html`${selectPart(html, 'last', 'Range of time', rangeOptions(props, chosen.last), range)}${textPart(html, 'process', 'Process: part of a name, * for anything', text('process'), `${id}-processes`)}${textPart(html, 'group', 'Group and those under it', text('group'), `${id}-groups`)}${selectPart(html, 'status', 'Status', statuses, status)}${textPart(html, 'text', 'Text in a name, a value or an error', text('text'))}${followPart(html, follow)}<a class="button" href="${file}" download="traces.csv" title="Up to 100,000 rows with the seven canonical columns">CSV</a>${list(html, `${id}-processes`, names?.processes ?? [])}${list(html, `${id}-groups`, names?.groups ?? [])}`;
}
