import type { ReplayInfo } from '../wire.ts';
import { announce } from './announce.ts';
import { hideMessage, showMessage } from './message.ts';
import { send } from './request.ts';

/** While another market opens the page says so and takes no order; `then` goes on once the console answers again, and throws where it cannot. */
export async function switchMarket(words: string, then: (replay: ReplayInfo | null) => void): Promise<void> {
  showMessage(words);
  announce(words);
  document.body.dataset.switching = 'true';
  document.querySelector('main')?.setAttribute('inert', '');
  try {
    // Whoever asks while one market closes and the other opens is answered by the other.
    const { replay } = await send<{ replay: ReplayInfo | null }>('GET', '/api/replay');
    then(replay);
  } catch (error) {
    hideMessage();
    delete document.body.dataset.switching;
    document.querySelector('main')?.removeAttribute('inert');
    throw error;
  }
}
