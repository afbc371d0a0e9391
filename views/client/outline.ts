import { toggleRail } from './appearance.ts';
import { cellNamed, focusCell } from './cell.ts';
import { bringToPage } from './folding.ts';

const entries = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('#outline .outline-item')];

/** Below the bar, and a little. */
const edge = 64;
let heldUntil = 0;

/** What an entry leads to: a cell, or a heading inside of a note. */
function targetOf({ dataset }: HTMLElement): HTMLElement | null {
  const cell = cellNamed(dataset.cell ?? '');
  if (dataset.heading === undefined) return cell;
  return cell?.querySelectorAll<HTMLElement>(':is(h1, h2, h3, h4, h5, h6)')[Number(dataset.heading)] ?? cell;
}

async function goTo(entry: HTMLElement): Promise<void> {
  const cell = await bringToPage(entry.dataset.cell ?? '');
  if (!cell) return;
  focusCell(cell);
  targetOf(entry)?.scrollIntoView({ block: 'start' });
  hold(entry);
}

/** Marks where somebody went; the scrolling that comes of it does not count. */
function hold(entry: HTMLElement | undefined): void {
  heldUntil = performance.now() + 300;
  mark(entry);
}

function mark(current: HTMLElement | undefined): void {
  for (const entry of entries()) {
    if (entry === current) entry.setAttribute('aria-current', 'location');
    else entry.removeAttribute('aria-current');
  }
}

/** The last entry whose place has passed under the bar. */
function markByScroll(): void {
  if (performance.now() < heldUntil) return;
  const passed = entries().filter((entry) => {
    const top = targetOf(entry)?.getBoundingClientRect().top;
    return top !== undefined && top <= edge;
  });
  mark(passed.at(-1) ?? entries()[0]);
}

export function focusOutline(): boolean {
  toggleRail(true);
  const all = entries();
  const entry = all.find((each) => each.hasAttribute('aria-current')) ?? all[0];
  entry?.focus();
  return entry !== undefined;
}

function onKey(event: KeyboardEvent): void {
  const step = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key];
  const entry = (event.target as Element).closest<HTMLElement>('.outline-item');
  if (step === undefined || !entry || event.ctrlKey || event.metaKey || event.altKey) return;
  const shown = entries().filter(({ hidden }) => !hidden);
  shown[shown.indexOf(entry) + step]?.focus();
  event.preventDefault();
}

export function startOutline(): void {
  const rail = document.querySelector<HTMLElement>('nav.rail');
  if (!rail?.querySelector('#outline')) return;
  rail.addEventListener('keydown', onKey);
  rail.addEventListener('click', (event) => {
    const entry = (event.target as Element).closest<HTMLElement>('.outline-item');
    if (!entry || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    void goTo(entry);
  });
  document.addEventListener('focusin', (event) => {
    const cell = (event.target as Element).closest<HTMLElement>('.cell[data-cell]')?.dataset.cell;
    const entry = entries().find(({ dataset }) => dataset.cell === cell);
    if (entry) hold(entry);
  });
  let planned = false;
  const plan = () => {
    if (planned) return;
    planned = true;
    requestAnimationFrame(() => {
      planned = false;
      markByScroll();
    });
  };
  document.addEventListener('scroll', plan, { passive: true });
  document.addEventListener('htmx:after:swap', plan);
  plan();
}
