import { nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import { CellElement } from '../../views/client/cell-element.ts';
import type { Tag } from '../../views/tag.ts';
import { type Arm, type ArmEvent, arm, disarmed, nextChange, sizes } from './arm.ts';
import { recenter, slackOf } from './center.ts';
import { RowMemory } from './memory.ts';
import type { LadderProps, LadderValue } from './schema.ts';
import { ladderFrame, ladderRow } from './view.ts';
import { clipped, shownRows } from './window.ts';

/** The live ladder: stands still under the pointer, scrolls, and trades once it is armed. */
class CellLadder extends CellElement<LadderValue, LadderProps> {
  #anchor: number | null = null;
  #instrument = '';
  #memory = new RowMemory();
  #arm: Arm = disarmed;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** The key that arms, by its place on the keyboard, while it is down. */
  #heldKey: string | undefined;
  #focused = false;
  #over: '' | 'price' | 'rows' = '';
  /** Scrolled by hand: it follows the market again after `c`. */
  #held = false;

  constructor() {
    super();
    this.addEventListener('keyup', (event) => {
      if (event.code === this.#heldKey) this.#armed({ type: 'release', at: performance.now() });
    });
    this.addEventListener('click', (event) => this.#click(event));
    this.addEventListener('focusin', () => this.#focus(true));
    this.addEventListener('focusout', (event) => {
      if (!(event.relatedTarget instanceof Node && this.contains(event.relatedTarget))) this.#focus(false);
    });
    this.addEventListener('pointerover', (event) => this.#pointer(event.target));
    this.addEventListener('pointerleave', () => this.#pointer(null));
    this.addEventListener('wheel', (event) => this.#wheel(event), { passive: false });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.tabIndex = 0;
    document.addEventListener('visibilitychange', this.#hide);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('visibilitychange', this.#hide);
    this.#armed({ type: 'disarm', at: performance.now() });
  }

  protected override willUpdate(): void {
    super.willUpdate();
    if (this.value && this.props) this.#follow(this.value, this.props);
  }

  protected view(html: Tag<TemplateResult>, value: LadderValue, props: LadderProps): TemplateResult {
    const shown = this.#memory.take(shownRows(value, this.#anchor, props.levels));
    const layout = value.scenario && `${value.scenario.assumed} ${value.scenario.columns}`;
    const rows = repeat(
      shown,
      ({ row }) => row.tick,
      (remembered) =>
        guard([remembered, layout], () => ladderRow(html, remembered.row, remembered.flash, value.scenario)),
    );
    this.toggleAttribute('data-armed', this.#arm.armed);
    return ladderFrame(html, value, props, { rows, hint: this.#hint(html, value) });
  }

  #follow(value: LadderValue, props: LadderProps): void {
    if (value.instrument.id !== this.#instrument) {
      this.#instrument = value.instrument.id;
      this.#anchor = null;
      this.#held = false;
      this.#memory.forget();
      if (this.#arm.armed) this.#armed({ type: 'disarm', at: performance.now() });
    }
    const still = this.#over === 'price' || (this.#over === 'rows' && this.#arm.armed);
    if (this.#anchor === null) this.#anchor = value.anchor;
    else if (props.mode === 'centered' && !this.#held && !still) {
      this.#anchor = recenter(this.#anchor, value.market.middle, slackOf(props.levels));
    }
    if (this.#anchor !== null) this.#anchor = clipped(value, this.#anchor, props.levels);
  }

  #hint(html: Tag<TemplateResult>, value: LadderValue): unknown {
    if ((!this.#focused && !this.#arm.armed) || value.scenario?.assumed || value.scenario?.survival) return null;
    const size = (contracts: number, index: number) =>
      html`<button type="button" class="ladder-size" tabindex="-1" data-size="${contracts}" aria-pressed="${String(contracts === this.#arm.size)}" title="${contracts} a click (${this.keyOf(`size-${index + 1}`)})">${contracts}</button>`;
    const state = this.#arm.armed
      ? html`<b class="ladder-armed">ARMED ${value.account}</b> <kbd>${this.keyOf('disarm')}</kbd>`
      : value.account === null
        ? html`<span class="weak">say account: to trade here</span>`
        : html`<span class="ladder-disarmed">hold <kbd>${this.keyOf('arm')}</kbd> to arm</span>`;
    const center = this.#held ? html`<span><kbd>${this.keyOf('center')}</kbd> center</span>` : nothing;
    return html`${center}<span class="ladder-sizes">${sizes.map(size)}</span>${state}`;
  }

  #armed(event: ArmEvent): void {
    this.#arm = arm(this.#arm, event);
    clearTimeout(this.#timer);
    const wait = nextChange(this.#arm, event.at);
    if (wait !== undefined) this.#timer = setTimeout(() => this.#armed({ type: 'time', at: performance.now() }), wait);
    this.requestUpdate();
  }

  readonly #hide = (): void => {
    if (document.visibilityState === 'hidden') this.#armed({ type: 'disarm', at: performance.now() });
  };

  #focus(focused: boolean): void {
    this.#focused = focused;
    if (focused) this.requestUpdate();
    else this.#armed({ type: 'disarm', at: performance.now() });
  }

  #pointer(target: EventTarget | null): void {
    const cell = target instanceof Element ? target.closest('.ladder-rows tbody td, .ladder-rows tbody th') : null;
    this.#over = cell === null ? '' : cell.classList.contains('price') ? 'price' : 'rows';
  }

  #scroll(ticks: number): void {
    if (this.#anchor === null) return;
    this.#anchor += ticks;
    this.#held = true;
    this.requestUpdate();
  }

  #center(): void {
    this.#held = false;
    this.#anchor = this.value?.market.middle ?? this.#anchor;
    this.requestUpdate();
  }

  #wheel(event: WheelEvent): void {
    if (!this.#focused || event.ctrlKey || event.deltaY === 0) return;
    event.preventDefault();
    this.#scroll(event.deltaY < 0 ? 1 : -1);
  }

  override act(action: string, event?: KeyboardEvent): boolean {
    if (!this.value || !this.props) return false;
    const at = performance.now();
    const page = this.props.levels;
    const size = sizes[Number(/^size-(\d)$/.exec(action)?.[1]) - 1];
    if (action === 'arm') this.#hold(event, at);
    else if (action === 'disarm') {
      if (!this.#arm.armed && this.#arm.heldSince === null) return false;
      this.#armed({ type: 'disarm', at });
    } else if (action === 'center') this.#center();
    else if (action === 'up') this.#scroll(1);
    else if (action === 'down') this.#scroll(-1);
    else if (action === 'page-up') this.#scroll(page);
    else if (action === 'page-down') this.#scroll(-page);
    else if (size !== undefined) this.#armed({ type: 'size', size, at });
    else return false;
    return true;
  }

  #hold(event: KeyboardEvent | undefined, at: number): void {
    if (event === undefined || event.repeat || this.value?.account === null) return;
    this.#heldKey = event.code;
    this.#armed({ type: 'press', at });
  }

  #click(event: MouseEvent): void {
    if (!(event.target instanceof Element)) return;
    const at = performance.now();
    const size = event.target.closest<HTMLElement>('[data-size]');
    const order = event.target.closest<HTMLElement>('[data-order]');
    const cell = event.target.closest<HTMLElement>('td[data-side]');
    if (size) this.#armed({ type: 'size', size: Number(size.dataset.size), at });
    else if (order) this.#cancel(order);
    // the second click of a double click is a slip more often than an order
    else if (cell && event.detail < 2) this.#order(cell, at);
  }

  #cancel(order: HTMLElement): void {
    const clientOrderId = order.dataset.order;
    if (clientOrderId && !order.classList.contains('canceling')) this.ask({ action: 'cancel', clientOrderId });
  }

  #order(cell: HTMLElement, at: number): void {
    this.#armed({ type: 'time', at });
    const tick = Number(cell.closest<HTMLElement>('tr')?.dataset.tick);
    const row = this.value?.rows.find((candidate) => candidate.tick === tick);
    const account = this.value?.account;
    if (!this.#arm.armed || !this.value || !row || !account) return;
    this.#armed({ type: 'use', at });
    this.ask({
      action: 'order',
      order: {
        instrument: this.value.instrument.id,
        side: cell.dataset.side ?? '',
        quantity: this.#arm.size,
        type: 'limit',
        price: row.price.text,
        timeInForce: 'day',
        account,
      },
    });
  }
}

customElements.define('cell-ladder', CellLadder);
