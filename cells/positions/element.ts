import type { TemplateResult } from 'lit';
import { CellElement } from '../../views/client/cell-element.ts';
import type { Tag } from '../../views/tag.ts';
import type { PositionsProps, PositionsValue } from './schema.ts';
import { view } from './view.ts';

/** Positions; a click on an instrument folds its strategies. */
class CellPositions extends CellElement<PositionsValue, PositionsProps> {
  #folded = new Set<string>();

  constructor() {
    super();
    this.addEventListener('click', (event) => {
      const row = event.target instanceof Element ? event.target.closest('tr.group') : null;
      const key = row?.closest('tbody')?.dataset.group;
      if (key !== undefined) this.#fold(key);
    });
  }

  protected view(html: Tag<TemplateResult>, value: PositionsValue, props: PositionsProps): TemplateResult {
    return view(html, value, props);
  }

  protected override updated(): void {
    for (const body of this.querySelectorAll<HTMLElement>('tbody[data-group]')) {
      body.classList.toggle('folded', this.#folded.has(body.dataset.group ?? ''));
      if (body.classList.length === 0) body.removeAttribute('class');
    }
  }

  #fold(key: string): void {
    if (!this.#folded.delete(key)) this.#folded.add(key);
    this.requestUpdate();
  }
}

customElements.define('cell-positions', CellPositions);
