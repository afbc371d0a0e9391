import type { TemplateResult } from 'lit';
import { CellElement } from '../../views/client/cell-element.ts';
import type { Tag } from '../../views/tag.ts';
import { draw, type LiveChart } from './draw.ts';
import type { VegaProps, VegaValue } from './schema.ts';
import { view } from './view.ts';

/** The chart of a cell: drawn once for a specification, fed with rows after that. */
class CellVega extends CellElement<VegaValue, VegaProps> {
  #chart: LiveChart | undefined;
  #drawn = '';
  #problem = '';
  #resize: ResizeObserver | undefined;
  #theme: MutationObserver | undefined;

  protected view(html: Tag<TemplateResult>, value: VegaValue, props: VegaProps): TemplateResult {
    return view(html, value, props);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#resize = new ResizeObserver(() => this.#chart?.resize());
    this.#resize.observe(this);
    this.#theme = new MutationObserver(() => this.#redraw());
    this.#theme.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resize?.disconnect();
    this.#theme?.disconnect();
    this.#chart?.finish();
    this.#chart = undefined;
    this.#drawn = '';
  }

  protected override updated(): void {
    void this.#paint();
  }

  #redraw(): void {
    this.#drawn = '';
    void this.#paint();
  }

  async #paint(): Promise<void> {
    const { value, props } = this;
    const place = this.querySelector<HTMLElement>('.vega-chart');
    if (!value || !props || !place) return;
    const wanted = JSON.stringify(props);
    if (this.#chart && this.#drawn === wanted) return this.#chart.feed(value.datasets);
    this.#drawn = wanted;
    this.#chart?.finish();
    this.#chart = undefined;
    try {
      const chart = await draw(place, props, value.datasets);
      if (this.#drawn !== wanted || !this.isConnected) return chart.finish();
      this.#chart = chart;
      chart.feed(this.value?.datasets ?? value.datasets);
      this.#say('');
    } catch (error) {
      this.#say(error instanceof Error ? error.message : String(error));
    }
  }

  #say(problem: string): void {
    if (problem === this.#problem) return;
    this.#problem = problem;
    this.querySelector('.vega-problem')?.remove();
    if (problem === '') return;
    const line = document.createElement('p');
    line.className = 'vega-problem';
    line.textContent = `The chart cannot be drawn: ${problem}`;
    this.append(line);
  }
}

customElements.define('cell-vega', CellVega);
