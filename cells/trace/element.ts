import type { TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import type { CallDetail } from '../../core/trace/query.ts';
import { CellElement } from '../../views/client/cell-element.ts';
import type { Tag } from '../../views/tag.ts';
import type { CellAction } from '../../views/wire.ts';
import { filterBar, type Names, pager } from './controls.ts';
import { detailRow } from './detail-view.ts';
import { addressOf, type Chosen, filterWords, holding, isChoice } from './filter.ts';
import { detailOf, namesOf, pageOf } from './reply.ts';
import type { TraceProps, TraceRow, TraceValue } from './schema.ts';
import { newerWords, type Standing, standStill, withNewer, withOlder } from './standing.ts';
import { footWords, traceRow, traceTable } from './view.ts';

const typingMilliseconds = 250;
/** Between two looks for what came since, where a reader chose other rows than the file. */
const refreshMilliseconds = 1_000;
/** From the end of the table, in pixels, at which older rows are read. */
const nearEnd = 240;

type Handler = (reply: unknown) => void;

const isControl = (target: EventTarget | null | undefined): target is HTMLInputElement | HTMLSelectElement =>
  target instanceof HTMLInputElement || target instanceof HTMLSelectElement;

let elements = 0;

/** The store of traces: live, or standing still while somebody reads, opens or pages on. */
class CellTrace extends CellElement<TraceValue, TraceProps> {
  readonly #id = `trace-${++elements}`;
  /** What reads are under way, by address, and what their replies are for. */
  readonly #asked = new Map<string, Handler>();
  #withControls = false;
  #chosen: Chosen = {};
  /** The newest rows of what the reader chose; undefined while that is what the file says. */
  #found: TraceValue | undefined;
  #finding = false;
  #foundAt = 0;
  #standing: Standing | undefined;
  #paging = false;
  #selected: number | undefined;
  #opened: { readonly seq: number; readonly detail: CallDetail | 'gone' | undefined } | undefined;
  #names: Names | undefined;
  #typing: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.addEventListener('click', ({ target }) => this.#click(target));
    this.addEventListener('change', ({ target }) => this.#choose(target));
    this.addEventListener('input', ({ target }) => this.#type(target));
    this.addEventListener('focusin', ({ target }) => isControl(target) && this.#wantNames());
    this.addEventListener('scroll', ({ target }) => target instanceof Element && this.#scrolled(target), true);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.tabIndex = 0;
  }

  protected override firstUpdated(): void {
    this.#withControls = true;
    this.requestUpdate();
  }

  protected override willUpdate(changed?: ReadonlyMap<PropertyKey, unknown>): void {
    super.willUpdate();
    if (changed?.has('value') && this.#found !== undefined) this.#findNewer();
  }

  /** What holds, by the file and by the reader. */
  get #holding(): TraceProps {
    return holding(this.props ?? { rows: 'data', limit: 100 }, this.#chosen);
  }

  /** The newest there is, whether it is shown or not. */
  get #live(): TraceValue | undefined {
    return Object.keys(this.#chosen).length === 0 ? this.value : this.#found;
  }

  get #shown(): TraceValue | undefined {
    return this.#standing?.value ?? this.#live ?? this.value;
  }

  protected view(html: Tag<TemplateResult>, value: TraceValue): TemplateResult {
    const props = this.#holding;
    const shown = this.#shown ?? value;
    const rows = repeat(
      shown.rows,
      ({ seq }) => seq,
      (row) => this.#row(html, row, shown),
    );
    const words = this.#finding && this.#found === undefined ? 'Searching.' : footWords(shown);
    const older = shown.older === null || shown.searching ? undefined : { loading: this.#paging };
    return traceTable(html, {
      value: shown,
      props,
      rows,
      bar: this.#withControls ? this.#bar(html, props) : html`<span class="trace-words">${filterWords(props)}</span>`,
      foot: this.#withControls ? pager(html, words, older) : html`<span>${words}</span>`,
    });
  }

  #row(html: Tag<TemplateResult>, row: TraceRow, shown: TraceValue): unknown {
    const selected = row.seq === this.#selected;
    const open = row.seq === this.#opened?.seq;
    const line = guard([row.seq, selected, open, shown.rows[0]?.ts], () =>
      traceRow(html, row, shown, { selected, open }),
    );
    return open ? [line, detailRow(html, this.#opened?.detail, shown.zone)] : line;
  }

  #bar(html: Tag<TemplateResult>, props: TraceProps): TemplateResult {
    const live = this.#live;
    const newer = this.#standing && live ? newerWords(this.#standing, live) : '';
    return filterBar(html, {
      props: this.props ?? props,
      chosen: this.#chosen,
      names: this.#names,
      id: this.#id,
      freeze: { frozen: this.#standing !== undefined, newer, key: this.keyOf('freeze') },
      file: addressOf({ ...props, rows: 'data' }, { format: 'csv' }),
    });
  }

  override act(action: string, event?: KeyboardEvent): boolean {
    if (isControl(event?.target)) return (action === 'leave' || action === 'open') && this.#leaveField(event.target);
    if (event === undefined) this.focus({ preventScroll: true });
    if (action === 'up') return this.#step(-1);
    if (action === 'down') return this.#step(1);
    if (action === 'freeze') return this.#freeze();
    if (action === 'older') return this.#readOlder();
    if (action === 'filter') this.querySelector<HTMLElement>('[data-filter="text"]')?.focus();
    else if (action === 'open') this.#toggle(this.#selected ?? this.#shown?.rows[0]?.seq);
    else if (action === 'leave' && this.#opened !== undefined) this.#opened = undefined;
    else return false;
    this.requestUpdate();
    return true;
  }

  #leaveField(target: HTMLInputElement | HTMLSelectElement): boolean {
    this.#choose(target);
    this.focus({ preventScroll: true });
    return true;
  }

  #step(by: number): boolean {
    const rows = this.#shown?.rows ?? [];
    const at = rows.findIndex(({ seq }) => seq === this.#selected);
    const next = rows[at === -1 ? 0 : Math.max(0, Math.min(rows.length - 1, at + by))];
    if (next === undefined) return false;
    this.#hold();
    this.#selected = next.seq;
    this.requestUpdate();
    void this.updateComplete.then(() =>
      this.querySelector(`tr[data-seq="${next.seq}"]`)?.scrollIntoView({ block: 'nearest' }),
    );
    return true;
  }

  /** Nothing moves under somebody who reads. */
  #hold(): void {
    const live = this.#live;
    if (this.#standing === undefined && live !== undefined) this.#standing = standStill(live);
  }

  #freeze(): boolean {
    if (this.#standing === undefined) this.#hold();
    else {
      this.#standing = undefined;
      this.#opened = undefined;
      this.querySelector('.trace-grid')?.scrollTo({ top: 0 });
    }
    this.requestUpdate();
    return true;
  }

  #toggle(seq: number | undefined): void {
    const row = this.#shown?.rows.find((one) => one.seq === seq);
    if (row === undefined) return;
    this.#selected = row.seq;
    if (this.#opened?.seq === row.seq) this.#opened = undefined;
    else {
      this.#hold();
      this.#opened = { seq: row.seq, detail: undefined };
      this.#read(`/api/traces/${row.traceId}/spans/${row.spanId}?near=${row.ts}`, (reply) => {
        if (this.#opened?.seq === row.seq)
          this.#opened = { seq: row.seq, detail: reply === undefined ? 'gone' : detailOf(reply) };
      });
    }
    this.requestUpdate();
  }

  #readOlder(): boolean {
    const { older = null } = this.#shown ?? {};
    if (older === null || this.#paging) return false;
    this.#hold();
    this.#paging = true;
    const props = this.#holding;
    this.#read(addressOf(props, { limit: props.limit, before: older }), (reply) => {
      this.#paging = false;
      if (reply !== undefined && this.#standing !== undefined)
        this.#standing = withOlder(this.#standing, pageOf(reply));
    });
    this.requestUpdate();
    return true;
  }

  #scrolled(grid: Element): void {
    if (!grid.classList.contains('trace-grid')) return;
    if (grid.scrollTop > 4 && this.#standing === undefined) {
      this.#hold();
      this.requestUpdate();
    }
    if (grid.scrollTop > 4 && grid.scrollHeight - grid.scrollTop - grid.clientHeight < nearEnd) this.#readOlder();
  }

  #choose(target: EventTarget | null): void {
    if (!isControl(target)) return;
    clearTimeout(this.#typing);
    const name = target.dataset.filter;
    if (!isChoice(name)) return;
    const said = this.props?.[name] ?? '';
    const { [name]: before, ...others } = this.#chosen;
    const isFiles = target.value === said || (name === 'last' && target.value === 'file');
    if (isFiles ? before === undefined : before === target.value) return;
    this.#chosen = isFiles ? others : { ...others, [name]: target.value };
    this.#find();
  }

  #type(target: EventTarget | null): void {
    if (!(target instanceof HTMLInputElement)) return;
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => this.#choose(target), typingMilliseconds);
  }

  /** The newest rows of what was chosen, from the beginning. */
  #find(): void {
    this.#standing = undefined;
    this.#opened = undefined;
    this.#found = undefined;
    this.#finding = false;
    this.#paging = false;
    this.#asked.clear();
    if (Object.keys(this.#chosen).length > 0) this.#findOn(undefined);
    this.requestUpdate();
  }

  /** A search that rests goes on until a page is full; what was found so far is shown. */
  #findOn(before: number | undefined): void {
    const props = this.#holding;
    const rows = this.#found?.rows ?? [];
    this.#finding = true;
    const page = { limit: props.limit - rows.length, ...(before === undefined ? {} : { before }) };
    this.#read(addressOf(props, page), (reply) => {
      this.#finding = false;
      if (reply === undefined) return;
      const { rows: more, before: older, searchedTo, newest } = pageOf(reply);
      const all = [...rows, ...more];
      const searching = older !== undefined && all.length < props.limit;
      const zone = this.value?.zone ?? 'UTC';
      this.#found = {
        rows: all,
        newest: this.#found?.newest ?? newest,
        older: older ?? null,
        searchedTo,
        searching,
        zone,
      };
      if (searching) this.#findOn(older);
    });
  }

  /** Something was written: what of it fits what was chosen. */
  #findNewer(): void {
    const found = this.#found;
    if (found === undefined || found.searching || this.#finding || found.newest === this.value?.newest) return;
    if (performance.now() - this.#foundAt < refreshMilliseconds) return;
    this.#foundAt = performance.now();
    const props = this.#holding;
    this.#finding = true;
    this.#read(addressOf(props, { limit: props.limit, after: found.newest ?? 0 }), (reply) => {
      this.#finding = false;
      if (reply === undefined) return;
      const page = pageOf(reply);
      if (page.newest < (found.newest ?? 0)) this.#find();
      else this.#found = withNewer(found, page, props.limit);
    });
  }

  #wantNames(): void {
    if (this.#names !== undefined) return;
    this.#names = { processes: [], groups: [] };
    this.#read('/api/traces/names', (reply) => {
      if (reply !== undefined) this.#names = namesOf(reply);
    });
  }

  #read(address: `/api/${string}`, handler: Handler): void {
    this.#asked.set(address, handler);
    this.ask({ action: 'read', address });
  }

  override answered(reply: unknown, action?: CellAction): void {
    this.#settle(action, reply);
  }

  override unanswered(action: CellAction): void {
    this.#settle(action, undefined);
  }

  #settle(action: CellAction | undefined, reply: unknown): void {
    if (action?.action !== 'read') return;
    const handler = this.#asked.get(action.address);
    this.#asked.delete(action.address);
    handler?.(reply);
    this.requestUpdate();
  }

  #click(target: EventTarget | null): void {
    if (!(target instanceof Element)) return;
    const action = target.closest<HTMLElement>('[data-action]')?.dataset.action;
    if (action === 'freeze') this.#freeze();
    else if (action === 'older') this.#readOlder();
    else if (action === 'clear') {
      this.#chosen = {};
      this.#find();
    }
    const seq = target.closest<HTMLElement>('tr[data-seq]')?.dataset.seq;
    // whoever marks text wants to copy it
    if (seq !== undefined && String(getSelection() ?? '') === '') this.#toggle(Number(seq));
  }
}

customElements.define('cell-trace', CellTrace);
