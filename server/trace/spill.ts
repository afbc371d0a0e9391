import { closeSync, fdatasync, fdatasyncSync, fsyncSync, ftruncateSync, mkdirSync, openSync, writeSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { type SpillLine, segmentFile, spillFolder } from './spill-segments.ts';

const SEGMENT_BYTES = 8_000_000;

const synced = promisify(fdatasync);

/**
 * Writes lines to segments of bounded size. A line that was handed in is with the operating system when `append` returns, so it survives this process; after `sync`
 * it survives a power cut as well.
 */
export class Spill {
  readonly #folder: string;
  readonly #began: number;
  readonly #closed: string[] = [];
  #number = 0;
  #open: { readonly name: string; readonly file: number; bytes: number; syncedBytes: number } | undefined;

  /** `began` orders the segments of this writer after those of earlier ones. */
  constructor(dataFolder: string, began: number) {
    this.#folder = spillFolder(dataFolder);
    this.#began = began;
  }

  /** All lines, or none and a throw. */
  append(lines: readonly SpillLine[]): void {
    const text = Buffer.from(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    const open = this.#segment();
    try {
      for (let at = 0; at < text.length; ) at += writeSync(open.file, text, at);
      open.bytes += text.length;
    } catch (error) {
      this.#cut(open, open.bytes);
      throw error;
    }
  }

  /** Rejects where the disk did not take what was appended since it last did, and takes that out again. */
  async sync(): Promise<void> {
    const open = this.#open;
    if (open === undefined) return;
    const { bytes } = open;
    try {
      await synced(open.file);
      open.syncedBytes = Math.max(open.syncedBytes, bytes);
    } catch (error) {
      this.#cut(open, open.syncedBytes);
      throw error;
    }
  }

  /** What was appended is on disk when this returns, and the segment is ended. Throws where the disk does not take it. */
  endNow(): void {
    const open = this.#open;
    if (open === undefined) return;
    try {
      fdatasyncSync(open.file);
    } finally {
      this.#end(open);
    }
  }

  /** Ends the open segment; the names of all that ended since the last call, to be recovered. */
  endSegment(): readonly string[] {
    if (this.#open) this.#end(this.#open);
    return this.#closed.splice(0);
  }

  #segment() {
    if (this.#open && this.#open.bytes > SEGMENT_BYTES) {
      fdatasyncSync(this.#open.file);
      this.#end(this.#open);
    }
    this.#open ??= this.#begin();
    return this.#open;
  }

  #begin() {
    mkdirSync(this.#folder, { recursive: true });
    this.#number += 1;
    const name = segmentFile(this.#began, this.#number);
    const file = openSync(path.join(this.#folder, name), 'ax');
    try {
      this.#syncFolder();
    } catch (error) {
      closeSync(file);
      throw error;
    }
    return { name, file, bytes: 0, syncedBytes: 0 };
  }

  /** A file's name is in its folder, which is synced apart. */
  #syncFolder(): void {
    const folder = openSync(this.#folder, 'r');
    try {
      fsyncSync(folder);
    } finally {
      closeSync(folder);
    }
  }

  #end(open: { readonly name: string; readonly file: number }): void {
    this.#open = undefined;
    this.#closed.push(open.name);
    closeSync(open.file);
  }

  /** Half a line would stand before what comes next, and what goes back to its queue would be there twice. */
  #cut(open: { readonly name: string; readonly file: number; bytes: number }, bytes: number): void {
    try {
      ftruncateSync(open.file, bytes);
      open.bytes = bytes;
    } catch {
      this.#end(open);
    }
  }
}
