import { jumpText, momentText, playedText, playedTitle, playLabel, playWord, replayText } from '../replay-text.ts';
import type { ConsoleMode, ReplayInfo } from '../wire.ts';
import { announce } from './announce.ts';
import { showError } from './message.ts';
import { pageInfo } from './page-info.ts';
import { PositionLine } from './position-line.ts';
import { send } from './request.ts';
import { switchMarket } from './switch-market.ts';
import { setData, setText } from './text.ts';

interface Answer {
  /** Absent when another market is being opened instead. */
  readonly replay?: ReplayInfo;
}

const strip = (): HTMLElement | null => document.querySelector('#transport');
const part = (name: string): HTMLElement | null => document.querySelector(`#transport .transport-${name}`);
const RELOADED = 'deskbook-reloaded-for';

let known: ReplayInfo | null = null;
let line: PositionLine | undefined;

/** A page that shows another run than the console does is made anew, once. */
export function takeMode({ run, replay }: ConsoleMode): void {
  if (run !== pageInfo.run) {
    if (sessionStorage.getItem(RELOADED) === `${pageInfo.run} ${run}`) return;
    sessionStorage.setItem(RELOADED, `${pageInfo.run} ${run}`);
    location.reload();
    return;
  }
  sessionStorage.removeItem(RELOADED);
  show(replay);
}

function show(replay: ReplayInfo | null): void {
  if (replay === null) return;
  setText(document.querySelector('.environment-replay'), replayText(replay));
  const element = strip();
  if (!element) return;
  if (known && playWord(known) !== playWord(replay)) announce(`Replay ${playWord(replay)}`);
  known = replay;
  setData(element, 'word', playWord(replay));
  setText(part('play'), playLabel(replay));
  setText(part('played'), playedText(replay));
  part('played')?.setAttribute('title', playedTitle(replay));
  setText(part('jump'), jumpText(replay));
  const speed = element.querySelector<HTMLSelectElement>('.transport-speed');
  if (speed && document.activeElement !== speed) speed.value = String(replay.speed);
  line?.take(replay.position);
}

function showMoment(at: number): void {
  const text = momentText(at, strip()?.dataset.zone ?? 'UTC');
  setText(part('moment'), text);
  part('line')?.setAttribute('aria-valuetext', text);
}

async function control(change: { playing?: boolean; speed?: number | 'max'; at?: number }): Promise<void> {
  try {
    const { replay } = await send<Answer>('PATCH', '/api/replay', change);
    if (replay) show(replay);
    else await switchMarket('Going back: another run begins…', () => location.reload());
  } catch (error) {
    showError(error);
  }
}

/** What ended is played again from its beginning. */
export function togglePlay(): void {
  const word = strip()?.dataset.word;
  if (word !== 'ended') void control({ playing: word === 'paused' });
  else void control({ at: Number(part('line')?.getAttribute('min')), playing: true });
}

/** One step along the list of speeds. */
export function stepSpeed(step: 1 | -1): void {
  const speed = strip()?.querySelector<HTMLSelectElement>('.transport-speed');
  if (!speed) return;
  speed.selectedIndex = Math.max(0, Math.min(speed.options.length - 1, speed.selectedIndex + step));
  void control({ speed: speedOf(speed.value) });
}

/** Ahead by minutes, at once. */
export const stepMinutes = (minutes: number): void => line?.step(minutes * 60_000);

export async function closeReplay(): Promise<void> {
  try {
    await send('POST', '/api/replay/close', {});
    await switchMarket('Going back to the paper market…', () => location.reload());
  } catch (error) {
    showError(error);
  }
}

const speedOf = (text: string): number | 'max' => (text === 'max' ? text : Number(text));

/** On a page without a stream. */
async function follow(): Promise<void> {
  const { replay } = await send<Answer>('GET', '/api/replay').catch((): Answer => ({}));
  if (replay) show(replay);
}

export function startTransport(): void {
  const speed = strip()?.querySelector<HTMLSelectElement>('.transport-speed');
  const range = strip()?.querySelector<HTMLInputElement>('.transport-line');
  if (!speed || !range) return;
  speed.addEventListener('change', () => void control({ speed: speedOf(speed.value) }));
  line = new PositionLine(range, showMoment, (at) => void control({ at }));
  if (pageInfo.watch === null) setInterval(() => void follow(), 1_000);
}
