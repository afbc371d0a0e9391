import type { TemplateResult } from 'lit';
import { CellElement } from '../../views/client/cell-element.ts';
import type { Tag } from '../../views/tag.ts';
import type { InputProps, InputValue } from './schema.ts';
import { view } from './view.ts';

const typingPause = 250;

/** A control that says what somebody sets, and never takes a key stroke away from the person who types. */
class CellInput extends CellElement<InputValue, InputProps> {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked: string | undefined;

  protected view(html: Tag<TemplateResult>, value: InputValue, props: InputProps): TemplateResult {
    return view(html, value, props);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener('input', this.#typed);
    this.addEventListener('change', this.#changed);
    this.addEventListener('focusout', this.#left);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    this.removeEventListener('input', this.#typed);
    this.removeEventListener('change', this.#changed);
    this.removeEventListener('focusout', this.#left);
  }

  protected override updated(): void {
    if (this.value?.text === this.#asked) this.#asked = undefined;
    this.#follow();
  }

  get #control(): HTMLInputElement | HTMLSelectElement | null {
    return this.querySelector('[data-action="input"]');
  }

  /** Shows the session's value, unless somebody is at it. */
  #follow(): void {
    const control = this.#control;
    if (!control || !this.value) return;
    const typing = control instanceof HTMLInputElement && control === document.activeElement;
    const waiting = this.#timer !== undefined || this.#asked !== undefined;
    if (!typing && !waiting && control.value !== this.value.text) control.value = this.value.text;
  }

  #typed = (): void => {
    if (this.#control instanceof HTMLSelectElement) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#send(false), typingPause);
  };

  #changed = (): void => this.#send(true);

  #left = (): void => {
    if (this.#timer !== undefined) this.#send(false);
    this.#asked = undefined;
    queueMicrotask(() => this.#follow());
  };

  #send(explain: boolean): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const control = this.#control;
    if (!control || !this.value) return;
    if (!control.checkValidity()) {
      if (explain) control.reportValidity();
      return;
    }
    if (control.value === (this.#asked ?? this.value.text)) return;
    this.#asked = control.value;
    this.ask({ action: 'input', name: this.value.name, text: control.value });
  }
}

customElements.define('cell-input', CellInput);
