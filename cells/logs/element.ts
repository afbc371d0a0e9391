import type { TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { logLevels } from '../../core/trace/log-level.ts';
import type { LoggedRow, Page } from '../../core/trace/query.ts';
import type { LogLevel } from '../../core/trace/row.ts';
import { CellElement } from '../../views/client/cell-element.ts';
import type { Tag } from '../../views/tag.ts';
import type { CellAction } from '../../views/wire.ts';
import { bar, pager, traceLink } from './controls.ts';
import { shownLine } from './row.ts';
import type { LogLine, LogsProps, LogsValue } from './schema.ts';
import { filterWords, footWords, logLine, logsList } from './view.ts';

const typedMilliseconds = 250;
const againMilliseconds = 1_000;

const isPage = (reply: unknown): reply is Page<LoggedRow> =>
  typeof reply === 'object' && reply !== null && 'rows' in reply && Array.isArray(reply.rows);

/** Follows the newest lines; a reader may choose another level or a text, have it stand still, and go back. */
class CellLogs extends CellElement<LogsValue, LogsProps> {
  #level: LogLevel | undefined;
  #text: string | undefined;
  /** What stands still, or was found by another filter than the file's. */
  #held: LogsValue | undefined;
  #frozen = false;
  /** Pages behind the first. */
  #older: { readonly rows: readonly LogLine[]; readonly before: number | null } | undefined;
  #reading = '';
  #later = 0;
  /** The first paint is what the server drew; what acts comes after it. */
  #withControls = false;

  constructor() {
    super();
    this.addEventListener('click', ({ target }) => {
      const action =
        target instanceof Element ? target.closest<HTMLElement>('[data-action]')?.dataset.action : undefined;
      if (action) this.act(action);
    });
    this.addEventListener('input', ({ target }) => {
      if (target instanceof HTMLSelectElement)
        this.#choose({ level: logLevels.find((level) => level === target.value) });
      if (target instanceof HTMLInputElement) this.#choose({ text: target.value }, typedMilliseconds);
    });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.tabIndex = 0;
  }

  protected override firstUpdated(): void {
    this.#withControls = true;
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.clearTimeout(this.#later);
  }

  protected override willUpdate(changed?: Map<PropertyKey, unknown>): void {
    super.willUpdate();
    if (!changed?.has('value') || this.#frozen) return;
    if (this.#isChosen) this.#readSoon(againMilliseconds);
    else if (this.#older === undefined) this.#held = undefined;
  }

  protected view(html: Tag<TemplateResult>, live: LogsValue, props: LogsProps): TemplateResult {
    const first = this.#held ?? live;
    const { before } = this.#older ?? { before: first.older };
    const value = { ...first, rows: [...first.rows, ...(this.#older?.rows ?? [])], older: before };
    const frozen = this.#frozen || this.#older !== undefined;
    const newer = frozen ? live.rows.filter(({ seq }) => seq > (first.rows[0]?.seq ?? 0)).length : 0;
    const chosen = { level: this.#level ?? props.level, text: this.#text ?? props.text ?? '' };
    const lines = repeat(
      value.rows,
      ({ seq }) => seq,
      (line) => logLine(html, line, value, this.#withControls ? traceLink(html, line) : ''),
    );
    const words = footWords(value);
    const older = before === null || value.searching ? undefined : { loading: this.#reading !== '' };
    const controls = { ...chosen, isChosen: this.#isChosen, frozen, newer, key: this.keyOf('freeze') };
    const given = { ...props, ...chosen };
    return logsList(html, {
      value,
      props: given,
      lines,
      bar: this.#withControls ? bar(html, controls) : html`<span class="logs-words">${filterWords(given)}</span>`,
      foot: this.#withControls ? pager(html, words, older) : html`<span>${words}</span>`,
    });
  }

  override act(action: string, event?: KeyboardEvent): boolean {
    const { target } = event ?? {};
    const inControl = target instanceof HTMLInputElement || target instanceof HTMLSelectElement;
    if (inControl && action !== 'leave') return false;
    if (action === 'up') return this.#step(-1);
    if (action === 'down') return this.#step(1);
    if (action === 'freeze') this.#freeze(!(this.#frozen || this.#older !== undefined));
    else if (action === 'older') this.#readOlder();
    else if (action === 'filter') this.querySelector('input')?.focus();
    else if (action === 'leave') this.focus({ preventScroll: true });
    else if (action === 'clear') this.#clear();
    else return false;
    this.requestUpdate();
    return true;
  }

  /** Moves the focus by a line; Enter opens the one that has it. */
  #step(by: number): boolean {
    const lines = [...this.querySelectorAll<HTMLElement>('.log summary')];
    const at = lines.findIndex((line) => line.matches(':focus'));
    lines[at === -1 ? 0 : Math.max(0, Math.min(lines.length - 1, at + by))]?.focus();
    return lines.length > 0;
  }

  override answered(reply: unknown, action?: CellAction): void {
    if (action?.action !== 'read' || action.address !== this.#reading) return;
    this.#reading = '';
    if (!isPage(reply)) return;
    const rows = reply.rows.map(shownLine);
    const before = reply.before ?? null;
    if (/[?&]before=/.test(action.address)) this.#older = { rows: [...(this.#older?.rows ?? []), ...rows], before };
    else if (this.value) {
      this.#held = { ...this.value, rows, newest: reply.newest ?? null, older: before, searching: false };
      this.#older = undefined;
    }
    this.requestUpdate();
  }

  get #isChosen(): boolean {
    return this.#level !== undefined || this.#text !== undefined;
  }

  #freeze(frozen: boolean): void {
    this.#frozen = frozen;
    if (frozen) this.#held ??= this.value;
    else {
      this.#held = undefined;
      this.#older = undefined;
      if (this.#isChosen) this.#read();
    }
  }

  #choose(choice: { level?: LogLevel | undefined; text?: string }, wait = 0): void {
    if (choice.level !== undefined) this.#level = choice.level;
    if (choice.text !== undefined) this.#text = choice.text;
    window.clearTimeout(this.#later);
    this.#later = window.setTimeout(() => this.#read(), wait);
  }

  #clear(): void {
    this.#level = undefined;
    this.#text = undefined;
    this.#frozen = false;
    this.#held = undefined;
    this.#older = undefined;
    this.#reading = '';
  }

  #readSoon(wait: number): void {
    if (this.#older !== undefined || this.#reading !== '') return;
    window.clearTimeout(this.#later);
    this.#later = window.setTimeout(() => this.#read(), wait);
  }

  #readOlder(): void {
    const first = this.#held ?? this.value;
    const before = this.#older ? this.#older.before : first?.older;
    if (first === undefined || before === null || before === undefined) return;
    this.#held = first;
    this.#read(before);
  }

  #read(before?: number): void {
    const { props } = this;
    if (props === undefined) return;
    const query = new URLSearchParams({ level: this.#level ?? props.level, limit: String(props.limit) });
    const asked = { text: this.#text ?? props.text, service: props.service, last: props.last };
    for (const [name, value] of Object.entries(asked)) if (value) query.set(name, value);
    if (before !== undefined) query.set('before', String(before));
    const address = `/api/logs?${query}` as const;
    this.#reading = address;
    this.ask({ action: 'read', address });
  }
}

customElements.define('cell-logs', CellLogs);
