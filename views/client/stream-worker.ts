import { browserTools, Hub } from './hub.ts';
import type { JoinMessage } from './link.ts';

/** The one stream of this browser: six pages with a stream each would use up its connections to the console. */
const hub = new Hub(browserTools);

addEventListener('connect', (event) => {
  const [port] = (event as MessageEvent).ports;
  if (!port) return;
  port.onmessage = (message: MessageEvent<JoinMessage>) => {
    const { watch, lock } = message.data;
    const leave = hub.join(watch, (heard) => port.postMessage(heard));
    void navigator.locks.request(lock, leave);
  };
});
