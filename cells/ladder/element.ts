import type { TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import { CellElement } from '../../views/client/cell-element.ts';
import type { Tag } from '../../views/tag.ts';
import { type Arm, type ArmEvent, arm, disarmed, nextChange, sizes } from './arm.ts';
import { ladderHint } from './hint.ts';
import { type Held, Hold } from './hold.ts';
import { RowMemory } from './memory.ts';
import type { Move } from './move.ts';
import { OrderMove } from './order-move.ts';
import { Place } from './place.ts';
import type { LadderProps, LadderValue } from './schema.ts';
import { ladderFrame, ladderRow } from './view.ts';
import { shownRows } from './window.ts';

/** The live ladder: stands still under the pointer, scrolls, and trades once it is armed. */
class CellLadder extends CellElement<LadderValue, LadderProps> {
  readonly #place = new Place();
  #instrument = '';
  #memory = new RowMemory();
  #arm: Arm = disarmed;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** The key that arms, by its place on the keyboard, while it is down. */
  #heldKey: string | undefined;
  #focused = false;
  #marked: Move | undefined;
  #over: '' | 'price' | 'rows' = '';
  /** Shift is down: a click places a stop. */
  #stops = false;
  readonly #hold = new Hold(
    (what) => this.#everything(what),
    () => this.requestUpdate(),
  );
  readonly #move = new OrderMove({
    rows: () => this.value?.rows ?? [],
    isArmed: () => this.#arm.armed,
    send: (clientOrderId, changes) => this.ask({ action: 'replace', clientOrderId, changes }),
    moved: () => {
      this.#armed({ type: 'use', at: performance.now() });
    },
  });

  constructor() {
    super();
    this.addEventListener('keydown', (event) => this.#shift(event.shiftKey));
    this.addEventListener('keyup', (event) => {
      if (event.code === this.#heldKey) this.#armed({ type: 'release', at: performance.now() });
      this.#hold.release(event.code);
      this.#shift(event.shiftKey);
    });
    this.addEventListener('pointerdown', (event) => this.#move.press(event));
    this.addEventListener('pointermove', (event) => {
      this.#move.drag(event);
      this.#shift(event.shiftKey);
    });
    this.addEventListener('pointerup', () => this.#move.release());
    this.addEventListener('click', (event) => this.#click(event));
    this.addEventListener('focusin', () => this.#focus(true));
    this.addEventListener('focusout', (event) => {
      if (!(event.relatedTarget instanceof Node && this.contains(event.relatedTarget))) this.#focus(false);
    });
    this.addEventListener('pointerover', (event) => this.#pointer(event.target));
    this.addEventListener('pointerleave', () => {
      this.#pointer(null);
      this.#move.leave();
    });
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
    const shown = this.#memory.take(shownRows(value, this.#place.anchor, props.levels));
    const layout = value.scenario && `${value.scenario.assumed} ${value.scenario.columns}`;
    const rows = repeat(
      shown,
      ({ row }) => row.tick,
      (remembered) =>
        guard([remembered, layout], () => ladderRow(html, remembered.row, remembered.flash, value.scenario)),
    );
    this.toggleAttribute('data-armed', this.#arm.armed);
    this.toggleAttribute('data-stops', this.#arm.armed && this.#stops);
    return ladderFrame(html, value, props, { rows, hint: this.#hint(html, value) });
  }

  #follow(value: LadderValue, props: LadderProps): void {
    if (value.instrument.id !== this.#instrument) {
      this.#instrument = value.instrument.id;
      this.#place.forget();
      this.#memory.forget();
      if (this.#arm.armed) this.#armed({ type: 'disarm', at: performance.now() });
    }
    const still =
      this.#move.current !== undefined || this.#over === 'price' || (this.#over === 'rows' && this.#arm.armed);
    this.#place.follow(value, props, still);
  }

  /** Which row an order is on its way to changes with the pointer and not with the rows, which are drawn once for each value. */
  protected override updated(): void {
    const { current } = this.#move;
    if (current === this.#marked) return;
    this.#marked = current;
    for (const row of this.querySelectorAll<HTMLElement>('tr[data-tick]'))
      row.toggleAttribute('data-move-to', Number(row.dataset.tick) === current?.to);
    for (const chip of this.querySelectorAll<HTMLElement>('[data-order]'))
      chip.toggleAttribute('data-moving', chip.dataset.order === current?.order.id);
  }

  #hint(html: Tag<TemplateResult>, value: LadderValue): unknown {
    if ((!this.#focused && !this.#arm.armed) || value.scenario?.assumed || value.scenario?.survival) return null;
    return ladderHint(html, value, {
      arm: this.#arm,
      scrolled: this.#place.scrolled,
      stops: this.#stops,
      holding: this.#hold.what,
      move: this.#move.current,
      keyOf: (action) => this.keyOf(action),
    });
  }

  #armed(event: ArmEvent): void {
    this.#arm = arm(this.#arm, event);
    if (!this.#arm.armed) this.#move.leave();
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
    if (focused) {
      this.requestUpdate();
      return;
    }
    this.#hold.letGo();
    this.#shift(false);
    this.#armed({ type: 'disarm', at: performance.now() });
  }

  #pointer(target: EventTarget | null): void {
    const cell = target instanceof Element ? target.closest('.ladder-rows tbody td, .ladder-rows tbody th') : null;
    this.#over = cell === null ? '' : cell.classList.contains('price') ? 'price' : 'rows';
  }

  #scroll(ticks: number): void {
    this.#place.scroll(ticks);
    this.requestUpdate();
  }

  #center(): void {
    this.#place.center(this.value?.market.middle);
    this.requestUpdate();
  }

  /** Takes the order that is on its way along, or scrolls. */
  #step(ticks: number): void {
    if (this.#move.current) this.#move.step(ticks);
    else this.#scroll(ticks);
  }

  /** Orders may be canceled by anybody who holds the key; what trades wants an armed ladder. */
  #maySend(what: Held): boolean {
    return this.value?.account !== null && (what === 'cancel-all' || this.#arm.armed);
  }

  #everything(what: Held): void {
    const { account, instrument } = this.value ?? {};
    if (!account || !instrument || !this.#maySend(what)) return;
    this.ask({ action: what, instrument: instrument.id, account });
  }

  #wheel(event: WheelEvent): void {
    if (!this.#focused || event.ctrlKey || event.deltaY === 0) return;
    event.preventDefault();
    this.#scroll(event.deltaY < 0 ? 1 : -1);
  }

  #shift(down: boolean): void {
    if (down === this.#stops) return;
    this.#stops = down;
    this.requestUpdate();
  }

  override act(action: string, event?: KeyboardEvent): boolean {
    if (!this.value || !this.props) return false;
    const { levels } = this.props;
    const at = performance.now();
    const size = sizes[Number(/^size-(\d)$/.exec(action)?.[1]) - 1];
    const moving = this.#move.current !== undefined;
    if (action === 'arm') this.#pressArm(event, at);
    else if (action === 'cancel-all' || action === 'flatten') {
      if (event && !event.repeat && this.#maySend(action)) this.#hold.press(action, event.code);
    } else if (action === 'move') this.#move.next();
    else if (action === 'send-move' && moving) this.#move.confirm();
    else if (action === 'disarm' && moving) this.#move.leave();
    else if (action === 'disarm' && (this.#arm.armed || this.#arm.heldSince !== null))
      this.#armed({ type: 'disarm', at });
    else if (action === 'center') this.#center();
    else if (action === 'up' || action === 'down') this.#step(action === 'up' ? 1 : -1);
    else if (action === 'page-up') this.#scroll(levels);
    else if (action === 'page-down') this.#scroll(-levels);
    else if (size !== undefined) this.#armed({ type: 'size', size, at });
    else return false;
    return true;
  }

  #pressArm(event: KeyboardEvent | undefined, at: number): void {
    if (event === undefined || event.repeat || this.value?.account === null) return;
    this.#heldKey = event.code;
    this.#armed({ type: 'press', at });
  }

  #click(event: MouseEvent): void {
    if (!(event.target instanceof Element) || this.#move.takeClick()) return;
    const at = performance.now();
    const size = event.target.closest<HTMLElement>('[data-size]');
    const order = event.target.closest<HTMLElement>('[data-order]');
    const cell = event.target.closest<HTMLElement>('td[data-side]');
    if (size) this.#armed({ type: 'size', size: Number(size.dataset.size), at });
    else if (order) this.#cancel(order);
    // the second click of a double click is a slip more often than an order
    else if (cell && event.detail < 2) this.#order(cell, event.shiftKey, at);
  }

  #cancel(order: HTMLElement): void {
    const clientOrderId = order.dataset.order;
    if (clientOrderId && !order.classList.contains('canceling')) this.ask({ action: 'cancel', clientOrderId });
  }

  #order(cell: HTMLElement, isStop: boolean, at: number): void {
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
        ...(isStop ? { type: 'stop', stopPrice: row.price.text } : { type: 'limit', price: row.price.text }),
        timeInForce: 'day',
        account,
      },
    });
  }
}

customElements.define('cell-ladder', CellLadder);
