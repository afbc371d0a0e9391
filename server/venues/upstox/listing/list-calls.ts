import { createCalls } from '../../../calls/calls.ts';
import type { CallsOptions } from '../../../calls/options.ts';
import type { Calls } from '../../../calls/port.ts';

/** Calls of the hosts that lists of instruments lie at, which know nothing of a token. */
export class ListCalls {
  readonly #options: Pick<CallsOptions, 'clock' | 'random' | 'tracer'>;
  readonly #calls = new Map<string, Calls>();

  constructor({ clock, random, tracer }: Pick<CallsOptions, 'clock' | 'random' | 'tracer'>) {
    this.#options = { clock, random, tracer };
  }

  readonly of = (address: string): Calls => {
    const { origin } = new URL(address);
    const calls = this.#calls.get(origin) ?? createCalls({ ...this.#options, address: origin, connections: 1 });
    this.#calls.set(origin, calls);
    return calls;
  };

  async close(): Promise<void> {
    await Promise.all([...this.#calls.values()].map((calls) => calls.close()));
  }
}
