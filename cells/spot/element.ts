import type { TemplateResult } from 'lit';
import { CellElement } from '../../views/client/cell-element.ts';
import type { Tag } from '../../views/tag.ts';
import { entryRow, sourceControl } from './controls.ts';
import { type Entry, nextSource, readEntry, rowNamed } from './entry.ts';
import type { SpotProps, SpotRow, SpotValue } from './schema.ts';
import { nothing, spotRow, spotTable } from './view.ts';

const isCharacter = ({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean =>
  key.length === 1 && !ctrlKey && !metaKey && !altKey;

const isControl = (target: EventTarget | null | undefined): boolean =>
  target instanceof HTMLSelectElement || target instanceof HTMLButtonElement;

/** Spots; with the focus a row takes a price that is typed or pasted, and another source. */
class CellSpot extends CellElement<SpotValue, SpotProps> {
  #selected = '';
  #focused = false;
  /** What is in the field; absent while there is none. */
  #text: string | undefined;
  /** The text that Enter was pressed on and that needs it once more. */
  #asked: string | undefined;

  constructor() {
    super();
    this.addEventListener('keydown', (event) => this.#keyDown(event));
    this.addEventListener('paste', (event) => this.#paste(event));
    this.addEventListener('input', (event) => this.#typed(event.target));
    this.addEventListener('change', (event) => this.#choose(event.target));
    this.addEventListener('click', (event) => this.#click(event.target));
    this.addEventListener('focusin', () => this.#focus(true));
    this.addEventListener('focusout', (event) => {
      if (!(event.relatedTarget instanceof Node && this.contains(event.relatedTarget))) this.#focus(false);
    });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.tabIndex = 0;
  }

  protected view(html: Tag<TemplateResult>, value: SpotValue): TemplateResult {
    if (value.rows.length === 0) return nothing(html);
    const current = this.#row?.instrument;
    return spotTable(
      html,
      value.rows.map((row) => {
        const selected = this.#focused && row.instrument === current;
        if (selected && this.#text !== undefined) {
          return entryRow(html, row, { text: this.#text, entry: this.#entry, confirming: this.#asked === this.#text });
        }
        return spotRow(html, row, { source: selected ? sourceControl(html, row) : null, selected });
      }),
    );
  }

  protected override updated(): void {
    const field = this.querySelector<HTMLInputElement>('.spot-field');
    if (field && document.activeElement === this) {
      field.focus();
      field.setSelectionRange(field.value.length, field.value.length);
    }
  }

  get #row(): SpotRow | undefined {
    const rows = this.value?.rows ?? [];
    return rowNamed(rows, this.#selected) ?? rows[0];
  }

  get #entry(): Entry {
    const row = this.#row;
    return row && this.value ? readEntry(this.#text ?? '', this.value, row.instrument) : { kind: 'empty' };
  }

  #focus(focused: boolean): void {
    this.#focused = focused;
    if (!focused) this.#close();
    this.requestUpdate();
  }

  #open(text: string): void {
    this.#text = text;
    this.#asked = undefined;
    this.requestUpdate();
  }

  #close(): void {
    const hadField = this.contains(document.activeElement) && this.#text !== undefined;
    this.#text = undefined;
    this.#asked = undefined;
    if (hadField) this.focus({ preventScroll: true });
    this.requestUpdate();
  }

  #step(by: number): void {
    const rows = this.value?.rows ?? [];
    const index = rows.findIndex(({ instrument }) => instrument === this.#row?.instrument);
    this.#selected = rows[Math.min(rows.length - 1, Math.max(0, index + by))]?.instrument ?? '';
    this.requestUpdate();
  }

  override act(action: string, event?: KeyboardEvent): boolean {
    const row = this.#row;
    if (!row) return false;
    if (event === undefined) this.focus({ preventScroll: true });
    if (this.#text !== undefined || isControl(event?.target)) return action === 'leave' && this.#leave();
    if (action === 'up') this.#step(-1);
    else if (action === 'down') this.#step(1);
    else if (action === 'type') this.#open('');
    else if (action === 'next-source') this.#change(row.instrument, { source: nextSource(row) });
    else if (action === 'withdraw') this.#change(row.instrument, { withdraw: true });
    else return false;
    return true;
  }

  #leave(): boolean {
    this.focus({ preventScroll: true });
    this.#close();
    return true;
  }

  /** What is typed; bound keys have had their turn. */
  #keyDown(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.isComposing || isControl(event.target) || !this.#row) return;
    if (this.#text === undefined) {
      // a capital begins the name of an instrument, and is no key of the page here
      if (!isCharacter(event) || !/[\dA-Z.+-]/.test(event.key)) return;
      this.#open(event.key);
    } else if (event.key === 'Enter') this.#state();
    // the field comes with the next frame, and nobody waits for it
    else if (!(event.target instanceof HTMLInputElement) && isCharacter(event)) this.#open(this.#text + event.key);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  #state(): void {
    const entry = this.#entry;
    if (entry.kind === 'price' && entry.far && this.#asked !== this.#text) {
      this.#asked = this.#text;
      this.requestUpdate();
    } else if (entry.kind === 'price') {
      this.#change(entry.instrument, { price: entry.price, ...(entry.far ? { confirm: true } : {}) });
      this.#selected = entry.instrument;
    } else if (entry.kind === 'elsewhere') this.#change(entry.instrument, { price: entry.price });
  }

  #change(
    instrument: string,
    change: { price: string; confirm?: boolean } | { source: string | null } | { withdraw: true },
  ): void {
    this.#close();
    this.ask({ action: 'spot', instrument, change });
  }

  #paste(event: ClipboardEvent): void {
    const text = event.clipboardData?.getData('text/plain').trim() ?? '';
    if (event.target instanceof HTMLInputElement || text === '' || text.length > 100) return;
    event.preventDefault();
    this.#open(text);
  }

  #typed(target: EventTarget | null): void {
    if (target instanceof HTMLInputElement) this.#open(target.value);
  }

  #choose(target: EventTarget | null): void {
    const row = this.#row;
    if (target instanceof HTMLSelectElement && row)
      this.#change(row.instrument, { source: target.value === '' ? null : target.value });
  }

  #click(target: EventTarget | null): void {
    if (!(target instanceof Element)) return;
    const reading = target.closest<HTMLElement>('[data-reading]')?.dataset.reading;
    if (reading !== undefined) {
      // before the button that has the focus goes
      this.querySelector<HTMLElement>('.spot-field')?.focus();
      this.#open(reading);
      return;
    }
    const instrument = target.closest<HTMLElement>('tr[data-instrument]')?.dataset.instrument;
    if (instrument === undefined || target.closest('.spot-field, select')) return;
    const other = instrument !== this.#row?.instrument;
    this.#selected = instrument;
    if (target.closest('td.price')) this.#open('');
    else if (other && this.#text !== undefined) this.#close();
    else this.requestUpdate();
  }
}

customElements.define('cell-spot', CellSpot);
