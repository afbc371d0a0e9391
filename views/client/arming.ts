import { armedText } from '../arming-text.ts';
import type { ArmingInfo } from '../wire.ts';
import { announce } from './announce.ts';
import { hideMessage, showError } from './message.ts';
import { send } from './request.ts';
import { setData, setText } from './text.ts';

const form = (): HTMLFormElement | null => document.querySelector('form#arming');

/** Shows whether the venue is armed. */
export function takeArming(info: ArmingInfo | null): void {
  const element = form();
  if (!element || info === null) return;
  const state = info.until === null ? 'disarmed' : 'armed';
  if (element.dataset.state !== state) announce(`${info.venue} is ${state}`);
  setData(element, 'state', state);
  setText(element.querySelector('.arming-text'), armedText(info, element.dataset.zone ?? 'UTC'));
}

async function submit(element: HTMLFormElement): Promise<void> {
  const input = element.querySelector<HTMLInputElement>('input');
  const asked = element.dataset.state === 'armed' ? { armed: false } : { word: input?.value ?? '' };
  try {
    takeArming((await send<{ arming: ArmingInfo | null }>('POST', '/api/arming', asked)).arming);
    hideMessage();
    if (input) input.value = '';
  } catch (error) {
    showError(error);
  }
}

export function startArming(): void {
  form()?.addEventListener('submit', (event) => {
    event.preventDefault();
    if (event.currentTarget instanceof HTMLFormElement) void submit(event.currentTarget);
  });
}
