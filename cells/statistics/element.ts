import type { TemplateResult } from 'lit';
import { CellElement } from '../../views/client/cell-element.ts';
import type { Tag } from '../../views/tag.ts';
import type { StatisticsProps, StatisticsValue } from './schema.ts';
import { view } from './view.ts';

/** Figures; pointing at one, or walking to it with the arrow keys, shows its definition below. */
class CellStatistics extends CellElement<StatisticsValue, StatisticsProps> {
  #figure: string | undefined;

  constructor() {
    super();
    this.addEventListener('pointerover', (event) => {
      const target = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-figure]') : null;
      if (target) this.#show(target.dataset.figure);
    });
    // A finger that is lifted leaves too: the definition it asked for stays.
    this.addEventListener('pointerleave', ({ pointerType }) => {
      if (pointerType !== 'touch') this.#show(undefined);
    });
    this.addEventListener('focusout', () => this.#show(undefined));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.tabIndex = 0;
  }

  protected view(html: Tag<TemplateResult>, value: StatisticsValue, props: StatisticsProps): TemplateResult {
    return view(html, value, props);
  }

  protected override updated(): void {
    this.#mark();
  }

  override act(action: string): boolean {
    const step = { next: 1, previous: -1 }[action];
    const names = this.value?.shown ?? [];
    if (step === undefined || names.length === 0) return false;
    const at = names.indexOf(this.#figure ?? '');
    const next = at === -1 ? (step === 1 ? 0 : names.length - 1) : Math.max(0, Math.min(names.length - 1, at + step));
    this.#show(names[next]);
    this.querySelector('[data-figure].pointed')?.scrollIntoView({ block: 'nearest' });
    return true;
  }

  #show(figure: string | undefined): void {
    if (figure === this.#figure) return;
    this.#figure = figure;
    this.#mark();
  }

  #mark(): void {
    for (const shown of this.querySelectorAll<HTMLElement>('[data-figure], [data-term]')) {
      const pointed = this.#figure !== undefined && (shown.dataset.figure ?? shown.dataset.term) === this.#figure;
      shown.classList.toggle('pointed', pointed);
      if (shown.classList.length === 0) shown.removeAttribute('class');
    }
  }
}

customElements.define('cell-statistics', CellStatistics);
