import { showError } from './message.ts';
import { send } from './request.ts';

/** A button that names a recording puts it in the place of the market, and goes to the notebook that is made for it. */
export function startRecordings(): void {
  document.addEventListener('click', (event) => {
    if (!(event.target instanceof Element)) return;
    const recording = event.target.closest<HTMLElement>('[data-play-recording]')?.dataset.playRecording;
    if (recording === undefined) return;
    const open = send('POST', '/api/replay/open', { recording });
    void open.then(() => location.assign('/notebooks/market-replay'), showError);
  });
}
