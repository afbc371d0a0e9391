import { statfs } from 'node:fs/promises';
import type { Notify } from '../../core/alerts/notification.ts';
import { formatBytes } from '../../core/format.ts';
import type { Look, Monitor, Pace } from './monitor.ts';

/** Bytes of what a console writes. */
export interface Sizes {
  readonly journal: number;
  readonly market: number;
  readonly traces: number;
}

export interface DiskParts {
  /** The data folder. */
  readonly folder: string;
  /** Free bytes of the disk that a folder is on. */
  readonly free?: (folder: string) => Promise<number>;
  sizes(): Sizes;
  readonly notify: Notify;
  readonly settings: Pace & {
    readonly warningBytes: number;
    readonly errorBytes: number;
  };
}

const KEY = 'disk';

async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

/** How much room is left where everything is written. */
export class DiskMonitor implements Monitor {
  readonly name = 'disk';
  readonly pace: Pace;
  readonly #parts: DiskParts;
  #told: 'warning' | 'error' | undefined;

  constructor(parts: DiskParts) {
    this.#parts = parts;
    this.pace = parts.settings;
  }

  async look(signal: AbortSignal): Promise<Look> {
    const { folder, free = freeBytes, sizes, settings } = this.#parts;
    const left = await free(folder);
    signal.throwIfAborted();
    this.#judge(left, left < settings.errorBytes ? 'error' : left < settings.warningBytes ? 'warning' : undefined);
    const { journal, market, traces } = sizes();
    const used = `journal ${formatBytes(journal)}, market ${formatBytes(market)}, traces ${formatBytes(traces)}`;
    return { sentence: `${formatBytes(left)} free; ${used}.` };
  }

  #judge(left: number, level: 'warning' | 'error' | undefined): void {
    const { folder, notify } = this.#parts;
    if (level === this.#told) return;
    const before = this.#told;
    this.#told = level;
    if (level === undefined) {
      notify.over(KEY);
      return;
    }
    // less bad than before is no news
    if (before === 'error') return;
    const text = `${formatBytes(left)} are free on the disk of ${folder}.`;
    const detail = 'Free some space: when it is full nothing can be journalled, and no order is taken.';
    notify.tell({ type: 'monitor', level, key: KEY, text, detail });
  }
}
