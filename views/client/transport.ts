import { jumpText, momentText, playedText, playWord, replayText } from '../replay-text.ts';
import type { ConsoleMode, ReplayInfo } from '../wire.ts';
import { announce } from './announce.ts';
import { showError } from './message.ts';
import { pageInfo } from './page-info.ts';
import { send } from './request.ts';
import { setData, setText } from './text.ts';

interface Answer {
  /** Absent when another market is being opened instead. */
  readonly replay?: ReplayInfo;
}

const strip = (): HTMLElement | null => document.querySelector('#transport');
const RELOADED = 'deskbook-reloaded-for';

let known: ReplayInfo | null = null;
/** While a person holds the position, it does not run away under the pointer. */
let held = false;

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
  const zone = element.dataset.zone ?? 'UTC';
  setData(element, 'word', playWord(replay));
  setText(element.querySelector('.transport-play'), replay.playing ? 'Pause' : 'Play');
  setText(element.querySelector('.transport-played'), playedText(replay));
  setText(element.querySelector('.transport-jump'), jumpText(replay));
  const speed = element.querySelector<HTMLSelectElement>('.transport-speed');
  if (speed && document.activeElement !== speed) speed.value = String(replay.speed);
  const line = element.querySelector<HTMLInputElement>('.transport-line');
  if (!line || held) return;
  line.value = String(replay.position);
  setText(element.querySelector('.transport-time'), momentText(replay.position, zone));
}

async function control(change: { playing?: boolean; speed?: number | 'max'; at?: number }): Promise<void> {
  try {
    const { replay } = await send<Answer>('PATCH', '/api/replay', change);
    if (replay) show(replay);
    else location.reload();
  } catch (error) {
    showError(error);
  }
}

export const togglePlay = (): void => void control({ playing: strip()?.dataset.word === 'paused' });

/** One step along the list of speeds. */
export function stepSpeed(step: 1 | -1): void {
  const speed = strip()?.querySelector<HTMLSelectElement>('.transport-speed');
  if (!speed) return;
  speed.selectedIndex = Math.max(0, Math.min(speed.options.length - 1, speed.selectedIndex + step));
  void control({ speed: speedOf(speed.value) });
}

export const closeReplay = (): void =>
  void send('POST', '/api/replay/close', {}).then(() => location.reload(), showError);

const speedOf = (text: string): number | 'max' => (text === 'max' ? text : Number(text));

/** On a page without a stream. */
async function follow(): Promise<void> {
  const { replay } = await send<Answer>('GET', '/api/replay').catch((): Answer => ({}));
  if (replay) show(replay);
}

export function startTransport(): void {
  const element = strip();
  const speed = element?.querySelector<HTMLSelectElement>('.transport-speed');
  const line = element?.querySelector<HTMLInputElement>('.transport-line');
  if (!element || !speed || !line) return;
  speed.addEventListener('change', () => void control({ speed: speedOf(speed.value) }));
  line.addEventListener('input', () => {
    held = true;
    setText(element.querySelector('.transport-time'), momentText(Number(line.value), element.dataset.zone ?? 'UTC'));
  });
  line.addEventListener('change', () => {
    held = false;
    void control({ at: Number(line.value) });
  });
  if (pageInfo.watch === null) setInterval(() => void follow(), 1_000);
}
