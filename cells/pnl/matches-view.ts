import type { Tag } from '../kind.ts';
import type { MatchRow, PnlValue } from './schema.ts';

/** A stretch of the chart: after `from` up to and including `to` (milliseconds), and how to call it. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly name: string;
}

/** How many rows of a trade date stand below a chart nobody has chosen a point of. */
const newest = 12;

/** What is listed while no point is chosen: of a period the date that is not over, of a trade date its newest. */
function unchosen(value: PnlValue): Stretch | undefined {
  const [from, to] = [value.points.at(-2), value.points.at(-1)];
  return value.step === 'date' && from && to ? { from: from[0], to: to[0], name: value.tradeDate } : undefined;
}

function title(value: PnlValue, rows: readonly MatchRow[], stretch: Stretch | undefined): string {
  const count = (matches: number) => `${matches.toLocaleString('en-US')} match${matches === 1 ? '' : 'es'}`;
  const all = rows[0]?.of ?? 0;
  const where = stretch ? `${stretch.name}: ` : '';
  if (value.step === 'date')
    return where + (rows.length < all ? `${rows.length} largest of ${count(all)}` : count(all));
  if (stretch) return where + count(rows.length);
  return rows.length < all ? `newest ${rows.length} of ${count(all)}` : count(all);
}

/** Both legs of what was closed in a stretch of the chart. */
export function matchesTable<T>(html: Tag<T>, value: PnlValue, matches: readonly MatchRow[], chosen?: Stretch): T {
  const stretch = chosen ?? unchosen(value);
  const rows = stretch ? matches.filter(({ at }) => at > stretch.from && at <= stretch.to) : matches.slice(0, newest);
  const heads = html`<tr><th scope="col">closed, ${value.zoneName}</th><th scope="col">instrument</th><th scope="col">side</th><th scope="col" class="number">quantity</th><th scope="col">entered</th><th scope="col" class="number">entry</th><th scope="col" class="number">exit</th><th scope="col" class="number">realized, ${value.currency}</th></tr>`;
  const lines = rows.map(
    (row) =>
      html`<tr><td>${row.exited}</td><td>${row.instrument}</td><td class="${row.side}">${row.side}</td><td class="number">${row.quantity}</td><td class="weak">${row.entered}</td><td class="number price">${row.entry}</td><td class="number price">${row.exit}</td><td class="number ${row.realized.sign}">${row.realized.text}</td></tr>`,
  );
  return html`<div class="pnl-matches"><table><caption>${title(value, rows, stretch)}</caption><thead>${heads}</thead><tbody>${lines}</tbody></table></div>`;
}
