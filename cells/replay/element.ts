import type { TemplateResult } from 'lit';
import { CellElement } from '../../views/client/cell-element.ts';
import type { Tag } from '../../views/tag.ts';
import type { ReplayProps, ReplayValue } from './schema.ts';
import { view } from './view.ts';

class CellReplay extends CellElement<ReplayValue, ReplayProps> {
  protected view(html: Tag<TemplateResult>, value: ReplayValue, props: ReplayProps): TemplateResult {
    return view(html, value, props);
  }
}

customElements.define('cell-replay', CellReplay);
