import { z } from 'zod';
import { isMode, type Mode } from './mode.ts';

export interface FeedRequest {
  readonly method: 'sub' | 'unsub' | 'change_mode';
  readonly mode: Mode;
  readonly keys: readonly string[];
}

const request = z.looseObject({
  guid: z.string().optional(),
  method: z.enum(['sub', 'unsub', 'change_mode']),
  data: z.looseObject({ mode: z.string().refine(isMode).default('ltpc'), instrumentKeys: z.array(z.string()) }),
});

/** Reads what a client asks of the market feed; undefined for what the venue leaves without an answer. */
export function readRequest(text: string): FeedRequest | undefined {
  try {
    const { method, data } = request.parse(JSON.parse(text));
    return isMode(data.mode) ? { method, mode: data.mode, keys: [...new Set(data.instrumentKeys)] } : undefined;
  } catch {
    return undefined;
  }
}
