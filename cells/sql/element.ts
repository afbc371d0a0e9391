import type { TemplateResult } from 'lit';
import { CellElement } from '../../views/client/cell-element.ts';
import type { Tag } from '../../views/tag.ts';
import type { SqlProps, SqlValue } from './schema.ts';
import { view } from './view.ts';

/** The grid of a result. */
class CellSql extends CellElement<SqlValue, SqlProps> {
  protected view(html: Tag<TemplateResult>, value: SqlValue): TemplateResult {
    return view(html, value);
  }
}

customElements.define('cell-sql', CellSql);
