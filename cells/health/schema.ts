import { z } from 'zod';

export const props = z.strictObject({});
export type HealthProps = z.infer<typeof props>;

/** `well` is as it should be, `odd` wants a look, `bad` does not work. */
const tone = z.enum(['well', 'odd', 'bad', 'none']);
export type Tone = z.infer<typeof tone>;

const trace = z.object({ id: z.string(), ts: z.number().int() }).nullable();

const service = z.object({
  name: z.string(),
  tone,
  breaker: z.string(),
  calls: z.string(),
  failures: z.string(),
  retries: z.string(),
  /** `12 ms`, or nothing before there were enough calls. */
  p50: z.string(),
  p99: z.string(),
  headroom: z.string(),
  lastError: z.string(),
  trace,
});
export type ServiceRow = z.infer<typeof service>;

const stream = z.object({
  name: z.string(),
  tone,
  state: z.string(),
  since: z.string(),
  messages: z.string(),
  last: z.string(),
  reconnects: z.string(),
  subscriptions: z.string(),
});
export type StreamRow = z.infer<typeof stream>;

const cache = z.object({
  name: z.string(),
  entries: z.string(),
  hits: z.string(),
  misses: z.string(),
  rate: z.string(),
});
export type CacheRow = z.infer<typeof cache>;

const fact = z.object({ name: z.string(), text: z.string(), tone });
export type HealthFact = z.infer<typeof fact>;

const venue = z.object({
  name: z.string(),
  environment: z.string(),
  tone,
  state: z.string(),
  /** Why it is not connected; `null` while it is. */
  reason: z.string().nullable(),
  /** A person has to log in at the venue's own page. */
  login: z.boolean(),
  /** What one line says of it, in its order. */
  facts: z.array(fact),
  lastError: z.object({ age: z.string(), sentence: z.string(), trace }).nullable(),
  services: z.array(service),
  streams: z.array(stream),
  caches: z.array(cache),
});
export type VenueLine = z.infer<typeof venue>;

const monitor = z.object({
  name: z.string(),
  tone,
  state: z.string(),
  /** Age of its last success. */
  success: z.string(),
  runs: z.string(),
  failures: z.string(),
  restarts: z.string(),
  sentence: z.string(),
  trace,
});
export type MonitorRow = z.infer<typeof monitor>;

export const value = z.object({
  /** False before the console has said anything. */
  known: z.boolean(),
  /** Why no order is taken; `null` while orders are. */
  trouble: z.string().nullable(),
  venues: z.array(venue),
  monitors: z.array(monitor),
  /** The console's own, as far as anybody asked them. */
  caches: z.array(cache),
});
export type HealthValue = z.infer<typeof value>;
