import type { TemplateResult } from 'lit';
import { CellElement } from '../../views/client/cell-element.ts';
import type { Tag } from '../../views/tag.ts';
import type { ChainProps, ChainValue } from './schema.ts';
import { view } from './view.ts';

class CellChain extends CellElement<ChainValue, ChainProps> {
  protected view(html: Tag<TemplateResult>, value: ChainValue, props: ChainProps): TemplateResult {
    return view(html, value, props);
  }
}

customElements.define('cell-chain', CellChain);
