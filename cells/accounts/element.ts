import type { TemplateResult } from 'lit';
import { CellElement } from '../../views/client/cell-element.ts';
import type { Tag } from '../../views/tag.ts';
import type { AccountsProps, AccountsValue } from './schema.ts';
import { view } from './view.ts';

class CellAccounts extends CellElement<AccountsValue, AccountsProps> {
  protected view(html: Tag<TemplateResult>, value: AccountsValue, props: AccountsProps): TemplateResult {
    return view(html, value, props);
  }
}

customElements.define('cell-accounts', CellAccounts);
