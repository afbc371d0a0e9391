import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';
import { threadId } from 'node:worker_threads';
import type { Tracer, TracerPlatform } from '../../core/trace/port.ts';
import { createTracer } from '../../core/trace/tracer.ts';

const platform: TracerPlatform = {
  now: () => performance.now() * 1_000,
  origin: randomBytes(8).toString('hex'),
  thread: threadId,
  carrier: () => new AsyncLocalStorage(),
  random: Math.random,
  usage: () => {
    const { user, system } = process.cpuUsage();
    return { cpuMilliseconds: (user + system) / 1_000, heapMegabytes: process.memoryUsage().heapUsed / 1_048_576 };
  },
};

/** The tracer of this process, or of this thread: everything is recorded as soon as a store takes its records, unless `DESKBOOK_TRACE` is `off`. */
export const tracer: Tracer = createTracer(platform, { put() {} });
tracer.enabled = process.env.DESKBOOK_TRACE !== 'off';

export const { monitor, monitored, monitorMethods, span, within, current } = tracer;
