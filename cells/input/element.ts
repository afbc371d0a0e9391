import type { TemplateResult } from 'lit';
import { CellElement } from '../../views/client/cell-element.ts';
import type { Tag } from '../../views/tag.ts';
import { controlsIn, keepOrder, moved, settingIn, settle } from './controls.ts';
import { typeAhead, walkList, walkSlider } from './keys.ts';
import type { InputProps } from './schema.ts';
import type { InputValue } from './value.ts';
import { view } from './view.ts';

type Control = HTMLInputElement | HTMLSelectElement;

const typingPause = 250;
const slidingPause = 80;

const isControl = (target: EventTarget | null): target is Control =>
  (target instanceof HTMLInputElement || target instanceof HTMLSelectElement) && target.dataset.action === 'input';

/** These have a value with each event; what is typed may be half of one. */
const isWhole = (control: Control): boolean => control instanceof HTMLSelectElement || control.type === 'checkbox';

/** A control that says what somebody sets, and never takes a key stroke away from the person who types. */
class CellInput extends CellElement<InputValue, InputProps> {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked: string | undefined;
  #touched: Control | undefined;
  #moved: InputValue | undefined;
  #focused: { part: string; value: string } | undefined;

  protected view(html: Tag<TemplateResult>, value: InputValue, props: InputProps): TemplateResult {
    return view(html, this.#moved ?? value, props);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener('input', this.#typed);
    this.addEventListener('change', this.#changed);
    this.addEventListener('click', this.#clicked);
    this.addEventListener('keydown', this.#pressed);
    this.addEventListener('focusout', this.#left);
    document.addEventListener('pointerdown', this.#elsewhere);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    this.removeEventListener('input', this.#typed);
    this.removeEventListener('change', this.#changed);
    this.removeEventListener('click', this.#clicked);
    this.removeEventListener('keydown', this.#pressed);
    this.removeEventListener('focusout', this.#left);
    document.removeEventListener('pointerdown', this.#elsewhere);
  }

  protected override willUpdate(): void {
    const active = document.activeElement;
    this.#focused =
      active instanceof HTMLInputElement && this.contains(active)
        ? { part: active.dataset.part ?? '', value: active.value }
        : undefined;
    if (!this.#isAtWork()) this.#moved = undefined;
    super.willUpdate();
  }

  protected override updated(): void {
    if (this.value?.setting === this.#asked) {
      this.#asked = undefined;
      this.#moved = undefined;
    }
    this.#keepFocus();
    this.#follow();
  }

  /** A box that was checked is another node than the one that was not. */
  #keepFocus(): void {
    const { part, value } = this.#focused ?? {};
    if (part === undefined || part === '' || this.contains(document.activeElement)) return;
    controlsIn(this)
      .find((control) => control.dataset.part === part && (control.type !== 'checkbox' || control.value === value))
      ?.focus();
  }

  #isAtWork(): boolean {
    return this.#timer !== undefined || this.#asked !== undefined;
  }

  /** Shows the session's value, unless somebody is at it. */
  #follow(): void {
    const active = document.activeElement;
    const typing = isControl(active) && this.contains(active) && !isWhole(active) && active.type !== 'range';
    if (this.value && !typing && !this.#isAtWork()) settle(this);
  }

  #typed = (event: Event): void => {
    const { target } = event;
    if (!isControl(target) || isWhole(target)) return;
    this.#touched = target;
    keepOrder(this, target);
    this.#moved = this.value && moved(this, this.value);
    if (this.#moved) this.requestUpdate();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#send(false), target.type === 'range' ? slidingPause : typingPause);
  };

  #changed = (event: Event): void => {
    if (!isControl(event.target)) return;
    this.#touched = event.target;
    keepOrder(this, event.target);
    this.#send(true);
  };

  #clicked = (event: Event): void => {
    const button = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-action="check"]') : null;
    if (!button) return;
    const boxes = controlsIn(this);
    for (const box of boxes) if (box instanceof HTMLInputElement) box.checked = button.dataset.part === 'all';
    this.#touched = boxes[0];
    this.#send(true);
  };

  override act(action: string, event?: KeyboardEvent): boolean {
    const slider = event?.target ?? this.querySelector('input[type="range"]');
    return walkSlider(action, slider) || walkList(action, this);
  }

  #pressed = (event: KeyboardEvent): void => {
    if (!event.defaultPrevented && typeAhead(this, event)) {
      event.preventDefault();
      event.stopPropagation();
    }
  };

  #elsewhere = (event: Event): void => {
    const list = this.querySelector('details[open]');
    if (list && event.target instanceof Node && !list.contains(event.target)) list.removeAttribute('open');
  };

  #left = (event: FocusEvent): void => {
    if (event.relatedTarget instanceof Node && this.contains(event.relatedTarget)) return;
    if (this.#timer !== undefined) this.#send(false);
    this.#asked = undefined;
    queueMicrotask(() => {
      this.#moved = undefined;
      this.requestUpdate();
      this.#follow();
    });
  };

  #send(explain: boolean): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const control = this.#touched;
    if (!control || !this.value) return;
    const wrong = controlsIn(this).find((each) => !each.checkValidity());
    if (wrong) {
      if (explain) wrong.reportValidity();
      return;
    }
    const setting = settingIn(this, this.value, control);
    if (setting === (this.#asked ?? this.value.setting)) return;
    this.#asked = setting;
    this.ask({ action: 'input', name: this.value.name, text: setting });
  }
}

customElements.define('cell-input', CellInput);
