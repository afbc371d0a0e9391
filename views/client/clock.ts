import { ageText, clockText, freshnessText } from '../age.ts';
import type { ClockTick } from '../wire.ts';
import { showAlerts } from './alert-badge.ts';
import { announce } from './announce.ts';
import { takeArming } from './arming.ts';
import { allCells } from './cell.ts';
import type { LinkState } from './link.ts';
import { setData, setText } from './text.ts';
import { showTrouble } from './trouble.ts';

/** A live source older than this is called slow. */
const slowMilliseconds = 5_000;
const oldMilliseconds = 3_000;

let tick: ClockTick | undefined;
/** `performance.now()` when the tick came, or when the link was lost. */
let ticked = 0;
let link: LinkState = 'connecting';
let lostAt = 0;

export function takeClock(clock: ClockTick): void {
  tick = clock;
  ticked = performance.now();
  showTrouble(clock.trouble);
  showAlerts(clock.alerts ?? 0);
  takeArming(clock.arming);
  refresh();
}

export function takeLink(state: LinkState): void {
  if (state === 'lost' && link !== 'lost') {
    lostAt = performance.now();
    announce('Connection to the console lost');
  }
  if (state === 'open' && link === 'lost') announce('Connected again');
  link = state;
  refresh();
}

function freshness(): { link: string; text: string } {
  if (link === 'lost') {
    const age = performance.now() - lostAt;
    return { link: 'lost', text: `lost, ${ageText(age) === 'now' ? '0 s' : ageText(age)}` };
  }
  if (link === 'connecting' || !tick) return { link: 'connecting', text: 'connecting' };
  if (tick.oldest === null) return { link: 'none', text: 'no live source' };
  const age = tick.oldest;
  return { link: age > slowMilliseconds * pace(tick) ? 'slow' : 'open', text: freshnessText(age) };
}

/** How fast the console's time passes: in a recording at ×60, a source that is a minute old is a second old. */
function pace({ replay }: ClockTick): number {
  const speed = replay?.speed ?? 1;
  return speed === 'max' ? Number.POSITIVE_INFINITY : Math.max(1, speed);
}

function refresh(): void {
  const badge = document.querySelector<HTMLElement>('.bar #freshness');
  if (badge) {
    const { link: state, text } = freshness();
    setData(badge, 'link', state);
    setText(badge.querySelector('.freshness-text'), text);
  }
  if (!tick) return;
  const clock = document.querySelector<HTMLElement>('.bar #clock');
  setText(clock?.querySelector('.clock-time'), clockText(tick.now, clock?.dataset.zone ?? 'UTC'));
  clock?.setAttribute('title', new Date(tick.now).toISOString());
  const now = tick.now + (link === 'lost' ? performance.now() - ticked : 0);
  for (const cell of allCells()) paintAge(cell, now);
}

function paintAge(cell: HTMLElement, now: number): void {
  const at = cell.dataset.at;
  const age = cell.querySelector<HTMLElement>(':scope > .cell-header > .cell-age');
  if (!at || !age) return;
  setText(age, ageText(now - Number(at)));
  const exact = new Date(Number(at)).toISOString();
  if (age.title !== exact) age.title = exact;
  if (link === 'lost' && cell.dataset.state === 'live' && performance.now() - lostAt > oldMilliseconds) {
    cell.dataset.state = 'old';
    setText(cell.querySelector('.cell-word'), 'old');
  }
}

/** On a page without a stream the clock goes on from what it said when the page was made. */
function tickAlone(): void {
  const clock = document.querySelector<HTMLElement>('.bar #clock');
  if (!clock) return;
  const now = Number(clock.dataset.now) + performance.now();
  setText(clock.querySelector('.clock-time'), clockText(now, clock.dataset.zone ?? 'UTC'));
  clock.title = new Date(now).toISOString();
}

/** The clock of the console ticks on the stream; while the link is lost, ages grow by our own. */
export function startClock(streamed: boolean): void {
  setInterval(() => {
    if (!streamed) tickAlone();
    else if (link !== 'open') refresh();
  }, 1_000);
}
