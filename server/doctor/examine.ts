import { existsSync } from 'node:fs';
import path from 'node:path';
import { runningConsole } from '../journal/data-folder.ts';
import { browserLine } from './browser.ts';
import { buildLines } from './build.ts';
import { clockLines } from './clock.ts';
import { diskLine, folderLines } from './data.ts';
import { journalLines } from './journal.ts';
import type { Line } from './line.ts';
import { portLine } from './port.ts';
import { settingsLines } from './settings.ts';
import { venueLines } from './venues.ts';
import { versionLines } from './versions.ts';
import { webhookLines } from './webhooks.ts';

interface Place {
  readonly dataFolder: string;
  readonly configFolder: string;
  readonly environment: NodeJS.ProcessEnv;
}

const usualPort = 4_870;
const usualRecordBytes = 2_000_000_000;

/** Looks at everything that a console needs, beside one that runs or where none ever ran, and writes nothing there. */
export async function examine({ dataFolder, configFolder, environment }: Place): Promise<readonly Line[]> {
  const { lines, config } = await settingsLines(configFolder);
  // without its lock file a folder was never in use, and asking would make one
  const running = existsSync(path.join(dataFolder, 'lock.sqlite')) ? runningConsole(dataFolder) : undefined;
  const folder = folderLines(dataFolder, running);
  const usable = folder.every(({ state }) => state !== 'problem');
  const port = Number(environment.PORT || (config?.server.port ?? usualPort));
  return [
    ...versionLines(),
    ...lines,
    ...folder,
    ...(usable ? journalLines(dataFolder, running !== undefined) : []),
    await diskLine(dataFolder, config?.record.bytes ?? usualRecordBytes),
    await portLine(port, running),
    browserLine(environment),
    ...(await clockLines()),
    ...(config ? await venueLines(config.venues, environment) : []),
    ...(config ? webhookLines(config.webhooks, environment) : []),
    ...(await buildLines(dataFolder)),
  ];
}
