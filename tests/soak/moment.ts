import { statSync } from 'node:fs';
import path from 'node:path';
import type { Random } from '../../core/random.ts';
import type { Doing } from './client.ts';

/** When a life ends: while it starts, after a while of work, or a moment after something began. */
export type Moment =
  | { readonly type: 'starting'; readonly milliseconds: number }
  | { readonly type: 'working'; readonly milliseconds: number }
  | { readonly type: Exclude<Doing, 'order'>; readonly after: number; readonly milliseconds: number }
  | { readonly type: 'checkpoint'; readonly after: number };

/** `start` is how long a start takes at the most, in milliseconds. */
export function momentOf(random: Random, start: number): Moment {
  const type = random.pick(['starting', 'working', 'working', 'import', 'save', 'query', 'checkpoint'] as const);
  const after = random.integer(100, 900);
  switch (type) {
    case 'starting':
      return { type, milliseconds: random.integer(50, start) };
    case 'working':
      return { type, milliseconds: random.integer(20, 2_000) };
    case 'checkpoint':
      return { type, after };
    default:
      return { type, after, milliseconds: random.integer(0, 30) };
  }
}

/** Resolves when SQLite has begun to write back into one of the files themselves: only a checkpoint does; after three seconds in any case. */
export async function checkpointBegins(data: string): Promise<void> {
  const written = () => ['journal', 'market'].map((name) => statSync(path.join(data, `${name}.sqlite`)).mtimeMs).join();
  const before = written();
  const end = performance.now() + 3_000;
  while (written() === before && performance.now() < end) await new Promise((resolve) => setTimeout(resolve, 1));
}
