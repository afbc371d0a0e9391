import type { TemplateResult } from 'lit';
import { announce } from '../../views/client/announce.ts';
import { CellElement } from '../../views/client/cell-element.ts';
import type { Tag } from '../../views/tag.ts';
import { orderTraceAddress, traceAddress } from '../../views/trace-address.ts';
import type { AlertRow, AlertsProps, AlertsValue } from './schema.ts';
import { alertsView, view } from './view.ts';

/** What was told, live; one or all of it is acknowledged here. */
class CellAlerts extends CellElement<AlertsValue, AlertsProps> {
  #told = Number.POSITIVE_INFINITY;

  constructor() {
    super();
    this.addEventListener('click', ({ target }) => {
      const control = target instanceof Element ? target.closest<HTMLElement>('[data-action]') : null;
      if (control?.dataset.action === 'acknowledge') this.#acknowledge(control.closest<HTMLElement>('.alert'));
      if (control?.dataset.action === 'acknowledge-all') this.#acknowledgeAll();
    });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.tabIndex = 0;
  }

  /** The first paint is what the server drew; what acts comes after it. */
  protected override firstUpdated(): void {
    this.requestUpdate();
  }

  protected override updated(): void {
    const { newest = 0, rows = [] } = this.value ?? {};
    const told = rows.find(({ id }) => id === newest);
    if (newest > this.#told && told?.asks) announce(`${told.level}: ${told.text}`);
    this.#told = newest;
  }

  protected view(html: Tag<TemplateResult>, value: AlertsValue, props: AlertsProps): TemplateResult {
    if (!this.hasUpdated) return view(html, value, props);
    const all = html`<button class="button" type="button" data-action="acknowledge-all" ?disabled=${value.asking === 0}>Acknowledge all <kbd>${this.keyOf('acknowledge-all')}</kbd></button>`;
    return alertsView(html, { value, props, controls: { bar: all, row: (row) => controlsOf(html, row) } });
  }

  override act(action: string): boolean {
    if (action === 'up') return this.#step(-1);
    if (action === 'down') return this.#step(1);
    if (action === 'acknowledge') return this.#acknowledge(this.#current());
    if (action === 'acknowledge-all') return this.#acknowledgeAll();
    return false;
  }

  #current(): HTMLElement | null {
    const focused = this.querySelector<HTMLElement>('.alert:focus, .alert:focus-within');
    return focused ?? this.querySelector<HTMLElement>('.alert.asks');
  }

  /** Moves the focus by a control, of a row that has one. */
  #step(by: number): boolean {
    const controls = [...this.querySelectorAll<HTMLElement>('.alert [data-action], .alert a')];
    const at = controls.findIndex((control) => control.matches(':focus'));
    const next = controls[at === -1 ? 0 : Math.max(0, Math.min(controls.length - 1, at + by))];
    next?.focus();
    return next !== undefined;
  }

  #acknowledge(row: HTMLElement | null): boolean {
    const id = Number(row?.dataset.id);
    if (!Number.isSafeInteger(id)) return false;
    this.ask({ action: 'acknowledge', seen: { id } });
    return true;
  }

  #acknowledgeAll(): boolean {
    const { newest = 0, asking = 0 } = this.value ?? {};
    if (asking === 0) return false;
    this.ask({ action: 'acknowledge', seen: { all: true, upTo: newest } });
    return true;
  }
}

function controlsOf(html: Tag<TemplateResult>, { asks, subject, ts }: AlertRow): TemplateResult {
  const address =
    subject?.kind === 'order'
      ? orderTraceAddress(subject.id)
      : subject?.kind === 'trace'
        ? traceAddress(subject.id, ts)
        : '';
  const trace = address === '' ? '' : html`<a class="alert-trace" href="${address}">trace</a>`;
  const seen = asks ? html`<button class="button" type="button" data-action="acknowledge">Seen</button>` : '';
  return html`<span class="alert-acts">${trace}${seen}</span>`;
}

customElements.define('cell-alerts', CellAlerts);
