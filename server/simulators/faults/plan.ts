import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { ConfigError, check } from '../../../config/explain.ts';
import type { FaultPlan } from '../port.ts';

const milliseconds = z.number().min(0).max(86_400_000);
const plain = <K extends string>(kind: K) => z.strictObject({ kind: z.literal(kind) });

const fault = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('latency'), milliseconds, jitter: milliseconds.exactOptional() }),
  z.strictObject({
    kind: z.literal('status'),
    status: z.literal([401, 403, 408, 429, 500, 502, 503]),
    /** Seconds. */
    retryAfter: z.number().min(0).max(86_400).exactOptional(),
  }),
  z.strictObject({ kind: z.literal('refused'), code: z.int().exactOptional() }),
  plain('redirected'),
  plain('answer_lost'),
  plain('request_lost'),
  plain('malformed'),
  plain('duplicated'),
  plain('missing'),
  plain('reordered'),
  z.strictObject({ kind: z.literal('deaf'), milliseconds }),
  plain('cut'),
  plain('half_open'),
  z.strictObject({ kind: z.literal('clock_skew'), milliseconds: z.number().min(-86_400_000).max(86_400_000) }),
  plain('token_lapsed'),
]);

const rule = z
  .strictObject({
    at: z.string().min(1).exactOptional(),
    fault,
    share: z.number().min(0).max(1),
    times: z.int().min(1).exactOptional(),
    after: milliseconds.exactOptional(),
    until: milliseconds.exactOptional(),
  })
  .refine(({ after = 0, until }) => until === undefined || until > after, {
    message: 'until is not later than after, so the rule is never in force',
    path: ['until'],
  });

const plan = z.strictObject({ seed: z.string().min(1), rules: z.array(rule).max(1_000) });

/** Reads a plan. Throws a `ConfigError` whose sentences name the place and what may stand there. */
export const readFaultPlan = (value: unknown, from: string): FaultPlan => check(from, plan, value);

/** Reads the file of a plan. Rejects with a `ConfigError`. */
export async function loadFaultPlan(file: string): Promise<FaultPlan> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    throw new ConfigError(file, [`cannot be read (${error instanceof Error ? error.message : String(error)}).`]);
  }
  return readFaultPlan(parseJson(text, file), file);
}

/** Throws a `ConfigError` for text that is no JSON. */
export function parseJson(text: string, from: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch (error) {
    throw new ConfigError(from, [`is no JSON (${error instanceof Error ? error.message : String(error)}).`]);
  }
}
