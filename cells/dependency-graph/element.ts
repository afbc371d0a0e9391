import type { TemplateResult } from 'lit';
import { ReadingElement } from '../../views/client/reading-element.ts';
import type { Tag } from '../../views/tag.ts';
import { addressOf, listedCalls } from './calls.ts';
import { type Box, centerOf, type Look, panned, zoomed } from './look.ts';
import type { GraphProps, GraphValue } from './schema.ts';
import { view } from './view.ts';

const step = 1.25;
const pan = 0.15;
/** Below so many pixels a unit nothing can be read: then a part is shown, and not all. */
const readable = 0.5;

/** The picture that somebody moves about in; what is looked at stays while its numbers change. */
class CellDependencyGraph extends ReadingElement<GraphValue, GraphProps> {
  #look: Look = {};
  #names = { pointed: undefined as string | undefined, opened: undefined as string | undefined };
  #drag: { readonly x: number; readonly y: number; readonly box: Box; moved: boolean } | undefined;

  constructor() {
    super();
    this.addEventListener('pointerover', ({ target }) => this.#point(placeOf(target)));
    this.addEventListener('focusin', ({ target }) => this.#point(placeOf(target)));
    this.addEventListener('pointerleave', () => this.#point(placeOf(document.activeElement)));
    this.addEventListener('focusout', () => this.#point(undefined));
    this.addEventListener('wheel', (event) => this.#wheel(event), { passive: false });
    this.addEventListener('pointerdown', (event) => this.#grab(event));
    this.addEventListener('pointermove', (event) => this.#move(event));
    this.addEventListener('pointerup', () => this.#drop());
    this.addEventListener('pointercancel', () => this.#drop());
    this.addEventListener('click', (event) => this.#click(event));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.tabIndex = 0;
  }

  protected view(html: Tag<TemplateResult>, value: GraphValue, props: GraphProps): TemplateResult {
    const placeNamed = (name: string | undefined): number | undefined => {
      const place = value.nodes.findIndex((node) => node.name === name);
      return place === -1 ? undefined : place;
    };
    const { pointed, opened } = this.#names;
    return view(html, value, props, { ...this.#look, pointed: placeNamed(pointed), opened: placeNamed(opened) });
  }

  protected override updated(): void {
    const scale = this.#scale();
    if (this.#look.box !== undefined || scale === undefined || scale >= readable) return;
    const box = this.#box();
    const whole = this.#picture()?.viewBox.baseVal;
    if (!box || !whole) return;
    const { width, height } = zoomed(box, scale, readable / scale, box);
    // Its beginning, or its middle where it is no wider than what is in sight.
    const x = whole.x + Math.min(0, (whole.width - width) / 2);
    this.#see({ x, y: whole.y, width, height }, readable);
  }

  override act(action: string): boolean {
    const box = this.#box();
    const scale = this.#scale();
    if (action === 'open') return this.#open(placeOf(document.activeElement));
    if (action === 'close') return this.#close();
    if (box === undefined || scale === undefined) return false;
    if (action === 'all') return this.#all();
    const factor = { nearer: step, farther: 1 / step }[action];
    if (factor !== undefined) {
      this.#zoom(box, scale, factor, centerOf(box));
      return true;
    }
    const [right, down] = { left: [-pan, 0], right: [pan, 0], up: [0, -pan], down: [0, pan] }[action] ?? [];
    if (right === undefined || down === undefined) return false;
    this.#see(panned(box, right, down), scale);
    return true;
  }

  #stage(): Element | null {
    return this.querySelector('.graph-stage');
  }

  #picture(): SVGSVGElement | null {
    return this.querySelector<SVGSVGElement>('.graph-picture');
  }

  /** Pixels to a unit, as it is drawn now. */
  #scale(): number | undefined {
    return this.#picture()?.getScreenCTM()?.a;
  }

  /** What the stage has in sight now. */
  #box(): Box | undefined {
    const stage = this.#stage()?.getBoundingClientRect();
    const matrix = this.#picture()?.getScreenCTM();
    if (!stage || !matrix || stage.width === 0) return undefined;
    return {
      x: (stage.left - matrix.e) / matrix.a,
      y: (stage.top - matrix.f) / matrix.a,
      width: stage.width / matrix.a,
      height: stage.height / matrix.a,
    };
  }

  #see(box: Box, scale: number): void {
    this.#look = { ...this.#look, box, scale };
    this.requestUpdate();
  }

  #zoom(box: Box, scale: number, factor: number, at: { readonly x: number; readonly y: number }): void {
    const next = zoomed(box, scale, factor, at);
    this.#see(next, (scale * box.width) / next.width);
  }

  #all(): boolean {
    this.#look = { ...this.#look, box: undefined, scale: undefined };
    this.requestUpdate();
    return true;
  }

  #point(place: number | undefined): void {
    const name = place === undefined ? undefined : this.value?.nodes[place]?.name;
    if (name === this.#names.pointed && this.#look.near) return;
    this.#names.pointed = name;
    this.#look = { ...this.#look, near: true };
    this.requestUpdate();
  }

  #open(place: number | undefined): boolean {
    const name = place === undefined ? undefined : this.value?.nodes[place]?.name;
    if (name === undefined) return false;
    this.#names.opened = name;
    this.#look = { ...this.#look, calls: undefined };
    this.read(addressOf(name, this.props?.by ?? 'process'), (reply) => {
      if (this.#names.opened !== name) return;
      this.#look = { ...this.#look, calls: reply === undefined ? 'unread' : listedCalls(reply) };
    });
    this.requestUpdate();
    return true;
  }

  #close(): boolean {
    if (this.#names.opened === undefined) return false;
    if (this.querySelector('.graph-opened')?.contains(document.activeElement)) this.focus({ preventScroll: true });
    this.#names.opened = undefined;
    this.requestUpdate();
    return true;
  }

  #wheel(event: WheelEvent): void {
    const box = this.#box();
    const scale = this.#scale();
    const stage = this.#stage()?.getBoundingClientRect();
    if (!event.ctrlKey || !box || !stage || scale === undefined) return;
    event.preventDefault();
    const at = { x: box.x + (event.clientX - stage.left) / scale, y: box.y + (event.clientY - stage.top) / scale };
    this.#zoom(box, scale, Math.exp(-event.deltaY / 300), at);
  }

  #grab({ clientX: x, clientY: y, button, target }: PointerEvent): void {
    const box = this.#box();
    const inside = target instanceof Element && target.closest('.graph-picture') !== null;
    if (box && inside && button === 0) this.#drag = { x, y, box, moved: false };
  }

  #move({ clientX, clientY }: PointerEvent): void {
    const scale = this.#scale();
    if (!this.#drag || scale === undefined) return;
    const { x, y, box } = this.#drag;
    if (!this.#drag.moved && Math.hypot(clientX - x, clientY - y) < 4) return;
    this.#drag.moved = true;
    this.#see({ ...box, x: box.x - (clientX - x) / scale, y: box.y - (clientY - y) / scale }, scale);
  }

  #drop(): void {
    // The click that follows a drag opens nothing; it comes before the next task.
    const { moved } = this.#drag ?? { moved: false };
    if (!moved) this.#drag = undefined;
    else
      setTimeout(() => {
        this.#drag = undefined;
      });
  }

  #click({ target }: MouseEvent): void {
    if (this.#drag?.moved || !(target instanceof Element)) return;
    const action = target.closest<HTMLElement>('[data-action]')?.dataset.action;
    if (action !== undefined) this.act(action);
    else this.#open(placeOf(target));
  }
}

function placeOf(target: EventTarget | null): number | undefined {
  const place = target instanceof Element ? target.closest<SVGElement>('[data-node]')?.dataset.node : undefined;
  return place === undefined ? undefined : Number(place);
}

customElements.define('cell-dependency-graph', CellDependencyGraph);
