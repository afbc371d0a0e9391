import type { TemplateResult } from 'lit';
import { formatDay, formatMoney, formatTime } from '../../core/format.ts';
import { money } from '../../core/model/money.ts';
import { fromMilliseconds } from '../../core/model/time.ts';
import { CellElement } from '../../views/client/cell-element.ts';
import type { Tag } from '../../views/tag.ts';
import { matchesTable, type Stretch } from './matches-view.ts';
import { nearestPoint, plotHeight, plotOf, plotWidth } from './plot.ts';
import type { PnlProps, PnlValue } from './schema.ts';
import { pnlChart, withMatches } from './view.ts';

/** The chart with a readout of the exact values at the pointer, or where the arrow keys are. */
class CellPnl extends CellElement<PnlValue, PnlProps> {
  /** Where the readout is, as a share of the width; it keeps its place in time as points come. */
  #share: number | null = null;
  /** The point whose matches are listed, by its time. */
  #chosen: number | null = null;

  constructor() {
    super();
    this.addEventListener('pointermove', (event) => this.#point(event));
    this.addEventListener('click', (event) => this.#click(event));
    // A finger that is lifted leaves too, before its click: what it chose stays.
    this.addEventListener('pointerleave', ({ pointerType }) => {
      if (pointerType !== 'touch') this.#show(null);
    });
    this.addEventListener('focusout', () => this.#show(null));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.tabIndex = 0;
  }

  protected view(html: Tag<TemplateResult>, value: PnlValue, props: PnlProps): TemplateResult {
    const chart = pnlChart(html, value, props, this.#readout(html, value));
    return value.matches
      ? withMatches(html, chart, matchesTable(html, value, value.matches, this.#stretch(value)))
      : chart;
  }

  #stretch(value: PnlValue): Stretch | undefined {
    if (this.#chosen === null) return undefined;
    const chosen = this.#chosen;
    const index = value.points.findIndex(([at]) => at === chosen);
    const from = value.points[index - 1]?.[0] ?? Number.NEGATIVE_INFINITY;
    return index < 0 ? undefined : { from, to: chosen, name: this.#timeOf(value, chosen) };
  }

  #timeOf({ step, zone, points, tradeDate }: PnlValue, at: number): string {
    const moment = fromMilliseconds(at);
    if (step === 'date' && at === points.at(-1)?.[0]) return tradeDate;
    return step === 'minute' ? formatTime(moment, zone, 'seconds') : formatDay(moment, zone);
  }

  #choose(at: number | null): void {
    this.#chosen = at === this.#chosen ? null : at;
    this.requestUpdate();
  }

  #click(event: MouseEvent): void {
    const { value } = this;
    const inPlot = event.target instanceof Element && event.target.closest('.pnl-plot');
    this.#point(event);
    if (!inPlot || !value?.matches || this.#share === null) return;
    this.#choose(value.points[nearestPoint(value, this.#share)]?.[0] ?? null);
  }

  #readout(html: Tag<TemplateResult>, value: PnlValue): unknown {
    const point = this.#share === null ? undefined : value.points[nearestPoint(value, this.#share)];
    const chosen = value.points.find(([at]) => at === this.#chosen);
    const mark = chosen
      ? html`<i class="pnl-cursor chosen" style="left:${(plotOf(value).left(chosen[0]) / plotWidth) * 100}%"></i>`
      : '';
    if (!point) return mark;
    const [at, realized, unrealized, drawdown] = point;
    const plot = plotOf(value);
    const left = (plot.left(at) / plotWidth) * 100;
    const top = (plot.top(realized + unrealized) / plotHeight) * 100;
    const moment = fromMilliseconds(at);
    const elsewhere =
      value.step === 'minute'
        ? `${value.zoneName}, ${formatTime(moment, 'UTC', 'seconds')} UTC`
        : at === value.points.at(-1)?.[0]
          ? 'so far'
          : 'end of day';
    const row = (name: string, micros: number) =>
      html`<dt>${name}</dt><dd>${formatMoney(money(micros), { sign: 'always' })}</dd>`;
    return html`${mark}<i class="pnl-cursor" style="left:${left}%"></i><i class="pnl-dot" style="left:${left}%;top:${top}%"></i><dl class="pnl-readout ${left > 50 ? 'before' : 'after'}" role="status" style="--left:${left}%"><dt class="time">${this.#timeOf(value, at)}</dt><dd class="time">${elsewhere}</dd>${row('total', realized + unrealized)}${row('realized', realized)}${row('open', unrealized)}${row('drawdown', drawdown)}</dl>`;
  }

  #show(share: number | null): void {
    if (share === this.#share) return;
    this.#share = share;
    this.requestUpdate();
  }

  #point(event: MouseEvent): void {
    const box = this.querySelector('.pnl-plot')?.getBoundingClientRect();
    if (!box || box.width === 0) return;
    const share = (event.clientX - box.left) / box.width;
    this.#show(share < -0.02 || share > 1.02 ? null : Math.min(1, Math.max(0, share)));
  }

  override act(action: string): boolean {
    const step = { back: -1, forward: 1 }[action];
    const { value } = this;
    const point = value && this.#share !== null ? value.points[nearestPoint(value, this.#share)] : undefined;
    if (action === 'matches' && value?.matches && point) this.#choose(point[0]);
    else if (action === 'close' && this.#chosen !== null) this.#choose(null);
    else if (action === 'close' && this.#share !== null) this.#show(null);
    else if (step !== undefined && value && value.points.length > 1) this.#step(value, step);
    else return false;
    return true;
  }

  #step(value: PnlValue, step: number): void {
    const last = value.points.length - 1;
    const index = this.#share === null ? last : nearestPoint(value, this.#share) + step;
    const point = value.points[Math.min(last, Math.max(0, index))];
    if (point) this.#show(plotOf(value).left(point[0]) / plotWidth);
  }
}

customElements.define('cell-pnl', CellPnl);
