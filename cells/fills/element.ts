import type { TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import { CellElement } from '../../views/client/cell-element.ts';
import type { Tag } from '../../views/tag.ts';
import type { FillsProps, FillsValue } from './schema.ts';
import { tracedTime } from './trace-link.ts';
import { fillRow, fillsTable } from './view.ts';

/** The live tape: a row is drawn once, and one that came after the first value flashes. An own fill leads to its order's trace. */
class CellFills extends CellElement<FillsValue, FillsProps> {
  /** Keys of the rows shown, with whether they were new. */
  #known: Map<string, boolean> | undefined;
  #subject = '';

  protected override firstUpdated(): void {
    this.requestUpdate();
  }

  protected view(html: Tag<TemplateResult>, value: FillsValue, props: FillsProps): TemplateResult {
    const subject = JSON.stringify(props);
    const before = subject === this.#subject ? this.#known : undefined;
    const known = new Map(value.rows.map(({ key }) => [key, before !== undefined && (before.get(key) ?? true)]));
    this.#subject = subject;
    this.#known = known;
    const rows = repeat(
      value.rows,
      ({ key }) => key,
      (row, index) => {
        const isNew = known.get(row.key) ?? false;
        const isFirst = index === 0;
        return guard([subject, row.key, row.time, isNew, isFirst, this.hasUpdated], () =>
          fillRow(html, row, value, isNew, this.hasUpdated ? tracedTime(html, row, isFirst) : undefined),
        );
      },
    );
    return fillsTable(html, value, props, rows);
  }

  override act(action: string): boolean {
    const step = { up: -1, down: 1 }[action];
    const links = [...this.querySelectorAll<HTMLElement>('.fill-trace')];
    if (step === undefined || links.length === 0) return false;
    const at = links.findIndex((link) => link.matches(':focus'));
    links[at === -1 ? 0 : Math.max(0, Math.min(links.length - 1, at + step))]?.focus();
    return true;
  }
}

customElements.define('cell-fills', CellFills);
