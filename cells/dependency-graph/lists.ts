import { formatInteger } from '../../core/format.ts';
import type { Tag } from '../kind.ts';
import { lengthText } from './figure-text.ts';
import type { GraphNode, GraphProps, GraphValue } from './schema.ts';

const rowsAtMost = 200;

const cells = <T>(html: Tag<T>, [calls, errors, ...lengths]: GraphNode['figures']): T[] => [
  html`<td>${formatInteger(calls)}</td>`,
  html`<td class="${errors > 0 ? 'failed' : ''}">${formatInteger(errors)}</td>`,
  ...lengths.map((length) => html`<td>${calls === 0 ? '–' : lengthText(length)}</td>`),
];

const head = <T>(html: Tag<T>, names: readonly string[]): T =>
  html`<thead><tr>${[...names, 'calls', 'failed', 'p50', 'p95', 'p99', 'longest'].map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>`;

/** The picture as two tables, most called first: to be read aloud, searched and copied. */
export function lists<T>(html: Tag<T>, value: GraphValue, { by }: GraphProps): T {
  const byCalls = <Item extends { readonly figures: GraphNode['figures'] }>(items: readonly Item[]): Item[] =>
    [...items].sort((a, b) => b.figures[0] - a.figures[0]).slice(0, rowsAtMost);
  const named = (place: number): string => value.nodes[place]?.short ?? '';
  const nodes = byCalls(value.nodes).map(
    ({ name, short, figures }) => html`<tr><th scope="row" title="${name}">${short}</th>${cells(html, figures)}</tr>`,
  );
  const edges = byCalls(value.edges).map(
    ({ from, to, figures }) =>
      html`<tr><th scope="row" title="${value.nodes[from]?.name ?? ''}">${named(from)}</th><th title="${value.nodes[to]?.name ?? ''}">${named(to)}</th>${cells(html, figures)}</tr>`,
  );
  return html`<details class="graph-lists"><summary>As lists</summary><div><table>${head(html, [by])}<tbody>${nodes}</tbody></table><table>${head(html, ['caller', 'callee'])}<tbody>${edges}</tbody></table></div></details>`;
}
