import type { Tag } from '../kind.ts';
import type { Amount } from '../shown.ts';
import { matchesTable } from './matches-view.ts';
import { periods } from './period.ts';
import { areaPath, gridPath, linePath, plotHeight, plotOf, plotWidth, spread, stepPath } from './plot.ts';
import type { PnlProps, PnlValue } from './schema.ts';

/** What each figure is, behind its name. */
const meanings = {
  total: 'Realized and open together, before fees',
  realized: 'What closed lots have made, before fees',
  open: 'What open lots would make at the last price',
  drawdown: 'How far the total stands below its highest',
} as const;

const percent = (place: number, whole: number): string => `${Math.round((place / whole) * 10_000) / 100}%`;

const filters = ({ account, strategy, instrument }: PnlProps): string =>
  [instrument, strategy, account].filter((name) => name !== undefined).join(', ');

function nothing<T>(html: Tag<T>, value: PnlValue, props: PnlProps): T {
  const wanted = filters(props);
  const where = wanted ? ` for ${wanted}` : '';
  const inCurrency = value.currency === null ? '' : ` in ${value.currency}`;
  const others = value.otherCurrencies.length > 0 ? ` There is some in ${value.otherCurrencies.join(', ')}.` : '';
  const when = props.period === 'day' ? `on ${value.tradeDate}` : `in the ${periods[props.period]}`;
  return html`<p class="pnl-empty">No P&amp;L${inCurrency}${where} ${when} yet: it begins with the first fill.${others}</p>`;
}

interface Label {
  readonly name: Exclude<keyof typeof meanings, 'open'>;
  readonly amount: Amount;
  readonly top: number;
}

function labels<T>(html: Tag<T>, value: PnlValue): unknown {
  const plot = plotOf(value);
  const last = value.points.at(-1);
  if (!value.now || !last) return '';
  const [, realized, unrealized, drawdown] = last;
  const list: readonly Label[] = [
    { name: 'total', amount: value.now.total, top: plot.top(realized + unrealized) },
    { name: 'realized', amount: value.now.realized, top: plot.top(realized) },
    { name: 'drawdown', amount: value.now.drawdown, top: plot.top(drawdown) },
  ];
  const tops = spread(
    list.map(({ top }) => (top / plotHeight) * 100),
    9,
  );
  return list.map(
    ({ name, amount }, index) =>
      html`<span class="pnl-label ${name} ${amount.sign}" style="top:${Math.round((tops[index] ?? 0) * 100) / 100}%"><span class="word" title="${meanings[name]}">${name}</span> ${amount.text}</span>`,
  );
}

/** The chart; `readout` is what an element shows at the pointer. */
export function pnlChart<T>(html: Tag<T>, value: PnlValue, props: PnlProps, readout: unknown): T {
  if (!value.now) return nothing(html, value, props);
  const plot = plotOf(value);
  const total = linePath(value, plot, ([, realized, unrealized]) => realized + unrealized);
  const unrealized = linePath(value, plot, (point) => point[2]);
  // From one date to the next nobody knows when it was realized.
  const realized = (value.step === 'date' ? linePath : stepPath)(value, plot, (point) => point[1]);
  const drawdown = areaPath(value, plot, (point) => point[3]);
  const zero = Math.round(plot.top(0) * 10) / 10;
  const amounts = value.amounts.map(
    ({ at, text }) => html`<span style="top:${percent(plot.top(at), plotHeight)}">${text}</span>`,
  );
  const times = value.times.map(
    ({ at, text }) =>
      html`<span class="${plot.left(at) > plotWidth * 0.96 ? 'edge' : ''}" style="left:${percent(plot.left(at), plotWidth)}">${text}</span>`,
  );
  const when = value.from === null ? value.tradeDate : `${value.from} to ${value.tradeDate}`;
  const summary = `P&L on ${when} in ${value.currency}: total ${value.now.total.text}, realized ${value.now.realized.text}, open ${value.now.unrealized.text}, drawdown ${value.now.drawdown.text}`;
  const wanted = filters(props);
  const others =
    value.otherCurrencies.length > 0 ? ` · without ${value.otherCurrencies.join(', ')}: currencies are not added` : '';
  return html`<figure class="pnl"><figcaption><b>${value.currency}</b><span class="weak">${when}${wanted ? ` · ${wanted}` : ''}${others}</span><span class="pnl-open" title="${meanings.open}"><span class="weak">open</span> <span class="${value.now.unrealized.sign}">${value.now.unrealized.text}</span></span></figcaption><div class="pnl-amounts" aria-hidden="true">${amounts}</div><div class="pnl-plot"><svg role="img" viewBox="0 0 1000 1000" preserveAspectRatio="none" aria-label="${summary}"><path class="grid" vector-effect="non-scaling-stroke" d="${gridPath(value, plot)}"></path><path class="drawdown" d="${drawdown}"></path><path class="zero" vector-effect="non-scaling-stroke" d="M0 ${zero}H${plotWidth}"></path><path class="unrealized" vector-effect="non-scaling-stroke" d="${unrealized}"></path><path class="realized" vector-effect="non-scaling-stroke" d="${realized}"></path><path class="total" vector-effect="non-scaling-stroke" d="${total}"></path></svg>${readout}</div><div class="pnl-labels">${labels(html, value)}</div><div class="pnl-times" aria-hidden="true">${times}</div><div class="pnl-zone">${value.zoneName}</div></figure>`;
}

export const view = <T>(html: Tag<T>, value: PnlValue, props: PnlProps): T => {
  const chart = pnlChart(html, value, props, '');
  return value.matches ? withMatches(html, chart, matchesTable(html, value, value.matches)) : chart;
};

/** The chart above its matches. */
export const withMatches = <T>(html: Tag<T>, chart: T, matches: T): T =>
  html`<div class="pnl-both">${chart}${matches}</div>`;

export const caption = (value: PnlValue): string =>
  value.now ? `${value.method} · ${value.total.toLocaleString('en-US')} points` : '';
