import { browserTools, Hub } from './hub.ts';
import type { JoinMessage, LinkMessage } from './link.ts';

/** Joins the browser's one stream, or opens one for this page where there are no shared workers. */
export function connect(watch: string, hear: (message: LinkMessage) => void): void {
  if (typeof SharedWorker === 'undefined' || !navigator.locks) {
    new Hub(browserTools).join(watch, hear);
    return;
  }
  const worker = new SharedWorker('/static/stream.js', { type: 'module', name: 'deskbook' });
  worker.port.onmessage = (message: MessageEvent<LinkMessage>) => hear(message.data);
  const lock = `deskbook-page-${crypto.randomUUID()}`;
  // Held until the page is gone, however it goes.
  void navigator.locks.request(lock, () => {
    worker.port.postMessage({ type: 'join', watch, lock } satisfies JoinMessage);
    return new Promise(() => {});
  });
}
