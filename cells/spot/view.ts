import type { Tag } from '../kind.ts';
import type { PriceText } from '../shown.ts';
import type { SpotProps, SpotRow, SpotValue } from './schema.ts';

export const price = <T>(html: Tag<T>, { handle, fraction }: PriceText): T =>
  html`${handle}<span class="weak">${fraction}</span>`;

const words = { fresh: 'fresh', old: 'old', none: 'none' } as const;

/** Where the price is shown, a mark for one off the price grid. */
function priced<T>(html: Tag<T>, { price: text, offGrid, note }: SpotRow): T {
  if (!text) return html`<td class="price number weak" title="${note}">–</td>`;
  const mark = offGrid ? html`<span class="off-grid" title="Off the price grid, and exact">~</span>` : '';
  return html`<td class="price number" title="${note}">${mark}<span class="spot-price">${price(html, text)}</span></td>`;
}

const sourceText = ({ source, chosen }: SpotRow): string => (source === null ? '' : chosen ? `${source} ·` : source);

/** A row as it stands; `source` is what an element puts in place of the source's name. */
export function spotRow<T>(
  html: Tag<T>,
  row: SpotRow,
  { source, selected }: { source: unknown; selected: boolean },
): T {
  const { instrument, age, state, why, problems, chosen } = row;
  const said = problems.length > 0 ? problems.join(' ') : why;
  const classes = [state, selected && 'selected', problems.length > 0 && 'troubled'].filter(Boolean).join(' ');
  return html`<tr class="${classes}" data-instrument="${instrument}" aria-selected="${String(selected)}"><th scope="row">${instrument}</th>${priced(html, row)}<td class="source" title="${chosen ? 'Chosen; the order of the settings does not count' : ''}">${source ?? sourceText(row)}</td><td class="number age">${age}</td><td class="state"><span class="shape"></span>${words[state]}</td><td class="why" title="${said}">${said}</td></tr>`;
}

export function spotTable<T>(html: Tag<T>, rows: unknown): T {
  return html`<table class="spots" role="grid"><thead><tr><th>instrument</th><th class="number">spot</th><th>source</th><th class="number">age</th><th>state</th><th class="why">why this one</th></tr></thead><tbody>${rows}</tbody></table>`;
}

export const nothing = <T>(html: Tag<T>): T =>
  html`<p class="spot-empty">No instrument has a spot source. config/spots.json names them; deskbook spot ZN 110'16 states one.</p>`;

export function view<T>(html: Tag<T>, value: SpotValue, _props: SpotProps): T {
  if (value.rows.length === 0) return nothing(html);
  return spotTable(
    html,
    value.rows.map((row) => spotRow(html, row, { source: null, selected: false })),
  );
}

export function caption({ rows }: SpotValue): string {
  const fresh = rows.filter(({ state }) => state === 'fresh').length;
  return rows.length === 0 ? '' : `${fresh} of ${rows.length} fresh`;
}
