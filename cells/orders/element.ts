import type { TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { CellElement } from '../../views/client/cell-element.ts';
import type { Tag } from '../../views/tag.ts';
import { orderTraceAddress } from '../../views/trace-address.ts';
import type { OrderRow, OrdersProps, OrdersValue } from './schema.ts';
import { orderRow, ordersTable } from './view.ts';

const timeOf = (html: Tag<TemplateResult>, row: OrderRow, isFirst: boolean): unknown =>
  row.other
    ? row.time
    : html`<a class="order-trace" href="${orderTraceAddress(row.key)}" data-order="${row.open ? row.key : ''}" tabindex="${isFirst ? '0' : '-1'}" title="The trace of order ${row.key}">${row.time}</a>`;

/** Live orders: each of ours leads to its trace, and an open one is canceled here. */
class CellOrders extends CellElement<OrdersValue, OrdersProps> {
  constructor() {
    super();
    this.addEventListener('click', (event) => {
      const button = event.target instanceof Element ? event.target.closest<HTMLElement>('.order-cancel') : null;
      this.#cancel(button?.dataset.order);
    });
  }

  protected override firstUpdated(): void {
    this.requestUpdate();
  }

  protected view(html: Tag<TemplateResult>, value: OrdersValue, props: OrdersProps): TemplateResult {
    if (!this.hasUpdated) {
      const rows = value.rows.map((row) => orderRow(html, row, value));
      return ordersTable(html, value, props, rows);
    }
    const first = value.rows.findIndex(({ other }) => !other);
    const rows = repeat(
      value.rows,
      ({ key, other }) => `${other ? 'v' : 'd'}${key}`,
      (row, index) => orderRow(html, row, value, timeOf(html, row, index === first), this.#end(html, row)),
    );
    return ordersTable(html, value, props, rows, html`<th class="end"></th>`);
  }

  #end(html: Tag<TemplateResult>, { key, open, other, asked }: OrderRow): TemplateResult {
    if (!open || other) return html`<td class="end"></td>`;
    return html`<td class="end"><button class="order-cancel" type="button" tabindex="-1" data-order="${key}" ?disabled=${asked === 'cancel'} aria-label="Cancel order ${key}" title="Cancel (${this.keyOf('cancel')})">×</button></td>`;
  }

  #cancel(clientOrderId: string | undefined): boolean {
    if (!clientOrderId) return false;
    this.ask({ action: 'cancel', clientOrderId });
    return true;
  }

  override act(action: string): boolean {
    const links = [...this.querySelectorAll<HTMLElement>('.order-trace')];
    const at = links.findIndex((link) => link.matches(':focus'));
    if (action === 'cancel') return this.#cancel(links[at]?.dataset.order);
    const step = { up: -1, down: 1 }[action];
    if (step === undefined || links.length === 0) return false;
    links[at === -1 ? 0 : Math.max(0, Math.min(links.length - 1, at + step))]?.focus();
    return true;
  }
}

customElements.define('cell-orders', CellOrders);
