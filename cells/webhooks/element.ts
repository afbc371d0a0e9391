import type { TemplateResult } from 'lit';
import { CellElement } from '../../views/client/cell-element.ts';
import type { Tag } from '../../views/tag.ts';
import { orderTraceAddress, traceAddress } from '../../views/trace-address.ts';
import type { WebhookRow, WebhooksProps, WebhooksValue } from './schema.ts';
import { view, webhooksView } from './view.ts';

/** What was received, live, with the way to what each message did. */
class CellWebhooks extends CellElement<WebhooksValue, WebhooksProps> {
  /** The first paint is what the server drew; what leads elsewhere comes after it. */
  protected override firstUpdated(): void {
    this.requestUpdate();
  }

  protected view(html: Tag<TemplateResult>, value: WebhooksValue, props: WebhooksProps): TemplateResult {
    if (!this.hasUpdated) return view(html, value, props);
    return webhooksView(html, value, (row) => linksOf(html, row));
  }
}

function linksOf(html: Tag<TemplateResult>, { orders, trace, ts }: WebhookRow): TemplateResult {
  const [order] = orders;
  const ofOrder = order === undefined ? '' : html`<a href="${orderTraceAddress(order)}">order</a>`;
  const ofRequest = trace === null ? '' : html`<a href="${traceAddress(trace, ts)}">trace</a>`;
  return html`<span class="receipt-links">${ofOrder}${ofRequest}</span>`;
}

customElements.define('cell-webhooks', CellWebhooks);
