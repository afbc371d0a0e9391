import type { TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import type { CallDetail } from '../../core/trace/query.ts';
import { announce } from '../../views/client/announce.ts';
import { Choices, isControl } from '../../views/client/choices.ts';
import { pagerPart } from '../../views/client/list-controls.ts';
import { LiveList } from '../../views/client/live-list.ts';
import { ReadingElement } from '../../views/client/reading-element.ts';
import type { Tag } from '../../views/tag.ts';
import { newestDay } from '../newest-view.ts';
import { filterBar, type Names } from './controls.ts';
import { detailRow } from './detail-view.ts';
import { addressOf, choices, filterWords, holding, rangeSaid } from './filter.ts';
import { detailOf, namesOf, pageOf } from './reply.ts';
import type { TraceProps, TraceRow, TraceValue } from './schema.ts';
import { footWords, traceRow, traceTable } from './view.ts';

/** From the end of the table, in pixels, at which older rows are read. */
const nearEnd = 240;

let elements = 0;

/** The store of traces: live, or standing still while somebody reads, opens or pages on. */
class CellTrace extends ReadingElement<TraceValue, TraceProps> {
  readonly #id = `trace-${++elements}`;
  readonly #choices = new Choices({
    names: choices,
    said: (name) => (name === 'last' ? rangeSaid(this.#said) : (this.#said[name] ?? '')),
    changed: () => {
      this.#opened = undefined;
      this.#list.find();
    },
  });
  readonly #list = new LiveList<TraceValue>({
    value: () => this.value,
    isChosen: () => this.#choices.areMade,
    limit: () => this.#said.limit,
    address: (page) => addressOf(this.#holding, page),
    pageOf,
    read: (address, take) => this.read(address, take),
    changed: () => this.requestUpdate(),
  });
  #selected: number | undefined;
  #opened: { readonly seq: number; readonly detail: CallDetail | 'gone' | undefined } | undefined;
  #names: Names | undefined;
  #newer = '';

  constructor() {
    super();
    this.addEventListener('click', ({ target }) => this.#click(target));
    this.addEventListener('change', ({ target }) => this.#choices.choose(target));
    this.addEventListener('input', ({ target }) => this.#choices.type(target));
    this.addEventListener('focusin', ({ target }) => isControl(target) && this.#wantNames());
    this.addEventListener('scroll', ({ target }) => target instanceof Element && this.#scrolled(target), true);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.tabIndex = 0;
    this.#list.connect();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#choices.stop();
    this.#list.disconnect();
  }

  /** The first paint is what the server drew; what acts comes after it. */
  protected override firstUpdated(): void {
    this.requestUpdate();
  }

  protected override updated(): void {
    const { newer } = this.#list;
    if (newer !== '' && this.#newer === '') announce(newer);
    this.#newer = newer;
  }

  get #said(): TraceProps {
    return this.props ?? { rows: 'data', limit: 100 };
  }

  /** What holds, by the file and by the reader. */
  get #holding(): TraceProps {
    return holding(this.#said, this.#choices.chosen);
  }

  protected view(html: Tag<TemplateResult>, value: TraceValue): TemplateResult {
    const props = this.#holding;
    const shown = this.#list.shown ?? value;
    const newest = newestDay(shown);
    const rows = repeat(
      shown.rows,
      ({ seq }) => seq,
      (row) => this.#row(html, row, { zone: shown.zone, newest }),
    );
    const words = this.#list.isSearching ? 'Searching.' : footWords(shown);
    return traceTable(html, {
      value: shown,
      props,
      rows,
      bar: this.hasUpdated ? this.#bar(html, props) : html`<span class="trace-words">${filterWords(props)}</span>`,
      foot: this.hasUpdated ? pagerPart(html, words, this.#list.older) : html`<span>${words}</span>`,
    });
  }

  #row(html: Tag<TemplateResult>, row: TraceRow, days: { zone: string; newest: string }): unknown {
    const selected = row.seq === this.#selected;
    const open = row.seq === this.#opened?.seq;
    const line = guard([row.seq, selected, open, days.newest], () => traceRow(html, row, days, { selected, open }));
    return open ? [line, detailRow(html, this.#opened?.detail, days.zone)] : line;
  }

  #bar(html: Tag<TemplateResult>, props: TraceProps): TemplateResult {
    const { stands, newer } = this.#list;
    return filterBar(html, {
      props: this.#said,
      chosen: this.#choices.chosen,
      names: this.#names,
      id: this.#id,
      follow: { stands, newer, key: this.keyOf('freeze'), isChosen: this.#choices.areMade },
      file: addressOf({ ...props, rows: 'data' }, { format: 'csv' }),
    });
  }

  override act(action: string, event?: KeyboardEvent): boolean {
    if (isControl(event?.target)) return (action === 'leave' || action === 'open') && this.#leaveField(event.target);
    if (event === undefined && !this.contains(document.activeElement)) this.focus({ preventScroll: true });
    if (action === 'up') return this.#step(-1);
    if (action === 'down') return this.#step(1);
    if (action === 'freeze') return this.#freeze();
    if (action === 'older') return this.#list.readOlder();
    if (action === 'clear') this.#choices.clear();
    else if (action === 'filter') this.querySelector<HTMLElement>('[data-filter="text"]')?.focus();
    else if (action === 'open') this.#toggle(this.#selected ?? this.#list.shown?.rows[0]?.seq);
    else if (action === 'leave' && this.#opened !== undefined) this.#opened = undefined;
    else return false;
    this.requestUpdate();
    return true;
  }

  #leaveField(target: EventTarget): boolean {
    this.#choices.choose(target);
    this.focus({ preventScroll: true });
    return true;
  }

  #step(by: number): boolean {
    const rows = this.#list.shown?.rows ?? [];
    const at = rows.findIndex(({ seq }) => seq === this.#selected);
    const next = rows[at === -1 ? 0 : Math.max(0, Math.min(rows.length - 1, at + by))];
    if (next === undefined) return false;
    this.#list.hold();
    this.#selected = next.seq;
    this.requestUpdate();
    void this.updateComplete.then(() =>
      this.querySelector(`tr[data-seq="${next.seq}"]`)?.scrollIntoView({ block: 'nearest' }),
    );
    return true;
  }

  #freeze(): boolean {
    if (!this.#list.stands) this.#list.hold();
    else {
      this.#opened = undefined;
      this.#list.follow();
      this.querySelector('.trace-grid')?.scrollTo({ top: 0 });
    }
    return true;
  }

  #toggle(seq: number | undefined): void {
    const row = this.#list.shown?.rows.find((one) => one.seq === seq);
    if (row === undefined) return;
    this.#selected = row.seq;
    if (this.#opened?.seq === row.seq) this.#opened = undefined;
    else {
      this.#list.hold();
      this.#opened = { seq: row.seq, detail: undefined };
      this.read(`/api/traces/${row.traceId}/spans/${row.spanId}?near=${row.ts}`, (reply) => {
        if (this.#opened?.seq === row.seq)
          this.#opened = { seq: row.seq, detail: reply === undefined ? 'gone' : detailOf(reply) };
      });
    }
    this.requestUpdate();
  }

  #scrolled(grid: Element): void {
    if (!grid.classList.contains('trace-grid') || grid.scrollTop <= 4) return;
    this.#list.hold();
    if (grid.scrollHeight - grid.scrollTop - grid.clientHeight < nearEnd) this.#list.readOlder();
  }

  #wantNames(): void {
    if (this.#names !== undefined) return;
    this.#names = { processes: [], groups: [] };
    this.read('/api/traces/names', (reply) => {
      this.#names = reply === undefined ? undefined : namesOf(reply);
    });
  }

  #click(target: EventTarget | null): void {
    if (!(target instanceof Element)) return;
    const action = target.closest<HTMLElement>('[data-action]')?.dataset.action;
    if (action !== undefined) this.act(action);
    const seq = target.closest<HTMLElement>('tr[data-seq]')?.dataset.seq;
    // whoever marks text wants to copy it
    if (seq !== undefined && String(getSelection() ?? '') === '') this.#toggle(Number(seq));
  }
}

customElements.define('cell-trace', CellTrace);
