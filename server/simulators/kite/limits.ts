import type { Clock } from '../../../core/clock.ts';
import { SlidingWindow } from '../sliding-window.ts';
import { KiteError } from './errors.ts';

/** A client that keeps to the second is not refused for what the network took off it. */
const SECOND = 0.95;

/** Calls that may be made with one key, as the documents have it. */
export class Limits {
  readonly #windows: Readonly<Record<'quote' | 'historical' | 'order' | 'other', SlidingWindow>>;
  readonly #placed: readonly (readonly [SlidingWindow, string])[];

  constructor(clock: Clock) {
    this.#windows = {
      quote: new SlidingWindow(clock, 1, SECOND),
      historical: new SlidingWindow(clock, 3, SECOND),
      order: new SlidingWindow(clock, 10, SECOND),
      other: new SlidingWindow(clock, 10, SECOND),
    };
    this.#placed = [
      [new SlidingWindow(clock, 400, 60), 'Maximum number of orders per minute exceeded.'],
      [new SlidingWindow(clock, 5_000, 86_400), 'Maximum number of orders per day exceeded.'],
    ];
  }

  /** Counts a call. Throws a `KiteError` for one too many. */
  take(key: string, method: string, path: string): void {
    const kind = kindOf(method, path);
    if (!this.#windows[kind].take(key)) throw tooMany('Too many requests');
    if (kind !== 'order' || method !== 'POST') return;
    for (const [window, message] of this.#placed) if (!window.take(key)) throw tooMany(message);
  }
}

const tooMany = (message: string): KiteError => new KiteError('NetworkException', message, 429);

function kindOf(method: string, path: string): 'quote' | 'historical' | 'order' | 'other' {
  if (path === '/quote' || path.startsWith('/quote/')) return 'quote';
  if (path.startsWith('/instruments/historical/')) return 'historical';
  return path.startsWith('/orders/') && method !== 'GET' ? 'order' : 'other';
}
