import type { TemplateResult } from 'lit';
import { CellElement } from '../../views/client/cell-element.ts';
import type { Tag } from '../../views/tag.ts';
import { traceAddress } from '../../views/trace-address.ts';
import type { HealthProps, HealthValue } from './schema.ts';
import { healthView, type LinkTo, type LoginLink, view } from './view.ts';

/** How everything behind the console stands; a venue opens to its services, a monitor to its trace. */
class CellHealth extends CellElement<HealthValue, HealthProps> {
  /** The first paint is what the server drew; links come after it. */
  protected override firstUpdated(): void {
    this.requestUpdate();
  }

  protected view(html: Tag<TemplateResult>, value: HealthValue): TemplateResult {
    if (!this.hasUpdated) return view(html, value);
    const link: LinkTo = ({ id, ts }, about) =>
      html`<a class="health-trace" href="${traceAddress(id, ts)}" title="${about}">trace</a>`;
    const login: LoginLink = (venue) =>
      html`<p class="health-login"><a class="button" href="/login" target="_blank" rel="noreferrer">Log in at ${venue}</a> <span class="weak">and then: deskbook login ${venue}</span></p>`;
    return healthView(html, value, { link, login });
  }
}

customElements.define('cell-health', CellHealth);
