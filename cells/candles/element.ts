import type { TemplateResult } from 'lit';
import { formatInteger } from '../../core/format.ts';
import type { Price } from '../../core/model/price.ts';
import { formatPrice } from '../../core/model/price-format.ts';
import { CellElement } from '../../views/client/cell-element.ts';
import type { Tag } from '../../views/tag.ts';
import { plotOf, SIDE } from './plot.ts';
import type { CandlesProps, CandlesValue } from './schema.ts';
import { candlesChart } from './view.ts';

/** The chart with the exact values of one candle, at the pointer or where the arrow keys are. */
class CellCandles extends CellElement<CandlesValue, CandlesProps> {
  /** Counted from the newest: candles move by under a pointer that stands still. */
  #back: number | null = null;

  constructor() {
    super();
    this.addEventListener('pointermove', (event) => this.#point(event));
    this.addEventListener('pointerleave', () => this.#show(null));
    this.addEventListener('focusout', () => this.#show(null));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.tabIndex = 0;
  }

  protected view(html: Tag<TemplateResult>, value: CandlesValue): TemplateResult {
    return candlesChart(html, value, this.#readout(html, value));
  }

  #readout(html: Tag<TemplateResult>, value: CandlesValue): unknown {
    const index = this.#back === null ? -1 : value.candles.length - 1 - this.#back;
    const candle = value.candles[index];
    if (candle === undefined) return '';
    const [time, open, high, low, close, volume] = candle;
    const left = (plotOf(value).left(index) / SIDE) * 100;
    const price = (name: string, at: number) =>
      html`<dt>${name}</dt><dd>${formatPrice(at as Price, value.priceStyle)}</dd>`;
    const state = value.partial && this.#back === 0 ? 'partial' : value.zone;
    return html`<i class="candles-cursor" style="left:${left}%"></i><dl class="candles-readout ${left > 50 ? 'before' : 'after'}" role="status" style="--left:${left}%"><dt class="time">${time}</dt><dd class="time">${state}</dd>${price('open', open)}${price('high', high)}${price('low', low)}${price('close', close)}<dt>volume</dt><dd>${formatInteger(volume)}</dd></dl>`;
  }

  #show(back: number | null): void {
    if (back === this.#back) return;
    this.#back = back;
    this.requestUpdate();
  }

  #point(event: PointerEvent): void {
    const box = this.querySelector('.candles-plot')?.getBoundingClientRect();
    const count = this.value?.candles.length ?? 0;
    if (!box || box.width === 0 || count === 0) return;
    const index = Math.floor(((event.clientX - box.left) / box.width) * count);
    this.#show(index < 0 || index >= count ? null : count - 1 - index);
  }

  override act(action: string): boolean {
    const count = this.value?.candles.length ?? 0;
    if (action === 'close' && this.#back !== null) this.#show(null);
    else if ((action === 'back' || action === 'forward') && count > 0) {
      const next = this.#back === null ? 0 : this.#back + (action === 'back' ? 1 : -1);
      this.#show(Math.min(count - 1, Math.max(0, next)));
    } else return false;
    return true;
  }
}

customElements.define('cell-candles', CellCandles);
