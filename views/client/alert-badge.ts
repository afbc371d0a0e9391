import { announce } from './announce.ts';
import { setText } from './text.ts';

let shown = 0;

/** Says in the bar how many warnings and errors nobody has acknowledged. */
export function showAlerts(count: number): void {
  const badge = document.querySelector<HTMLElement>('.bar #alerts');
  if (badge) {
    badge.hidden = count === 0;
    setText(badge.querySelector('.alerts-count'), String(count));
    badge.title =
      count === 1 ? 'One alert that nobody has acknowledged' : `${count} alerts that nobody has acknowledged`;
  }
  if (count > shown) announce(count === 1 ? 'One alert to acknowledge' : `${count} alerts to acknowledge`);
  shown = count;
}
