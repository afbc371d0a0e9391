import { type FSWatcher, watch } from 'node:fs';
import { idOfFile } from './folder.ts';

const settle = 80;
const poll = 2_000;

/**
 * Says which notebooks of a folder may have changed, once the writer has finished. The folder is watched and not its files, because
 * editors save by renaming; where the system cannot watch, everything is looked at every two seconds.
 */
export function watchFolder(root: string, changed: (id: string | undefined) => void): () => void {
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  let polling: ReturnType<typeof setInterval> | undefined;
  let watcher: FSWatcher | undefined;

  const later = (name: string | null): void => {
    const id = name === null ? undefined : idOfFile(name);
    if (name !== null && id === undefined) return;
    const key = id ?? '';
    clearTimeout(timers.get(key));
    timers.set(
      key,
      setTimeout(() => {
        timers.delete(key);
        changed(id);
      }, settle),
    );
  };
  const pollInstead = (): void => {
    watcher?.close();
    polling ??= setInterval(() => changed(undefined), poll);
    polling.unref();
  };
  try {
    watcher = watch(root, { persistent: false }, (_, name) => later(name));
    watcher.on('error', pollInstead);
  } catch {
    pollInstead();
  }
  return () => {
    watcher?.close();
    clearInterval(polling);
    for (const timer of timers.values()) clearTimeout(timer);
  };
}
