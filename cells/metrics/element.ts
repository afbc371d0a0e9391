import type { TemplateResult } from 'lit';
import { CellElement } from '../../views/client/cell-element.ts';
import type { Tag } from '../../views/tag.ts';
import { columns, heldOrder, worstFirst } from './order.ts';
import type { ColumnName, MetricsProps, MetricsValue, Row } from './schema.ts';
import { view } from './view.ts';

/** Lines keep their places for a while, and as long as somebody points at them. */
const heldMilliseconds = 5_000;

class CellMetrics extends CellElement<MetricsValue, MetricsProps> {
  #sort: ColumnName | undefined;
  #order: readonly string[] = [];
  #orderedAt = Number.NEGATIVE_INFINITY;

  constructor() {
    super();
    this.addEventListener('click', ({ target }) => {
      const head = target instanceof Element ? target.closest<HTMLElement>('[data-action="sort"]') : null;
      const column = columns.find(({ name }) => name === head?.dataset.column);
      if (column) this.#sortBy(column.name);
    });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.tabIndex = 0;
  }

  protected view(html: Tag<TemplateResult>, value: MetricsValue, props: MetricsProps): TemplateResult {
    const sort = this.#sort ?? props.sort;
    const rows = value.rows === null ? null : this.#inOrder(value.rows, sort);
    return view(html, { ...value, rows }, { ...props, sort });
  }

  override act(action: string): boolean {
    const step = { next: 1, previous: -1 }[action];
    if (step === undefined || this.props === undefined) return false;
    const at = columns.findIndex(({ name }) => name === (this.#sort ?? this.props?.sort));
    const column = columns[(at + step + columns.length) % columns.length];
    if (column === undefined) return false;
    this.#sortBy(column.name);
    return true;
  }

  #sortBy(column: ColumnName): void {
    this.#sort = column;
    this.#orderedAt = Number.NEGATIVE_INFINITY;
    this.requestUpdate();
  }

  #inOrder(rows: readonly Row[], sort: ColumnName): Row[] {
    const now = performance.now();
    const pointed = this.querySelector('.metrics-rows tbody:hover') !== null;
    const held = this.#orderedAt > Number.NEGATIVE_INFINITY && (pointed || now - this.#orderedAt < heldMilliseconds);
    const ordered = held ? heldOrder(rows, this.#order) : worstFirst(rows, sort);
    if (!held) this.#orderedAt = now;
    this.#order = ordered.map(({ name }) => name);
    return ordered;
  }
}

customElements.define('cell-metrics', CellMetrics);
