import type { Tag } from '../kind.ts';
import type { MatchRow, PnlValue } from './schema.ts';

/** A stretch of the chart that was chosen: after `from` up to and including `to` (milliseconds), and how to call it. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly name: string;
}

/** How many rows stand below a chart nobody has chosen a point of. */
const newest = 12;

type Matches = NonNullable<PnlValue['matches']>;

function title(matches: Matches, shown: readonly MatchRow[], stretch: Stretch | undefined): string {
  const count = (rows: number) => `${rows.toLocaleString('en-US')} match${rows === 1 ? '' : 'es'}`;
  if (stretch === undefined) {
    return shown.length < matches.total ? `newest ${shown.length} of ${count(matches.total)}` : count(shown.length);
  }
  const oldest = matches.rows.at(-1);
  const cut = matches.rows.length < matches.total && oldest !== undefined && stretch.from < oldest.at;
  return `${stretch.name}: ${count(shown.length)}${cut ? ` of the newest ${matches.rows.length}, which are here` : ''}`;
}

/** Both legs of what was closed: in a stretch of the chart, or the newest. */
export function matchesTable<T>(html: Tag<T>, value: PnlValue, matches: Matches, stretch?: Stretch): T {
  const rows = stretch
    ? matches.rows.filter(({ at }) => at > stretch.from && at <= stretch.to)
    : matches.rows.slice(0, newest);
  const heads = html`<tr><th scope="col">closed, ${value.zoneName}</th><th scope="col">instrument</th><th scope="col">side</th><th scope="col" class="number">quantity</th><th scope="col">entered</th><th scope="col" class="number">entry</th><th scope="col" class="number">exit</th><th scope="col" class="number">realized</th></tr>`;
  const lines = rows.map(
    (row) =>
      html`<tr><td>${row.exited}</td><td>${row.instrument}</td><td class="${row.side}">${row.side}</td><td class="number">${row.quantity}</td><td class="weak">${row.entered}</td><td class="number price">${row.entry}</td><td class="number price">${row.exit}</td><td class="number ${row.realized.sign}">${row.realized.text}</td></tr>`,
  );
  return html`<div class="pnl-matches"><table><caption>${title(matches, rows, stretch)}</caption><thead>${heads}</thead><tbody>${lines}</tbody></table></div>`;
}
