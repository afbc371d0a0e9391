import type { TemplateResult } from 'lit';
import type { TraceColumns } from '../../core/trace/tree/columns.ts';
import { groupings } from '../../core/trace/tree/statistics.ts';
import { ReadingElement } from '../../views/client/reading-element.ts';
import type { Tag } from '../../views/tag.ts';
import { paletteOf } from './canvas.ts';
import { detailOf, detailPart, type Opened } from './detail.ts';
import { FlamePanel } from './flame-panel.ts';
import { flamePart } from './flame-view.ts';
import { headPart } from './head.ts';
import { load } from './loaded.ts';
import type { TraceTreeProps, TraceTreeValue } from './schema.ts';
import { StatisticsPanel } from './statistics-panel.ts';
import { toolsPart, type ViewName, viewNames } from './tools.ts';
import { view } from './view.ts';
import { WaterfallPanel } from './waterfall-panel.ts';
import { type Waterfall, waterfallPart } from './waterfall-view.ts';

const isColumns = (reply: unknown): reply is TraceColumns =>
  typeof reply === 'object' && reply !== null && 'spanIds' in reply && 'depth' in reply;

/** One trace: rows that are in sight are elements, their bars and the flame are drawn; the columns come with the value or are asked for. */
class CellTraceTree extends ReadingElement<TraceTreeValue, TraceTreeProps> {
  #fall: WaterfallPanel | undefined;
  #flame: FlamePanel | undefined;
  #loadedFrom: TraceTreeValue | undefined;
  #sums: StatisticsPanel | undefined;
  #view: ViewName | undefined;
  #opened: Opened | undefined;
  #search = '';
  #shown: Waterfall | undefined;
  /** What the small picture was painted for: it costs a look at every call. */
  #mapped = '';
  #observed: ResizeObserver | undefined;
  #theme: MutationObserver | undefined;

  constructor() {
    super();
    this.addEventListener('click', (event) => this.#click(event));
    this.addEventListener('dblclick', ({ target }) => {
      if (this.#within(target, '.fall-map-place') && this.#fall?.zoomOut()) this.requestUpdate();
    });
    this.addEventListener('input', ({ target }) => {
      if (target instanceof HTMLInputElement) this.#find(target.value);
    });
    this.addEventListener('scroll', () => this.requestUpdate(), { capture: true, passive: true });
    for (const [type, phase] of [
      ['pointerdown', 'begin'],
      ['pointermove', 'move'],
      ['pointerup', 'end'],
    ] as const)
      this.addEventListener(type, (event) => this.#drag(phase, event));
    this.addEventListener('pointermove', (event) => this.#point(event));
    this.addEventListener('pointerout', ({ target }) => {
      if (this.#within(target, '.flame-scroll')) this.#pointAt(-1);
    });
    this.addEventListener('keydown', (event) => this.#typed(event), { capture: true });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#observed = new ResizeObserver(() => this.#repaint());
    this.#observed.observe(this);
    this.#theme = new MutationObserver(() => this.#repaint());
    this.#theme.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#observed?.disconnect();
    this.#theme?.disconnect();
  }

  protected override willUpdate(): void {
    super.willUpdate();
    const { value } = this;
    if (!value || value === this.#loadedFrom) return;
    const another = value.head?.trace !== this.#loadedFrom?.head?.trace;
    this.#loadedFrom = value;
    if (another) {
      this.#fall = undefined;
      this.#flame = undefined;
      this.#opened = undefined;
    }
    if (value.columns) this.#take(value.columns);
    else if (value.head)
      this.read(`/api/traces/${value.head.trace}/columns?near=${value.head.origin}`, (reply) => {
        if (value === this.#loadedFrom && isColumns(reply)) this.#take(reply);
      });
  }

  protected view(html: Tag<TemplateResult>, value: TraceTreeValue, props: TraceTreeProps): TemplateResult {
    const fall = this.#fall;
    if (!value.head || !fall) return view(html, value, props);
    const shown = this.#view ?? props.view;
    return html`<div class="tree live">${headPart(html, value.head)}${toolsPart(html, { view: shown, search: this.#search, found: fall.found.length, key: this.keyOf('search') })}<div class="tree-body">${this.#body(html, shown, fall)}${this.#opened ? detailPart(html, fall.loaded, this.#opened) : ''}</div></div>`;
  }

  #body(html: Tag<TemplateResult>, shown: ViewName, fall: WaterfallPanel): TemplateResult {
    if (shown === 'statistics') {
      this.#sums ??= new StatisticsPanel(fall.loaded, this.props?.by ?? 'process');
      return this.#sums.part(html);
    }
    if (shown === 'flame') {
      this.#flame ??= new FlamePanel(fall.loaded);
      return flamePart(html, fall.loaded, this.#flame.flame, this.#flame.part, this.#flame.zoomed);
    }
    this.#shown = fall.shown(this.#scroller('.fall'), this.id);
    return waterfallPart(html, this.#shown);
  }

  protected override updated(): void {
    const palette = paletteOf(this);
    const fall = this.#scroller('.fall');
    const flame = this.#scroller('.flame-scroll');
    if (flame) this.#flame?.paint(flame, palette);
    if (!fall || !this.#fall || !this.#shown) return;
    // A page of one trace has nothing else to walk in: its keys work at once.
    if (this.#mapped === '' && document.activeElement === document.body && this.closest('.trace-page'))
      fall.focus({ preventScroll: true });
    const { range } = this.#fall;
    this.#fall.paint(fall, this.#shown, palette);
    const mapped = [range.from, range.to, fall.clientWidth, palette.text, this.#fall.loaded.tree.size].join(' ');
    if (mapped !== this.#mapped) this.#fall.paintMap(fall, palette);
    this.#mapped = mapped;
  }

  override act(action: string): boolean {
    const shown = this.#view ?? this.props?.view;
    if (!this.#fall) return false;
    if (action === 'view') this.#show(viewNames[(viewNames.indexOf(shown ?? 'waterfall') + 1) % viewNames.length]);
    else if (action === 'search') this.querySelector<HTMLInputElement>('.tree-search')?.focus();
    else if (action === 'close' && this.#opened) this.#close();
    else if (shown === 'flame') return this.#actIn('.flame-scroll', this.#flame, action);
    else if (shown === 'statistics') return false;
    else if (action === 'open') this.#open(this.#fall.outline.chosen);
    else return this.#actIn('.fall', this.#fall, action);
    this.requestUpdate();
    return true;
  }

  #actIn(selector: string, panel: WaterfallPanel | FlamePanel | undefined, action: string): boolean {
    const scroller = this.#scroller(selector);
    if (!scroller || !panel?.act(action, scroller)) return false;
    this.requestUpdate();
    return true;
  }

  /** In the search field keys are text, but for those that leave it. */
  #typed(event: KeyboardEvent): void {
    if (!(event.target instanceof HTMLInputElement)) return;
    if (event.key === 'Enter' && this.#fall?.nextFound()) {
      this.#show('waterfall');
    } else if (event.key === 'Escape') this.#leaveSearch();
    else {
      event.stopPropagation();
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  #leaveSearch(): void {
    this.#find('');
    this.#focusBody();
  }

  #find(text: string): void {
    this.#search = text;
    this.#fall?.search(text);
    this.requestUpdate();
  }

  #click(event: MouseEvent): void {
    const fall = this.#fall;
    if (!fall) return;
    const control = this.#within(event.target, '[data-action]');
    const row = this.#within(event.target, '[data-call]');
    const { action, name } = control?.dataset ?? {};
    if (action === 'view') this.#show(viewNames.find((one) => one === name));
    else if (action === 'by')
      this.#sums = new StatisticsPanel(fall.loaded, groupings.find((one) => one === name) ?? 'process', this.#sums);
    else if (action === 'sort') this.#sums?.sort(name);
    else if (action === 'close') this.#close();
    else if (action === 'flame-out') this.#flame?.out();
    else if (action === 'fold') fall.outline.toggle(Number(row?.dataset.call));
    else if (row) {
      const again = fall.outline.chosen === Number(row.dataset.call);
      fall.outline.choose(Number(row.dataset.call));
      if (again || this.#opened) this.#open(fall.outline.chosen);
    } else {
      const scroller = this.#within(event.target, '.flame-scroll');
      if (!scroller || !this.#flame) return;
      this.#flame.zoom(this.#flame.partUnder(scroller, event));
    }
    this.requestUpdate();
  }

  #open(call: number): void {
    const { value } = this;
    const tree = this.#fall?.loaded.tree;
    const span = tree?.spanIds[call];
    if (!value?.head || !tree || span === undefined) return;
    const near = tree.origin + (tree.start[call] ?? 0);
    this.#opened = { call, detail: undefined };
    this.read(`/api/traces/${value.head.trace}/spans/${span}?near=${near}`, (reply) => {
      if (this.#opened && this.#fall?.loaded.tree.spanIds[this.#opened.call] === span)
        this.#opened = { ...this.#opened, detail: detailOf(reply) };
    });
  }

  /** The focus stays where it was, but for that of what is closed. */
  #close(): void {
    const within = this.querySelector('.opened')?.contains(document.activeElement);
    this.#opened = undefined;
    if (within) this.#focusBody();
  }

  #focusBody(): void {
    this.querySelector<HTMLElement>('.fall, .flame-scroll, .sums')?.focus({ preventScroll: true });
  }

  #take(columns: TraceColumns): void {
    const before = this.#fall;
    this.#fall = new WaterfallPanel(load(columns));
    if (before) {
      const { tree } = this.#fall.loaded;
      const same = (call: number) => Math.max(0, tree.spanIds.indexOf(before.loaded.tree.spanIds[call] ?? ''));
      this.#fall.outline.choose(same(before.outline.chosen));
      if (this.#opened) this.#opened = { ...this.#opened, call: same(this.#opened.call) };
    }
    if (this.#search !== '') this.#fall.search(this.#search);
    this.#flame = undefined;
    this.#sums = this.#sums && new StatisticsPanel(this.#fall.loaded, this.#sums.by, this.#sums);
    this.#mapped = '';
  }

  #show(name: ViewName | undefined): void {
    this.#view = name ?? 'waterfall';
    this.#mapped = '';
    this.requestUpdate();
    void this.updateComplete.then(() => {
      // The first drawing does not know yet how high the place is.
      const scroller = this.#scroller('.fall');
      if (scroller) this.#fall?.reveal(scroller);
      this.requestUpdate();
      if (!(document.activeElement instanceof HTMLInputElement)) this.#focusBody();
    });
  }

  #drag(phase: 'begin' | 'move' | 'end', event: PointerEvent): void {
    const place = this.#within(event.target, '.fall-map-place');
    if (!this.#fall?.drag(phase, place, event.clientX)) return;
    if (phase === 'begin') place?.setPointerCapture(event.pointerId);
    this.requestUpdate();
  }

  #point(event: PointerEvent): void {
    const scroller = this.#within(event.target, '.flame-scroll');
    if (scroller && this.#flame) this.#pointAt(this.#flame.partUnder(scroller, event));
  }

  #pointAt(part: number): void {
    if (!this.#flame || this.#flame.pointed === part) return;
    this.#flame.pointed = part;
    this.requestUpdate();
  }

  #repaint(): void {
    this.#mapped = '';
    this.requestUpdate();
  }

  #scroller(selector: string): HTMLElement | null {
    return this.querySelector<HTMLElement>(selector);
  }

  #within(target: EventTarget | null, selector: string): HTMLElement | null {
    return target instanceof Element ? target.closest<HTMLElement>(selector) : null;
  }
}

customElements.define('cell-trace-tree', CellTraceTree);
