import type { TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import { CellElement } from '../../views/client/cell-element.ts';
import type { Tag } from '../../views/tag.ts';
import { sizes } from './arm.ts';
import { Arming } from './arming.ts';
import { ladderHint } from './hint.ts';
import { Hold } from './hold.ts';
import { RowMemory } from './memory.ts';
import type { Move } from './move.ts';
import { markMove } from './move-marks.ts';
import { OrderMove } from './order-move.ts';
import { Place } from './place.ts';
import type { LadderProps, LadderValue } from './schema.ts';
import { Trading } from './trading.ts';
import { ladderFrame, ladderRow } from './view.ts';
import { shownRows } from './window.ts';

/** The live ladder: stands still under the pointer, scrolls, and trades once it is armed. */
class CellLadder extends CellElement<LadderValue, LadderProps> {
  readonly #place = new Place();
  #instrument = '';
  #memory = new RowMemory();
  #focused = false;
  #marked: Move | undefined;
  #over: '' | 'price' | 'rows' = '';
  /** Shift is down: a click places a stop. */
  #stops = false;
  readonly #arming = new Arming(() => {
    if (!this.#arming.state.armed) this.#move.leave();
    this.requestUpdate();
  });
  readonly #trading = new Trading(
    {
      value: () => this.value,
      props: () => this.props,
      ask: (action) => this.ask(action),
      refuse: (text) => this.refuse(text),
    },
    this.#arming,
  );
  readonly #hold = new Hold(
    (what) => this.#trading.everything(what),
    () => this.requestUpdate(),
  );
  readonly #move = new OrderMove({
    rows: () => this.value?.rows ?? [],
    isArmed: () => this.#arming.state.armed,
    send: (clientOrderId, changes) => this.#trading.replace(clientOrderId, changes),
    moved: () => this.#arming.use(),
  });

  constructor() {
    super();
    this.addEventListener('keydown', (event) => this.#shift(event.shiftKey));
    this.addEventListener('keyup', (event) => {
      this.#arming.release(event.code);
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
    this.#arming.disarm();
  }

  protected override willUpdate(): void {
    super.willUpdate();
    if (this.value && this.props) this.#follow(this.value, this.props);
    this.#trading.tell();
  }

  override answered(reply: unknown): void {
    this.#trading.answered(reply);
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
    this.toggleAttribute('data-armed', this.#arming.state.armed);
    this.toggleAttribute('data-stops', this.#arming.state.armed && this.#stops);
    return ladderFrame(html, value, props, { rows, hint: this.#hint(html, value) });
  }

  #follow(value: LadderValue, props: LadderProps): void {
    if (value.instrument.id !== this.#instrument) {
      this.#instrument = value.instrument.id;
      this.#place.forget();
      this.#memory.forget();
      if (this.#arming.state.armed) this.#arming.disarm();
    }
    const still =
      this.#move.current !== undefined || this.#over === 'price' || (this.#over === 'rows' && this.#arming.state.armed);
    this.#place.follow(value, props, still);
  }

  protected override updated(): void {
    if (this.#move.current === this.#marked) return;
    this.#marked = this.#move.current;
    markMove(this, this.#marked);
  }

  #hint(html: Tag<TemplateResult>, value: LadderValue): unknown {
    if ((!this.#focused && !this.#arming.state.armed) || value.scenario?.assumed || value.scenario?.survival)
      return null;
    return ladderHint(html, value, {
      arm: this.#arming.state,
      scrolled: this.#place.scrolled,
      stops: this.#stops,
      holding: this.#hold.what,
      move: this.#move.current,
      protection: this.props?.protection,
      keyOf: (action) => this.keyOf(action),
    });
  }

  readonly #hide = (): void => {
    if (document.visibilityState === 'hidden') this.#arming.disarm();
  };

  #focus(focused: boolean): void {
    this.#focused = focused;
    if (focused) {
      this.requestUpdate();
      return;
    }
    this.#hold.letGo();
    this.#shift(false);
    this.#arming.disarm();
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
    const size = sizes[Number(/^size-(\d)$/.exec(action)?.[1]) - 1];
    const moving = this.#move.current !== undefined;
    if (action === 'arm') this.#pressArm(event);
    else if (action === 'cancel-all' || action === 'flatten') {
      if (event && !event.repeat && this.#trading.mayDo(action)) this.#hold.press(action, event.code);
    } else if (action === 'move') this.#move.next();
    else if (action === 'send-move' && moving) this.#move.confirm();
    else if (action === 'disarm' && moving) this.#move.leave();
    else if (action === 'disarm' && (this.#arming.state.armed || this.#arming.state.heldSince !== null))
      this.#arming.disarm();
    else if (action === 'center') this.#center();
    else if (action === 'up' || action === 'down') this.#step(action === 'up' ? 1 : -1);
    else if (action === 'page-up') this.#scroll(levels);
    else if (action === 'page-down') this.#scroll(-levels);
    else if (size !== undefined) this.#arming.choose(size);
    else return false;
    return true;
  }

  #pressArm(event: KeyboardEvent | undefined): void {
    if (event === undefined || event.repeat || this.value?.account === null) return;
    this.#arming.press(event.code);
  }

  #click(event: MouseEvent): void {
    if (event.target instanceof Element && !this.#move.takeClick()) this.#trading.click(event.target, event);
  }
}

customElements.define('cell-ladder', CellLadder);
