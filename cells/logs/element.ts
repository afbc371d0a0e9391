import type { TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import type { LoggedRow, Page } from '../../core/trace/query.ts';
import { announce } from '../../views/client/announce.ts';
import { Choices, isControl } from '../../views/client/choices.ts';
import { pagerPart } from '../../views/client/list-controls.ts';
import { LiveList } from '../../views/client/live-list.ts';
import { ReadingElement } from '../../views/client/reading-element.ts';
import type { ListedPage } from '../../views/client/standing.ts';
import type { Tag } from '../../views/tag.ts';
import { newestDay } from '../newest-view.ts';
import { filterBar, traceLink } from './controls.ts';
import { addressOf, choices, filterWords, holding } from './filter.ts';
import { shownLine } from './row.ts';
import type { LogLine, LogsProps, LogsValue } from './schema.ts';
import { footWords, logLine, logsList } from './view.ts';

function pageOf(reply: unknown): ListedPage<LogLine> {
  const { rows, before, searchedTo, newest } = reply as Page<LoggedRow>;
  return { rows: rows.map(shownLine), before, searchedTo, newest: newest ?? 0 };
}

/** What is logged: live, or standing still while somebody reads, opens or pages on. */
class CellLogs extends ReadingElement<LogsValue, LogsProps> {
  readonly #choices = new Choices({
    names: choices,
    said: (name) => this.#said[name] ?? '',
    changed: () => this.#list.find(),
  });
  readonly #list = new LiveList<LogsValue>({
    value: () => this.value,
    isChosen: () => this.#choices.areMade,
    limit: () => this.#said.limit,
    address: (page) => addressOf(this.#holding, page),
    pageOf,
    read: (address, take) => this.read(address, take),
    changed: () => this.requestUpdate(),
  });
  #newer = '';

  constructor() {
    super();
    this.addEventListener('click', ({ target }) => {
      const action =
        target instanceof Element ? target.closest<HTMLElement>('[data-action]')?.dataset.action : undefined;
      if (action) this.act(action);
    });
    this.addEventListener('change', ({ target }) => this.#choices.choose(target));
    this.addEventListener('input', ({ target }) => this.#choices.type(target));
    this.addEventListener('toggle', ({ target }) => this.#opened(target), true);
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

  get #said(): LogsProps {
    return this.props ?? { level: 'info', limit: 100 };
  }

  /** What holds, by the file and by the reader. */
  get #holding(): LogsProps {
    return holding(this.#said, this.#choices.chosen);
  }

  protected view(html: Tag<TemplateResult>, value: LogsValue): TemplateResult {
    const props = this.#holding;
    const shown = this.#list.shown ?? value;
    const days = { zone: shown.zone, newest: newestDay(shown) };
    const acts = this.hasUpdated;
    const lines = repeat(
      shown.rows,
      ({ seq }) => seq,
      (line) =>
        guard([line.seq, acts, days.newest], () => logLine(html, line, days, acts ? traceLink(html, line) : '')),
    );
    const words = this.#list.isSearching ? 'Searching.' : footWords(shown);
    const { stands, newer } = this.#list;
    const follow = { stands, newer, key: this.keyOf('freeze'), isChosen: this.#choices.areMade };
    return logsList(html, {
      value: shown,
      props,
      lines,
      bar: acts ? filterBar(html, props, follow) : html`<span class="logs-words">${filterWords(props)}</span>`,
      foot: acts ? pagerPart(html, words, this.#list.older) : html`<span>${words}</span>`,
    });
  }

  override act(action: string, event?: KeyboardEvent): boolean {
    if (isControl(event?.target) && action !== 'leave') return false;
    if (action === 'up') return this.#step(-1);
    if (action === 'down') return this.#step(1);
    if (action === 'older') return this.#list.readOlder();
    if (action === 'freeze') this.#list.stands ? this.#list.follow() : this.#list.hold();
    else if (action === 'clear') this.#choices.clear();
    else if (action === 'filter') this.querySelector<HTMLElement>('[data-filter="text"]')?.focus();
    else if (action === 'leave') this.focus({ preventScroll: true });
    else return false;
    return true;
  }

  /** Moves the focus by a line; Enter opens the one that has it. */
  #step(by: number): boolean {
    const lines = [...this.querySelectorAll<HTMLElement>('.log summary')];
    const at = lines.findIndex((line) => line.matches(':focus'));
    const next = lines[at === -1 ? 0 : Math.max(0, Math.min(lines.length - 1, at + by))];
    if (next === undefined) return false;
    this.#list.hold();
    next.focus();
    return true;
  }

  #opened(target: EventTarget | null): void {
    if (target instanceof HTMLDetailsElement && target.open) this.#list.hold();
  }
}

customElements.define('cell-logs', CellLogs);
