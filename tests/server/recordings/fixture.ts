import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { loadConfig } from '../../../config/load.ts';
import { projectRoot } from '../../../server/paths.ts';
import { fileInput } from '../../../server/recordings/input.ts';
import type { InstrumentSettings } from '../../../server/recordings/instruments.ts';
import { keepRecording, type RecordingOptions } from '../../../server/recordings/open.ts';
import type { StoredRecording } from '../../../server/recordings/recording.ts';
import { sourceOfBytes } from '../../../server/recordings/source.ts';

export const settings: InstrumentSettings = await loadConfig(path.join(projectRoot, 'config'));

/** A data folder of one test. */
export interface Place {
  readonly folder: string;
  /** Reads a text as if it were a file of that name. */
  read(
    name: string,
    text: string | Buffer,
    options?: Omit<RecordingOptions, keyof InstrumentSettings>,
  ): Promise<StoredRecording>;
  file(name: string, text: string | Buffer): Promise<string>;
  remove(): Promise<void>;
}

export async function newPlace(): Promise<Place> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'deskbook-recordings-'));
  const open: StoredRecording[] = [];
  return {
    folder,
    async read(name, text, options = {}) {
      const given = { ...settings, ...options };
      const input = await fileInput(sourceOfBytes(name, Buffer.from(text)), given);
      const recording = await keepRecording(folder, input, given);
      open.push(recording);
      return recording;
    },
    async file(name, text) {
      const file = path.join(folder, name);
      await writeFile(file, text);
      return file;
    },
    async remove() {
      for (const recording of open) recording.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The message of what a promise rejects with. */
export const refusal = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'nothing was refused',
    (error: unknown) => (error as Error).message,
  );
