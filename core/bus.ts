import { UnknownName } from './errors.ts';
import { nearest } from './nearest.ts';

/**
 * Topics are states, not messages: a writer touches a topic, which bumps its version; a reader pulls the newest state when it is
 * ready for it. A slow reader therefore skips states and never queues them.
 */
export interface Bus {
  /** Declares a topic and how its present state is read. A second definition of a name is an error. */
  define<V>(topic: string, read: () => V): void;
  has(topic: string): boolean;
  topics(): string[];
  /** Bumps the version and wakes subscribers. Unknown topics are an error. */
  touch(topic: string): void;
  version(topic: string): number;
  read<V>(topic: string): V;
  /** Yields at once, then after each touch of any of the topics; touches between two pulls are one wake. Ends with `signal`. */
  changes(topics: readonly string[], signal: AbortSignal): AsyncIterable<void>;
  /** Called synchronously at each touch, with the new version. Returns the function that ends it. */
  onTouch(listener: (topic: string, version: number) => void): () => void;
}

interface Topic {
  readonly read: () => unknown;
  version: number;
  readonly waiters: Set<() => void>;
}

/** A bus without topics. `read`, `touch` and `version` of an unknown topic throw an Error that names it. */
export function createBus(): Bus {
  const topics = new Map<string, Topic>();
  const listeners = new Set<(topic: string, version: number) => void>();

  const find = (name: string): Topic => {
    const topic = topics.get(name);
    if (!topic) throw new UnknownName(`there is no topic "${name}"`, name, nearest(name, topics.keys()));
    return topic;
  };

  return {
    define(name, read) {
      if (topics.has(name)) throw new Error(`the topic "${name}" is defined already`);
      topics.set(name, { read, version: 0, waiters: new Set() });
    },
    has: (name) => topics.has(name),
    topics: () => [...topics.keys()],
    touch(name) {
      const topic = find(name);
      topic.version += 1;
      for (const wake of topic.waiters) wake();
      for (const listener of listeners) listener(name, topic.version);
    },
    version: (name) => find(name).version,
    read: <V>(name: string) => find(name).read() as V,
    changes: (names, signal) => changesOf(names.map(find), signal),
    onTouch(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}

async function* changesOf(topics: readonly Topic[], signal: AbortSignal): AsyncGenerator<void> {
  let touched = true;
  let wake: (() => void) | undefined;
  const onTouch = () => {
    touched = true;
    wake?.();
  };
  const onAbort = () => wake?.();
  for (const topic of topics) topic.waiters.add(onTouch);
  signal.addEventListener('abort', onAbort);
  try {
    while (!signal.aborted) {
      if (touched) {
        touched = false;
        yield;
      } else {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        wake = undefined;
      }
    }
  } finally {
    for (const topic of topics) topic.waiters.delete(onTouch);
    signal.removeEventListener('abort', onAbort);
  }
}
