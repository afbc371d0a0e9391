import { showError } from './message.ts';
import { Refused, send } from './request.ts';
import { switchMarket } from './switch-market.ts';

const notOpened = [
  'The recording did not open, and the market before it is back.',
  'The log of the console says why.',
] as const;

async function play(recording: string): Promise<void> {
  try {
    await send('POST', '/api/replay/open', { recording });
    await switchMarket('Opening the recording…', (replay) => {
      if (replay?.id === recording) location.assign('/notebooks/market-replay');
      else throw new Refused(...notOpened);
    });
  } catch (error) {
    showError(error);
  }
}

/** A button that names a recording puts it in the place of the market, and goes to the notebook that is made for it. */
export function startRecordings(): void {
  document.addEventListener('click', (event) => {
    if (!(event.target instanceof Element)) return;
    const recording = event.target.closest<HTMLElement>('[data-play-recording]')?.dataset.playRecording;
    if (recording !== undefined) void play(recording);
  });
}
