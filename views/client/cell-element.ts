import { html, LitElement, type TemplateResult } from 'lit';
import type { Tag } from '../tag.ts';
import type { CellAction } from '../wire.ts';

/**
 * A cell in the browser: light DOM, the server's markup until the first value arrives, then one render a frame of the newest value.
 * The page sets `value` and `props`; the element asks for things by dispatching `cell-action` and issues no request.
 */
export abstract class CellElement<V = unknown, P = unknown> extends LitElement {
  static override properties = { value: { attribute: false }, props: { attribute: false } };

  declare value: V | undefined;
  declare props: P | undefined;
  #cleared = false;

  protected abstract view(html: Tag<TemplateResult>, value: V, props: P): TemplateResult;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override shouldUpdate(): boolean {
    return this.value !== undefined && this.props !== undefined;
  }

  protected override async scheduleUpdate(): Promise<void> {
    if (document.visibilityState === 'visible') await new Promise(requestAnimationFrame);
    super.scheduleUpdate();
  }

  protected override willUpdate(): void {
    if (this.#cleared) return;
    this.#cleared = true;
    this.replaceChildren();
  }

  protected override render(): unknown {
    return this.view(html as Tag<TemplateResult>, this.value as V, this.props as P);
  }

  protected ask(action: CellAction): void {
    this.dispatchEvent(new CustomEvent<CellAction>('cell-action', { detail: action, bubbles: true, composed: true }));
  }
}
