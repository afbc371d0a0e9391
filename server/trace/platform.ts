import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';
import { threadId } from 'node:worker_threads';
import type { TracerPlatform } from '../../core/trace/port.ts';
import { writtenName } from './written-name.ts';

// Bound once: looking it up and checking what it is called on costs a fifth of a reading.
const milliseconds = performance.now.bind(performance);

/** What a tracer takes from Node; each has an origin of its own. */
export const nodePlatform = (): TracerPlatform => ({
  now: () => milliseconds() * 1_000,
  origin: randomBytes(8).toString('hex'),
  thread: threadId,
  carrier: () => new AsyncLocalStorage(),
  random: Math.random,
  writtenName: (name) => writtenName(name),
  usage: () => {
    const { user, system } = process.cpuUsage();
    return { cpuMilliseconds: (user + system) / 1_000, heapMegabytes: process.memoryUsage().heapUsed / 1_048_576 };
  },
});
