import type { TemplateResult } from 'lit';
import { CellElement } from '../../views/client/cell-element.ts';
import type { Tag } from '../../views/tag.ts';
import type { SqlProps, SqlValue } from './schema.ts';
import { linkOf, mayLead } from './trace-link.ts';
import { grid, view } from './view.ts';

/** The grid of a result; values that name a trace or an order lead to its trace. */
class CellSql extends CellElement<SqlValue, SqlProps> {
  protected override firstUpdated(): void {
    if (this.value && mayLead(this.value.columns)) this.requestUpdate();
  }

  protected view(html: Tag<TemplateResult>, value: SqlValue): TemplateResult {
    return this.hasUpdated ? grid(html, value, linkOf) : view(html, value);
  }
}

customElements.define('cell-sql', CellSql);
