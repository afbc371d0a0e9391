import { html, LitElement, type TemplateResult } from 'lit';
import { keyText } from '../keys.ts';
import type { Tag } from '../tag.ts';
import type { CellAction } from '../wire.ts';
import { chordOf } from './chord.ts';
import { pageInfo } from './page-info.ts';

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

  constructor() {
    super();
    this.addEventListener('keydown', (event) => {
      const action = this.#actionOf(event);
      if (action === undefined || !this.act(action, event)) return;
      event.preventDefault();
      event.stopPropagation();
    });
  }

  /** Does an action of its kind, by a key or from the palette; false where there is nothing to do. */
  act(_action: string, _event?: KeyboardEvent): boolean {
    return false;
  }

  /** The action that a key means, as it is bound here. */
  #actionOf(event: KeyboardEvent): string | undefined {
    const chord = chordOf(event);
    const scope = `${this.localName.slice('cell-'.length)}.`;
    return Object.keys(pageInfo.keys)
      .find((name) => name.startsWith(scope) && pageInfo.keys[name]?.includes(chord))
      ?.slice(scope.length);
  }

  /** The first key of such an action, as it is shown. */
  protected keyOf(action: string): string {
    return keyText(pageInfo.keys[`${this.localName.slice('cell-'.length)}.${action}`]?.[0] ?? '');
  }

  /** The console took what the element asked for by this action; the reply is the request's. */
  answered(_reply: unknown, _action?: CellAction): void {}

  /** The console did not: the page says why. */
  unanswered(_action: CellAction): void {}

  /** Has the page say, in the cell, why what was asked for did not come about. */
  protected refuse(text: string): void {
    this.dispatchEvent(new CustomEvent<string>('cell-refused', { detail: text, bubbles: true, composed: true }));
  }

  protected ask(action: CellAction): void {
    this.dispatchEvent(new CustomEvent<CellAction>('cell-action', { detail: action, bubbles: true, composed: true }));
  }
}
