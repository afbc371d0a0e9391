import type { TemplateResult } from 'lit';
import { CellElement } from '../../views/client/cell-element.ts';
import type { Tag } from '../../views/tag.ts';
import type { NoteProps, NoteValue } from './schema.ts';
import { view } from './view.ts';

class CellNote extends CellElement<NoteValue, NoteProps> {
  protected view(html: Tag<TemplateResult>, value: NoteValue, props: NoteProps): TemplateResult {
    return view(html, value, props);
  }
}

customElements.define('cell-note', CellNote);
