import type { TemplateResult } from 'lit';
import { CellElement } from '../../views/client/cell-element.ts';
import type { Tag } from '../../views/tag.ts';
import type { StatusProps, StatusValue } from './schema.ts';
import { view } from './view.ts';

class CellStatus extends CellElement<StatusValue, StatusProps> {
  protected view(html: Tag<TemplateResult>, value: StatusValue, props: StatusProps): TemplateResult {
    return view(html, value, props);
  }
}

customElements.define('cell-status', CellStatus);
