import type { TemplateResult } from 'lit';
import { CellElement } from '../../views/client/cell-element.ts';
import type { Tag } from '../../views/tag.ts';
import type { QuotesProps, QuotesValue } from './schema.ts';
import { view } from './view.ts';

class CellQuotes extends CellElement<QuotesValue, QuotesProps> {
  protected view(html: Tag<TemplateResult>, value: QuotesValue, props: QuotesProps): TemplateResult {
    return view(html, value, props);
  }
}

customElements.define('cell-quotes', CellQuotes);
