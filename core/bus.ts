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
