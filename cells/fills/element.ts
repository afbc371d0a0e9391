import type { TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import { CellElement } from '../../views/client/cell-element.ts';
import type { Tag } from '../../views/tag.ts';
import type { FillsProps, FillsValue } from './schema.ts';
import { fillRow, fillsTable } from './view.ts';

/** The live tape: a row is drawn once, and one that came after the first value flashes. */
class CellFills extends CellElement<FillsValue, FillsProps> {
  /** Keys of the rows shown, with whether they were new. */
  #known: Map<string, boolean> | undefined;
  #subject = '';

  protected view(html: Tag<TemplateResult>, value: FillsValue, props: FillsProps): TemplateResult {
    const subject = JSON.stringify(props);
    const before = subject === this.#subject ? this.#known : undefined;
    const known = new Map(value.rows.map(({ key }) => [key, before !== undefined && (before.get(key) ?? true)]));
    this.#subject = subject;
    this.#known = known;
    const rows = repeat(
      value.rows,
      ({ key }) => key,
      (row) => {
        const isNew = known.get(row.key) ?? false;
        return guard([subject, row.key, row.time, isNew], () => fillRow(html, row, value, isNew));
      },
    );
    return fillsTable(html, value, props, rows);
  }
}

customElements.define('cell-fills', CellFills);
