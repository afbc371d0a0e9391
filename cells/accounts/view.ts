import { formatSigned } from '../../core/format.ts';
import type { Tag } from '../kind.ts';
import type { Amount } from '../shown.ts';
import type { AccountRow, AccountsProps, AccountsValue, VenuePositionRow } from './schema.ts';

const amount = <T>(html: Tag<T>, given: Amount | null): T =>
  html`<td class="number">${given === null ? html`<span class="weak">–</span>` : html`<span class="${given.sign}">${given.text}</span>`}</td>`;

const position = <T>(html: Tag<T>, row: VenuePositionRow): T =>
  html`<tr class="position"><th scope="row">${row.instrument}</th><td class="number ${row.quantity > 0 ? 'long' : 'short'}">${formatSigned(row.quantity)}</td><td class="number price" title="${row.average.whole}">${row.average.text}</td>${amount(html, row.unrealized)}${amount(html, row.realized)}</tr>`;

const money = ({ simulated }: AccountRow): string =>
  simulated === null ? '' : simulated ? 'simulated money' : 'real money';

/** That the venue takes no orders from here is nothing wrong with an account. */
function standing<T>(html: Tag<T>, { canTrade }: AccountRow, noOrders: string | null): T {
  if (noOrders !== null)
    return html`<span class="weak" title="${noOrders}">${canTrade ? 'watched' : 'watched, barred from trading'}</span>`;
  if (!canTrade) return html`<span class="barred">may not trade</span>`;
  return html`<span class="weak">may trade</span>`;
}

function account<T>(html: Tag<T>, row: AccountRow, noOrders: string | null): T {
  const { name, id, currency, balance, canTrade, otherOrders, age, old } = row;
  const others = otherOrders === 0 ? '' : `${otherOrders} ${otherOrders === 1 ? 'order' : 'orders'} not ours`;
  const words = [money(row), others].filter(Boolean).join(', ');
  const head = html`<tr class="account"><th scope="row" colspan="3" title="${id}"><span class="shape" data-tone="${canTrade ? 'well' : noOrders === null ? 'bad' : 'none'}" aria-hidden="true"></span><b>${name}</b> ${standing(html, row, noOrders)} <span class="weak">${words}</span></th><td class="number" colspan="2">${balance ?? '–'} <span class="weak">${currency}</span> <span class="age ${old ? 'old' : 'weak'}" title="How old what the venue said is">${age}</span></td></tr>`;
  const rows =
    row.positions.length === 0
      ? html`<tr class="position"><td colspan="5" class="weak">flat</td></tr>`
      : row.positions.map((each) => position(html, each));
  return html`<tbody>${head}${rows}</tbody>`;
}

export function view<T>(html: Tag<T>, value: AccountsValue, props: AccountsProps): T {
  if (!value.remote)
    return html`<p class="accounts-empty">The market is inside of this console, which keeps the only books there are: cells of kind positions show them. A venue over the network keeps accounts of its own: deskbook start --venue NAME.</p>`;
  if (value.accounts.length === 0) {
    const words =
      props.account === undefined
        ? 'The venue has not told of any account yet. The cell health says how it is reached.'
        : `The venue has told of no account ${props.account}.`;
    return html`<p class="accounts-empty">${words}</p>`;
  }
  const rows = value.accounts.map((row) => account(html, row, value.noOrders));
  const note = value.noOrders === null ? '' : html`<p class="accounts-note">${value.noOrders}</p>`;
  return html`<table class="accounts"><thead><tr><th>held at the venue</th><th class="number">qty</th><th class="number" title="As the venue states it">average</th><th class="number">open</th><th class="number">realized</th></tr></thead>${rows}</table>${note}`;
}

export function caption({ remote, accounts, noOrders }: AccountsValue): string {
  if (!remote) return '';
  const barred = accounts.filter(({ canTrade }) => !canTrade).length;
  const count = `${accounts.length} ${accounts.length === 1 ? 'account' : 'accounts'}`;
  return barred === 0 || noOrders !== null ? count : `${count}, ${barred} may not trade`;
}
